"""Pieces of the matrix: what a choice was when it was shown, and both views in one cell."""

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accanto.plans.queries import Cell
from accanto.ui.markup import format_html

register = template.Library()


@register.simple_tag
def as_it_was_shown(bound) -> SafeString:
    """The hidden value with which a choice was shown: only what differs from it is written."""
    return bound.as_hidden(only_initial=True)


@register.simple_tag
def levels(cell: Cell) -> SafeString:
    """Both views of a domain at a moment, in words for who does not see the picture."""
    if cell.worker is None and cell.own is None:
        return format_html('<span class="muted">{}</span>', "—")
    if not cell.differ:
        return format_html("{}", cell.worker or _("%(own)s (lei)") % {"own": cell.own})
    return format_html("<strong>{}</strong>", _("%(worker)s · lei: %(own)s") % {"worker": cell.worker, "own": cell.own})
