"""What the page shell asks for."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

from accanto.ui.components.marks import NOTHING
from accanto.ui.components.strict import component

APPEARANCE_COOKIE = "accanto_appearance"
APPEARANCES = ("light", "dark")


@component(takes_context=True)
def appearance(context) -> SafeString:
    """The attribute of <html> for who chose light or dark; nothing for who follows the device."""
    request = context.get("request")
    chosen = request.COOKIES.get(APPEARANCE_COOKIE) if request else None
    return format_html(' data-appearance="{}"', chosen) if chosen in APPEARANCES else NOTHING


@component()
def may_search(navigation, address: str) -> bool:
    """Whether the search page is in this person's menu, and so its box in the page's head."""
    return bool(address) and any(item.url == address for item in navigation or ())
