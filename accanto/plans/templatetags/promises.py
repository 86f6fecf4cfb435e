"""Promises in rows and in three columns, written without templates: pages show them by the dozen."""

from collections.abc import Iterable
from datetime import date

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accanto.base.addresses import addresses_of
from accanto.plans.models import Promise
from accanto.plans.queries import side_by_side
from accanto.plans.states import Side
from accanto.ui.components.marks import NOTHING, badge
from accanto.ui.components.moments import day
from accanto.ui.markup import format_html, format_html_join

register = template.Library()

FRAME = '<div class="sides-frame"><div class="sides">{}</div></div>'
COLUMN = '<section class="side"><h3>{}</h3>{}</section>'
LINE = '<li class="side-promise"><a href="{}">{}</a><div class="row-about">{} · {}</div>{}</li>'
TERM = '<li class="side-promise">{}<div class="row-about">{} · {}</div></li>'
PLAIN_LINE = '<li class="side-promise">{}<div class="row-about">{} · {}</div>{}</li>'
ROW = """<tr>
<th scope="row" data-label="{what_head}"><a href="{address}">{what}</a></th>
<td data-label="{who_head}">{who}</td>
<td data-label="{place_head}"><a href="{place_address}">{place}</a></td>
<td data-label="{day_head}">{day}</td>
<td data-label="{state_head}">{state}</td>
</tr>
"""


@register.simple_tag
def promise_state(promise: Promise) -> SafeString:
    """What became of a promise; that its day has gone by, where nobody has said."""
    label = _("scaduta, senza esito") if promise.is_overdue else promise.state_label
    return badge(label, tone=promise.tone)


@register.simple_tag
def promise_columns(promises: Iterable[Promise]) -> SafeString:
    """Three sides side by side: hers, ours, the public body's."""
    address = addresses_of("plans:promise_detail")
    columns = (
        (column.side.label, _lines(column.promises, address) if column.promises else _nothing())
        for column in side_by_side(list(promises))
    )
    return format_html(FRAME, format_html_join("", COLUMN, columns))


@register.simple_tag
def term_columns(terms: Iterable[dict]) -> SafeString:
    """What a frozen version says of promises, in the same three columns."""
    terms = list(terms)
    columns = ((side.label, _terms([term for term in terms if term["side"] == side])) for side in Side)
    return format_html(FRAME, format_html_join("", COLUMN, columns))


def _terms(terms: list[dict]) -> SafeString:
    if not terms:
        return _nothing()
    lines = ((term["what"], term["who"], _by(date.fromisoformat(term["due_on"]))) for term in terms)
    return format_html('<ul class="side-list">{}</ul>', format_html_join("", TERM, lines))


def _by(on: date) -> SafeString:
    return format_html(_("entro {}"), day(on, long=True))


@register.simple_tag
def portal_promises(promises: Iterable[Promise]) -> SafeString:
    """The same three columns as the member reads them: plain words, nothing to open."""
    heads = {
        Side.MEMBER: _("Che cosa prometti tu"),
        Side.COOPERATIVE: _("Che cosa promettiamo noi"),
        Side.PUBLIC_BODY: _("Che cosa promette l'ufficio"),
    }
    columns = ((heads[column.side], _plain_lines(column.promises)) for column in side_by_side(list(promises)))
    return format_html(FRAME, format_html_join("", COLUMN, columns))


def _plain_lines(promises: list[Promise]) -> SafeString:
    if not promises:
        return _nothing()
    lines = ((promise.what, _hers(promise), _when(promise), promise_state(promise)) for promise in promises)
    return format_html('<ul class="side-list">{}</ul>', format_html_join("", PLAIN_LINE, lines))


def _hers(promise: Promise) -> str:
    """Who promised, as the member is told: a family as a whole is her own."""
    as_a_whole = promise.side == Side.MEMBER and promise.person_id is None
    return _("la tua famiglia") if as_a_whole else promise.promiser


def _lines(promises: list[Promise], address) -> SafeString:
    lines = (
        (address(promise.pk), promise.title, promise.promiser, _when(promise), promise_state(promise))
        for promise in promises
    )
    return format_html('<ul class="side-list">{}</ul>', format_html_join("", LINE, lines))


def _when(promise: Promise) -> SafeString:
    if promise.is_open:
        return format_html(_("entro {}"), day(promise.due_on))
    return day(promise.settled_on)


def _nothing() -> SafeString:
    return format_html('<p class="muted small">{}</p>', _("Nessuna promessa."))


@register.simple_tag
def promise_rows(promises: Iterable[Promise]) -> SafeString:
    """Promises of several households in a table."""
    address = addresses_of("plans:promise_detail")
    of_household, of_building = addresses_of("desk:household"), addresses_of("housing:building_detail")
    heads = {
        "what_head": _("Promessa"),
        "who_head": _("Di chi"),
        "place_head": _("Nucleo o casa"),
        "day_head": _("Entro il"),
        "state_head": _("Stato"),
    }
    rows = [
        format_html(
            ROW,
            **heads,
            address=address(promise.pk),
            what=promise.title,
            who=promise.promiser,
            place_address=of_household(promise.household_id) if promise.household else of_building(promise.building_id),
            place=promise.place,
            day=day(promise.due_on),
            state=promise_state(promise),
        )
        for promise in promises
    ]
    return format_html_join("", "{}", ((row,) for row in rows)) if rows else NOTHING
