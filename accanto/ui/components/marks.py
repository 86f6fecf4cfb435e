"""The small ones, used by the dozen on a page: rendered without a template because they must be fast."""

from decimal import ROUND_HALF_UP, Decimal

from django.utils.formats import number_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from accanto.ui.components.strict import Kind, Tone, component
from accanto.ui.icons import ICONS
from accanto.ui.markup import format_html

NOTHING = mark_safe("")
CURRENT = mark_safe(' aria-current="page"')
CENT = Decimal("0.01")
NEARLY = 0.75


def draw(name: str) -> SafeString:
    """An icon as inline SVG, invisible to screen readers; nothing for no name."""
    return _DRAWN[name] if name else NOTHING


_DRAWN = {
    name: mark_safe(
        '<svg class="icon" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" focusable="false">'
        f"{shapes}</svg>"
    )
    for name, shapes in ICONS.items()
}


@component()
def icon(name: str, *, label: str = "") -> SafeString:
    """A drawing; with `label` when it stands alone and means something."""
    if not label:
        return draw(name)
    return format_html('<span class="icon-alone" role="img" aria-label="{}">{}</span>', label, draw(name))


@component()
def badge(text, *, tone: Tone = "plain", icon: str = "") -> SafeString:
    """A short state. The words carry the meaning, the colour only helps."""
    return format_html('<span class="badge badge-{}">{}{}</span>', tone, draw(icon), text)


@component()
def button(
    text, *, kind: Kind = "primary", name: str = "", value: str = "", icon: str = "", form: str = "", label: str = ""
) -> SafeString:
    """A button that sends its form; `label` is the full sentence for screen readers where `text` is short."""
    extra = [('name="{}"', name), ('value="{}"', value), ('form="{}"', form), ('aria-label="{}"', label)]
    written = mark_safe("".join(" " + format_html(pattern, content) for pattern, content in extra if content))
    return format_html(
        '<button type="submit" class="button button-{}"{}>{}<span>{}</span></button>', kind, written, draw(icon), text
    )


@component()
def link_button(text, href: str, *, kind: Kind = "secondary", icon: str = "", label: str = "") -> SafeString:
    """A link that looks like a button, for going somewhere."""
    written = format_html(' aria-label="{}"', label) if label else NOTHING
    return format_html(
        '<a class="button button-{}" href="{}"{}>{}<span>{}</span></a>', kind, href, written, draw(icon), text
    )


@component()
def euro(amount) -> SafeString:
    """Money in the reader's locale, rounded half-up to the cent; nothing for no amount."""
    if amount is None or amount == "":
        return NOTHING
    cents = Decimal(amount).quantize(CENT, rounding=ROUND_HALF_UP)
    written = _("%(amount)s €") % {"amount": number_format(cents, decimal_pos=2, use_l10n=True, force_grouping=True)}
    return format_html('<bdi class="number">{}</bdi>', written)


@component()
def phone(number) -> SafeString:
    """A number to tap; it never turns round in right-to-left pages."""
    if not number:
        return NOTHING
    dialled = getattr(number, "as_e164", None) or "".join(c for c in str(number) if c.isdigit() or c == "+")
    shown = getattr(number, "as_international", None) or number
    return format_html('<a class="phone" href="tel:{}"><bdi dir="ltr">{}</bdi></a>', dialled, shown)


@component()
def meter(*, value, limit, label, tone: Tone = "plain") -> SafeString:
    """How much of a limit is used up, drawn beside its words; the colour follows when no `tone` is given."""
    share = min(1.0, float(value) / float(limit)) if limit else 1.0
    tone = tone if tone != "plain" else _tone_of(float(value), float(limit))
    shown = format_html('<span class="badge badge-{}">{}</span>', tone, label)
    return format_html('<span class="meter">{}{}</span>', bar(share=share, tone=tone), shown)


def _tone_of(value: float, limit: float) -> str:
    if value > limit:
        return "danger"
    return "warn" if value > NEARLY * limit else "plain"


def bar(*, share: float, tone: str) -> SafeString:
    """A bar filled to `share` (0 to 1). Drawn with SVG attributes: the page allows no inline style."""
    return format_html(
        '<svg class="bar bar-{}" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        '<rect class="bar-track" width="100" height="6"/><rect class="bar-fill" width="{}" height="6"/></svg>',
        tone,
        f"{100 * share:.1f}",
    )


@component()
def progress(*, value: int, of: int, label: str = "") -> SafeString:
    """So many of so many, in words and as a bar."""
    words = label or _("%(done)s su %(all)s") % {"done": value, "all": of}
    drawn = bar(share=min(1.0, value / of) if of else 0.0, tone="ok" if of and value >= of else "accent")
    return format_html('<span class="meter">{}<span class="meter-words">{}</span></span>', drawn, words)
