"""How each building lives, and who represents it."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from accanto.accounts.access import Permission
from accanto.accounts.gate import requires
from accanto.base.forms import posted, submitted
from accanto.coexistence import actions, forms, queries
from accanto.ui.components.lists import Link
from accanto.ui.pages import form_page


def tabs_of(request, building) -> list[Link]:
    """The parts of a building's common life, an address each."""
    parts = [
        (_("Adesso"), "coexistence:building_detail"),
        (_("Turni"), "coexistence:rota_page"),
        (_("Riunioni"), "coexistence:meeting_list"),
        (_("Spazi"), "coexistence:space_list"),
        (_("Cassa"), "coexistence:cash_page"),
    ]
    addresses = [(label, reverse(name, args=[building.pk])) for label, name in parts]
    return [Link(label, url, current=url == request.path) for label, url in addresses]


@requires(Permission.MANAGE_COEXISTENCE)
def building_list(request):
    """Every building: what waits there, and how far it runs itself."""
    page = queries.building_page(request.user, request.GET.get("page", ""))
    return render(request, "coexistence/building_list.html", {"page": page})


@requires(Permission.READ_FIGURES)
def building_figures(request):
    """How far each building runs itself, by quarter: a number, and no family."""
    page = queries.figure_page(request.user, request.GET.get("page", ""))
    context = {"page": page, "quarters": queries.quarters_told()}
    return render(request, "coexistence/building_figures.html", context)


@requires(Permission.MANAGE_COEXISTENCE)
def building_detail(request, building_id):
    """A building today: turns, meetings, decisions, cash, and its index over the quarters as a picture."""
    building = queries.building_for(request.user, building_id)
    context = queries.life_of(request.user, building) | {"tabs": tabs_of(request, building)}
    return render(request, "coexistence/building_detail.html", context)


@requires(Permission.MANAGE_COEXISTENCE)
def representative_new(request, building_id):
    """Name who represents a building."""
    building = queries.building_for(request.user, building_id)
    form = forms.RepresentativeForm(posted(request), people=queries.adults_living_in(building))
    fixed = {"by": request.user, "building": building}
    if response := submitted(request, form, actions.name_representative, to=page_of, **fixed):
        return response
    heading = _("Chi rappresenta %(building)s") % {"building": building}
    lead = _(
        "Nella sua pagina vede turni, riunioni, cassa e prenotazioni della casa. Mai la scheda di un'altra famiglia."
    )
    return form_page(request, form=form, heading=heading, back=address_of(building), lead=lead)


@requires(Permission.MANAGE_COEXISTENCE)
def representative_end(request, representative_id):
    """Her last day as representative."""
    representative = queries.representative_for(request.user, representative_id)
    form = forms.EndForm(posted(request))
    fixed = {"by": request.user, "representative": representative}
    if response := submitted(request, form, actions.end_representative, to=page_of, **fixed):
        return response
    heading = _("%(person)s non rappresenta più la casa") % {"person": representative.person.given_name}
    return form_page(request, form=form, heading=heading, back=page_of(representative))


def address_of(building) -> str:
    """The page of a building's common life."""
    return reverse("coexistence:building_detail", args=[building.pk])


def page_of(row) -> str:
    """The page of the building to which a row belongs."""
    return reverse("coexistence:building_detail", args=[row.building_id])
