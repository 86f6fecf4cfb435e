"""What the page shell asks for."""

from functools import lru_cache

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from accanto.ui.components.marks import NOTHING, draw
from accanto.ui.components.strict import component

APPEARANCE_COOKIE = "accanto_appearance"
APPEARANCES = ("light", "dark")
CURRENT = mark_safe(' aria-current="page"')
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
    """The lines of the menu: `.label .url .icon .current`."""
    return _menu_lines(tuple(navigation or ()))


@component()
def phone_menu(navigation) -> SafeString:
    """The lines that stand in the phone's bar: those with `.on_phone`."""
    return _menu_lines(tuple(item for item in navigation or () if item.on_phone))


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
def may_search(navigation, address: str) -> bool:
    """Whether the search page is in this person's menu, and so its box in the page's head."""
    return bool(address) and any(item.url == address for item in navigation or ())
