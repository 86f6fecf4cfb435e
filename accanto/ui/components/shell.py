"""What the page shell asks for. Most of it says the same on every page, and is drawn once."""

from functools import lru_cache
from itertools import groupby
from operator import attrgetter

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from accanto.ui.components.forms import csrf_input
from accanto.ui.components.marks import CURRENT, NOTHING, draw
from accanto.ui.components.strict import component
from accanto.ui.markup import format_html, format_html_join

APPEARANCE_COOKIE = "accanto_appearance"
APPEARANCES = ("light", "dark")
# Where there is room for the box, the line is not needed.
IN_THE_SEARCH_BOX = mark_safe(' class="nav-search"')


@component(takes_context=True)
def appearance(context) -> SafeString:
    """The attribute of <html> for who chose light or dark; nothing for who follows the device."""
    request = context.get("request")
    chosen = request.COOKIES.get(APPEARANCE_COOKIE) if request else None
    return format_html(' data-appearance="{}"', chosen) if chosen in APPEARANCES else NOTHING


@component()
def main_menu(navigation) -> SafeString:
    """The lines of the menu, each below its `.heading`: `.label .url .icon .current`."""
    return _menu_groups(tuple(navigation or ()))


@component()
def phone_menu(navigation) -> SafeString:
    """The lines that stand in the phone's bar: those with `.on_phone`."""
    return _menu_lines(tuple(item for item in navigation or () if item.on_phone))


@lru_cache(maxsize=1024)
def _menu_groups(items: tuple) -> SafeString:
    groups = [(heading, tuple(lines)) for heading, lines in groupby(items, key=attrgetter("heading"))]
    return format_html_join("\n", "{}", ((_menu_group(place, *group),) for place, group in enumerate(groups)))


def _menu_group(place: int, heading: str, items: tuple) -> SafeString:
    if not heading:
        return _menu_lines(items)
    name = f"menu-{place}"
    return format_html(
        '<li><span class="nav-heading" id="{}">{}</span><ul class="nav-group" aria-labelledby="{}">{}</ul></li>',
        name,
        heading,
        name,
        _menu_lines(items),
    )


@lru_cache(maxsize=1024)
def _menu_lines(items: tuple) -> SafeString:
    """Drawn once for each role, language and place: it stands on every page."""
    return format_html_join(
        "\n",
        '<li{}><a href="{}"{}>{}<span>{}</span></a></li>',
        (
            (
                IN_THE_SEARCH_BOX if item.icon == "search" else NOTHING,
                item.url,
                CURRENT if item.current else NOTHING,
                draw(item.icon),
                item.label,
            )
            for item in items
        ),
    )


@component()
def may_search(navigation) -> bool:
    """Whether the search page is in this person's menu, and so its box in the page's head."""
    return any(item.icon == "search" for item in navigation or ())


@component()
def drawn_once(template: str) -> SafeString:
    """A template that says the same to everybody: drawn once for each language."""
    return _drawn(template, get_language())


@component(takes_context=True)
def account(context, user) -> SafeString:
    """Who is logged in, with what she can do about it: her name on what her role sees."""
    return _filled(context, _drawn("ui/_account.html", get_language(), user.role_label), name=user.name)


@component(takes_context=True)
def languages(context) -> SafeString:
    """The other languages; choosing one leads back to the same page."""
    return _filled(context, _drawn("ui/_languages.html", get_language()))


@lru_cache(maxsize=256)
def _drawn(template: str, language: str, role: str = "") -> SafeString:
    return mark_safe(render_to_string(template, {"role": role}))


def _filled(context, drawn: str, **pieces) -> SafeString:
    request = context.get("request")
    path = request.get_full_path() if request else ""
    return format_html(drawn, token=csrf_input(context), path=path, **pieces)
