"""The tabs over what goes wrong between neighbours."""

from django import template
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

register = template.Library()

# label, URL name
TABS = [
    (_("Disaccordi"), "coexistence:disagreement_list"),
    (_("Violazioni"), "coexistence:breach_list"),
    (_("Da tenere separate"), "coexistence:kept_apart_list"),
]


@register.inclusion_tag("ui/_tabs.html", takes_context=True)
def matter_tabs(context) -> dict:
    """The three lists, the present one marked."""
    path = context["request"].path
    addresses = [(label, reverse(name)) for label, name in TABS]
    items = [{"label": label, "url": url, "current": url == path, "count": None} for label, url in addresses]
    return {"items": items, "label": _("Questioni")}
