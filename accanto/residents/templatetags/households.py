"""The tabs of a household's file, one address each."""

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

register = template.Library()

# label, URL name
TABS = [
    (_("Adesso"), "desk:household"),
    (_("Diario"), "diary:timeline"),
    (_("Richieste"), "support:household_requests"),
    (_("Percorso"), "plans:household_path"),
    (_("Pratiche"), "procedures:household_procedures"),
    (_("Enti e deleghe"), "partners:household_bodies"),
    (_("Persone e documenti"), "residents:household_people"),
    (_("Casa"), "housing:household_home"),
    (_("Vita in comune"), "coexistence:household_living"),
    (_("Copie e lettere"), "documents:household_documents"),
    (_("Chi sta accanto"), "residents:household_team"),
    (_("Chi ha letto"), "residents:household_readers"),
]


@register.inclusion_tag("ui/_tabs.html", takes_context=True)
def household_tabs(context, household) -> dict:
    """The parts of the file that exist, the present one marked."""
    path = context["request"].path
    items = [
        {"label": label, "url": url, "current": url == path, "count": None}
        for label, name in TABS
        if (url := _address(name, household.pk))
    ]
    return {"items": items, "label": _("Parti della scheda")}


def _address(name: str, pk: int) -> str | None:
    try:
        return reverse(name, args=[pk])
    except NoReverseMatch:
        return None
