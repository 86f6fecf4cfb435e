"""Finding one's way: tabs, menus, pages of a list, filters; and pairs of facts.

Items are objects with these attributes; `Link` is there for whoever has nothing at hand.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from accanto.ui.components.marks import CURRENT, NOTHING, draw
from accanto.ui.components.strict import Kind, component
from accanto.ui.markup import format_html, format_html_join


@dataclass(frozen=True)
class Link:
    """One line of a menu or one tab."""

    label: str
    url: str
    icon: str = ""
    current: bool = False
    count: int | None = None


@dataclass(frozen=True)
class Applied:
    """A filter in force, and the address of the list without it."""

    label: str
    without: str


TABS = '<nav class="tabs" aria-label="{}"><ul>{}</ul></nav>'
TAB = '<li><a href="{}"{}>{}{}</a></li>'
COUNT = ' <span class="count">{}</span>'
MENU = """<details class="menu">
<summary class="button button-{}">{}<span>{}</span></summary>
<ul class="menu-list">{}</ul>
</details>"""
MENU_LINE = '<li><a href="{}">{}<span>{}</span></a></li>'


@component()
def tabs(items: Iterable[Link], *, label: str = "") -> SafeString:
    """The parts of a page, an address each; `.label .url .current .count`."""
    lines = ((item.url, CURRENT if item.current else NOTHING, item.label, _count(item)) for item in items)
    return format_html(TABS, label or _("Parti della pagina"), format_html_join("\n", TAB, lines))


def _count(item: Link) -> SafeString:
    return format_html(COUNT, item.count) if item.count else NOTHING


@component()
def menu(text: str, items: Iterable[Link], *, icon: str = "", kind: Kind = "primary") -> SafeString:
    """A button that opens a list of links; works without JavaScript. `.label .url .icon`."""
    lines = ((item.url, draw(item.icon), item.label) for item in items)
    return format_html(MENU, kind, draw(icon), text, format_html_join("\n", MENU_LINE, lines))


@component(template="ui/_crumbs.html")
def crumbs(items: Iterable) -> dict:
    """The way back: `.label .url` of the pages above this one."""
    return {"items": items}


@component()
def data_list(pairs: Iterable) -> SafeString:
    """Facts as pairs (label, value). A fact nobody knows is shown as such and not left out."""
    unknown = format_html('<span class="muted">{}</span>', "—")
    rows = format_html_join(
        "", "<div><dt>{}</dt><dd>{}</dd></div>", ((k, unknown if v in (None, "") else v) for k, v in pairs)
    )
    return format_html('<dl class="data-list">{}</dl>', rows)


@component(takes_context=True)
def pager(context, page, *, newer="", older="") -> SafeString:
    """The way to the rows before and after: `page.newer`, `page.older` are cursors or None; filters stay.

    `newer`, `older`: other words for the two ways, where the order of the rows gives better ones.
    """
    steps = [
        (page.newer, "prev", newer or _("Pagina precedente")),
        (page.older, "next", older or _("Pagina successiva")),
    ]
    if not page.newer and not page.older:
        return mark_safe("")
    query = context["request"].GET.copy() if "request" in context else QueryDict(mutable=True)
    links = format_html_join(
        "",
        '<a class="button button-secondary" rel="{}" href="{}">{}</a>',
        ((rel, _address_at(query, cursor), text) for cursor, rel, text in steps if cursor),
    )
    return format_html('<nav class="pager" aria-label="{}">{}</nav>', _("Altre pagine dell'elenco"), links)


def _address_at(query: QueryDict, cursor: str) -> str:
    query["page"] = cursor
    return f"?{query.urlencode()}"


@component(template="ui/_filters.html", takes_context=True)
def filters(context, form, *, text: str = "") -> dict:
    """A GET form over a list; the filters in force are chips, each with the link that lifts it."""
    request = context["request"]
    return {
        "form": form,
        "action": request.path,
        "text": text or _("Filtra"),
        "applied": list(_applied(form, request.GET, request.path)),
    }


def _applied(form, query: QueryDict, path: str) -> Iterable[Applied]:
    for name, field in form.fields.items():
        key = form.add_prefix(name)
        for value in query.getlist(key):
            if value.strip():
                yield Applied(_words(form, name, field, value), _address_without(query, path, key, value))


def _words(form, name: str, field, value: str) -> str:
    """What a filter says: the words of a choice, the label of a box that is ticked, or what was typed."""
    choices = getattr(field, "choices", None)
    if choices is None:
        is_box = getattr(field.widget, "input_type", "") == "checkbox"
        label = field.label or form[name].label
        return str(label) if is_box else f"{label}: {value}"
    chosen = getattr(form, "cleaned_data", {}).get(name)
    if hasattr(chosen, "pk"):
        return str(chosen)
    return str(dict(_flat(choices)).get(value, value))


def _flat(choices) -> Iterable[tuple[str, str]]:
    for value, label in choices:
        if isinstance(label, (list, tuple)):
            yield from _flat(label)
        else:
            yield str(value), label


def _address_without(query: QueryDict, path: str, key: str, value: str) -> str:
    rest = query.copy()
    rest.setlist(key, [v for v in query.getlist(key) if v != value])
    rest.pop("page", None)
    return f"{path}?{rest.urlencode()}" if rest else path
