"""The tabs of a household's file, one address each."""

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from accanto.base.addresses import address_of
from accanto.ui.components.lists import Link, tabs

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


@register.simple_tag(takes_context=True)
def household_tabs(context, household, part="") -> SafeString:
    """The parts of the file, the present one marked; `part` (a URL name of TABS) for a page below one of them."""
    here = address_of(part, household.pk) if part else context["request"].path
    addresses = ((label, address_of(name, household.pk)) for label, name in TABS)
    return tabs([Link(label, url, current=url == here) for label, url in addresses], label=_("Parti della scheda"))
