"""Buildings, dwellings, places and works."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from accanto.accounts.access import Permission
from accanto.accounts.gate import requires
from accanto.base import clock
from accanto.base.forms import posted, submitted
from accanto.housing import actions, forms, queries
from accanto.ui.pages import form_page

YEARS_OF_A_BUILDING = 5


@requires(Permission.READ_HOUSING)
def dwelling_list(request):
    """Every dwelling by building: free, occupied, in works; filtered by the address."""
    filters = forms.DwellingFilter(request.GET, towns=queries.towns(request.user))
    wanted = filters.cleaned_data if filters.is_valid() else {}
    page = queries.building_page(request.user, wanted, cursor=request.GET.get("page", ""))
    return render(request, "housing/dwelling_list.html", {"page": page, "filters": filters})


@requires(Permission.READ_HOUSING)
def dwelling_detail(request, dwelling_id):
    """A dwelling: what it is, who lives there, works, who lived there before."""
    dwelling = queries.dwelling_for(request.user, dwelling_id)
    return render(request, "housing/dwelling_detail.html", queries.dwelling_page(request.user, dwelling))


@requires(Permission.READ_HOUSING)
def building_detail(request, building_id):
    """A building: its dwellings today, and their occupancy over the years as a picture."""
    building = queries.building_for(request.user, building_id)
    filters = forms.YearsFilter(request.GET, usual=YEARS_OF_A_BUILDING)
    picture = queries.strips_page(building, filters.years())
    rows = queries.home_rows(request.user, queries.with_state(building.dwellings.all()))
    context = {"building": building, "rows": rows, "filters": filters, "picture": picture}
    return render(request, "housing/building_detail.html", context)


@requires(Permission.MANAGE_HOUSING)
def building_new(request):
    """Write down a building."""
    form = forms.BuildingForm(posted(request))
    if response := submitted(request, form, actions.add_building, by=request.user):
        return response
    back = reverse("housing:dwelling_list")
    return form_page(request, form=form, heading=_("Nuovo fabbricato"), back=back)


@requires(Permission.MANAGE_HOUSING)
def building_edit(request, building_id):
    """Correct a building."""
    building = queries.building_for(request.user, building_id)
    form = forms.BuildingForm(posted(request), record=building)
    if response := submitted(request, form, actions.change_building, by=request.user, building=building):
        return response
    return form_page(request, form=form, heading=building.name, back=building.get_absolute_url())


@requires(Permission.MANAGE_HOUSING)
def dwelling_new(request, building_id):
    """Write down a dwelling of a building."""
    building = queries.building_for(request.user, building_id)
    form = forms.DwellingForm(posted(request))
    if response := submitted(request, form, actions.add_dwelling, by=request.user, building=building):
        return response
    heading = _("Nuovo alloggio in %(building)s") % {"building": building}
    return form_page(request, form=form, heading=heading, back=building.get_absolute_url())


@requires(Permission.MANAGE_HOUSING)
def dwelling_edit(request, dwelling_id):
    """Correct what is written of a dwelling."""
    dwelling = queries.dwelling_for(request.user, dwelling_id)
    form = forms.DwellingForm(posted(request), record=dwelling)
    if response := submitted(request, form, actions.change_dwelling, by=request.user, dwelling=dwelling):
        return response
    return form_page(request, form=form, heading=str(dwelling), back=dwelling.get_absolute_url())


@requires(Permission.MANAGE_HOUSING)
def place_new(request, dwelling_id):
    """Add a place to a shared home."""
    dwelling = queries.dwelling_for(request.user, dwelling_id)
    form = forms.PlaceForm(posted(request))
    to = _page_of(dwelling)
    if response := submitted(request, form, actions.add_place, to=to, by=request.user, dwelling=dwelling):
        return response
    lead = _("Una stanza o un letto che si assegna da solo. La casa diventa condivisa.")
    return form_page(request, form=form, heading=_("Nuovo posto"), back=dwelling.get_absolute_url(), lead=lead)


@requires(Permission.MANAGE_HOUSING)
def place_edit(request, place_id):
    """Rename a place, or correct its beds."""
    place = queries.place_for(request.user, place_id)
    form = forms.PlaceForm(posted(request), record=place)
    to = _page_of(place.dwelling)
    if response := submitted(request, form, actions.change_place, to=to, by=request.user, place=place):
        return response
    return form_page(request, form=form, heading=place.name, back=place.dwelling.get_absolute_url())


@requires(Permission.MANAGE_HOUSING)
def works_new(request, dwelling_id):
    """Take a dwelling out of use for works."""
    dwelling = queries.dwelling_for(request.user, dwelling_id)
    form = forms.WorksForm(posted(request), initial={"since": clock.today()})
    to = _page_of(dwelling)
    if response := submitted(request, form, actions.begin_works, to=to, by=request.user, dwelling=dwelling):
        return response
    heading = _("Lavori in %(dwelling)s") % {"dwelling": dwelling}
    return form_page(request, form=form, heading=heading, back=dwelling.get_absolute_url())


@requires(Permission.MANAGE_HOUSING)
def works_edit(request, works_id):
    """Correct works, or write their last day."""
    works = queries.works_for(request.user, works_id)
    form = forms.WorksForm(posted(request), record=works)
    to = _page_of(works.dwelling)
    if response := submitted(request, form, actions.change_works, to=to, by=request.user, works=works):
        return response
    heading = _("Lavori in %(dwelling)s") % {"dwelling": works.dwelling}
    return form_page(request, form=form, heading=heading, back=works.dwelling.get_absolute_url())


def _page_of(record):
    return lambda _result: record.get_absolute_url()
