"""Pictures drawn by the server as SVG, each with the table that says the same in words.

Colours come from the stylesheet by class; the page allows no inline style.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accanto.ui.components.marks import bar
from accanto.ui.components.strict import component
from accanto.ui.markup import format_html, format_html_join

WIDTH, HEIGHT, LEFT, BOTTOM, TOP = 720, 240, 40, 28, 8
TICKS = 4
LABELS = 8


@dataclass(frozen=True)
class Series:
    """One layer of an area chart: its name, its values (one a point), its class `series-<look>`."""

    name: str
    values: Sequence[float]
    look: str = "1"


@component()
def bars(rows: Iterable, *, caption, head=("", "")) -> SafeString:
    """Figures side by side: rows of (label, value) or (label, value, tone). The table is the picture."""
    rows = [(*row, "accent")[:3] for row in rows]
    top = max((float(value) for _label, value, _tone in rows), default=0.0) or 1.0
    body = format_html_join(
        "",
        '<tr><th scope="row">{}</th><td class="bars-bar">{}</td><td class="number">{}</td></tr>',
        ((label, bar(share=float(value) / top, tone=tone), value) for label, value, tone in rows),
    )
    return format_html('<table class="bars"><caption>{}</caption><tbody>{}</tbody></table>', caption, body)


@component()
def areas(points: Sequence, series: Sequence[Series], *, caption, first="") -> SafeString:
    """Quantities over time, stacked: `points` are the labels of the x axis, `series` the layers from below."""
    totals = [sum(float(s.values[i]) for s in series) for i in range(len(points))]
    top = _round_up(max(totals, default=0.0))
    legend = format_html_join(
        "",
        '<li><svg class="swatch series-{}" viewBox="0 0 10 10" width="12" height="12" aria-hidden="true">'
        '<rect width="10" height="10" rx="2"/></svg>{}</li>',
        ((s.look, s.name) for s in reversed(series)),
    )
    return format_html(
        '<figure class="chart"><figcaption>{}</figcaption><ul class="legend">{}</ul>'
        '<svg viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}{}</svg>{}</figure>',
        caption,
        legend,
        WIDTH,
        HEIGHT,
        caption,
        _grid(top),
        _layers(series, top),
        _x_labels(points),
        _table(points, series, first),
    )


def _round_up(value: float) -> float:
    """A round figure at or above `value`, for the axis, whose steps are round too."""
    size = 1
    while True:
        for step in (size, size * 3 // 2, size * 2, size * 3, size * 5):
            if step * TICKS >= value:
                return float(step * TICKS)
        size *= 10


def _x(i: int, count: int) -> float:
    return LEFT + (WIDTH - LEFT) * (i / max(1, count - 1))


def _y(value: float, top: float) -> float:
    return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * value / top


def _grid(top: float) -> SafeString:
    return format_html_join(
        "",
        '<line class="grid-line" x1="{}" x2="{}" y1="{}" y2="{}"/><text class="tick tick-y" x="{}" y="{}">{}</text>',
        (
            (LEFT, WIDTH, f"{y:.1f}", f"{y:.1f}", LEFT - 6, f"{y + 4:.1f}", f"{top * k / TICKS:g}")
            for k in range(TICKS + 1)
            for y in [_y(top * k / TICKS, top)]
        ),
    )


def _layers(series: Sequence[Series], top: float) -> SafeString:
    shapes, below = [], [0.0] * len(series[0].values) if series else []
    for s in series:
        above = [low + float(value) for low, value in zip(below, s.values, strict=True)]
        edge = [f"{_x(i, len(above)):.1f},{_y(v, top):.1f}" for i, v in enumerate(above)]
        base = [f"{_x(i, len(below)):.1f},{_y(v, top):.1f}" for i, v in enumerate(below)]
        shapes.append((s.look, " ".join(edge + base[::-1])))
        below = above
    return format_html_join("", '<polygon class="layer series-{}" points="{}"/>', shapes)


def _x_labels(points: Sequence) -> SafeString:
    every = max(1, -(-len(points) // LABELS))
    return format_html_join(
        "",
        '<text class="tick tick-{}" x="{}" y="{}">{}</text>',
        (
            ("start" if i == 0 else "end" if i == len(points) - 1 else "x", f"{_x(i, len(points)):.1f}", HEIGHT - 8, p)
            for i, p in enumerate(points)
            if i % every == 0
        ),
    )


def _table(points: Sequence, series: Sequence[Series], first) -> SafeString:
    head = format_html_join("", '<th scope="col">{}</th>', ((name,) for name in [first, *(s.name for s in series)]))
    body = format_html_join(
        "",
        '<tr><th scope="row">{}</th>{}</tr>',
        (
            (p, format_html_join("", '<td class="number">{}</td>', ((s.values[i],) for s in series)))
            for i, p in enumerate(points)
        ),
    )
    return format_html(
        '<details class="more"><summary>{}</summary><div class="scroll" tabindex="0" role="region" aria-label="{}">'
        '<table class="table"><thead><tr>{}</tr></thead><tbody>{}</tbody></table></div></details>',
        _("Gli stessi numeri in tabella"),
        _("Tabella dei numeri"),
        head,
        body,
    )
