"""The tabs over what goes wrong between neighbours."""

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from accanto.ui.components.lists import Link, tabs

register = template.Library()

# label, URL name
TABS = [
    (_("Disaccordi"), "coexistence:disagreement_list"),
    (_("Violazioni"), "coexistence:breach_list"),
    (_("Da tenere separate"), "coexistence:kept_apart_list"),
]


@register.simple_tag(takes_context=True)
def matter_tabs(context) -> SafeString:
    """The three lists, the present one marked."""
    path = context["request"].path
    addresses = [(label, reverse(name)) for label, name in TABS]
    return tabs([Link(label, url, current=url == path) for label, url in addresses], label=_("Questioni"))
