"""The shared spaces of a building, and who has booked one."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from accanto.accounts.access import Permission
from accanto.accounts.gate import requires
from accanto.base.forms import posted, submitted
from accanto.coexistence import actions, forms, queries
from accanto.coexistence.views.acts import carry_out
from accanto.coexistence.views.buildings import tabs_of
from accanto.ui.pages import form_page


@requires(Permission.MANAGE_COEXISTENCE)
def space_list(request, building_id):
    """The shared spaces with their rules, and the bookings to come."""
    building = queries.building_for(request.user, building_id)
    context = {
        "building": building,
        "tabs": tabs_of(request, building),
        "spaces": queries.spaces_of(building),
        "page": queries.booking_page(building, request.GET.get("page", "")),
    }
    return render(request, "coexistence/space_list.html", context)


@requires(Permission.MANAGE_COEXISTENCE)
def space_new(request, building_id):
    """Write down a shared space."""
    building = queries.building_for(request.user, building_id)
    form = forms.SpaceForm(posted(request))
    if response := submitted(request, form, actions.add_space, to=_list_of, by=request.user, building=building):
        return response
    heading = _("Nuovo spazio comune")
    return form_page(request, form=form, heading=heading, back=address_of(building), lead=str(building))


@requires(Permission.MANAGE_COEXISTENCE)
def space_edit(request, space_id):
    """Correct a shared space."""
    space = queries.space_for(request.user, space_id)
    form = forms.SpaceForm(posted(request), record=space)
    if response := submitted(request, form, actions.change_space, to=_list_of, by=request.user, space=space):
        return response
    return form_page(request, form=form, heading=space.name, back=_list_of(space), lead=str(space.building))


@requires(Permission.MANAGE_COEXISTENCE)
def space_close(request, space_id):
    """A space is no longer shared."""
    space = queries.space_for(request.user, space_id)
    heading = _("Non è più uno spazio comune")
    return carry_out(request, actions.close_space, heading=heading, back=_list_of(space), lead=space.name, space=space)


@requires(Permission.MANAGE_COEXISTENCE)
def booking_new(request, space_id):
    """Book a space for a household that asked for it."""
    space = queries.bookable_space_for(request.user, space_id)
    form = forms.BookingForSomebodyForm(posted(request), homes=queries.living_now(space.building))
    back = _list_of(space)
    to = lambda _booking: back  # noqa: E731 - an address in one word
    if response := submitted(request, form, actions.book_space, to=to, by=request.user, space=space):
        return response
    heading = _("Prenota: %(space)s") % {"space": space}
    return form_page(request, form=form, heading=heading, back=back, lead=space.rules, save=_("Prenota"))


@requires(Permission.MANAGE_COEXISTENCE)
def booking_cancel(request, booking_id):
    """Give the time of a booking back."""
    booking = queries.booking_for(request.user, booking_id)
    heading, back = _("Annulla la prenotazione"), _list_of(booking.space)
    return carry_out(request, actions.cancel_booking, heading=heading, back=back, lead=str(booking), booking=booking)


def address_of(building) -> str:
    """The spaces of a building."""
    return reverse("coexistence:space_list", args=[building.pk])


def _list_of(space) -> str:
    return reverse("coexistence:space_list", args=[space.building_id])
