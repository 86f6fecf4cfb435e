"""A resident and her building: her turns, bookings, meetings and rules; and how it runs, for who represents it.

Neighbours appear as they do in the stairwell: by the number of their home, or a given name that they chose.
"""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from accanto.accounts.access import Permission
from accanto.accounts.gate import requires
from accanto.base import clock
from accanto.base.forms import Form, posted, submitted
from accanto.coexistence import actions, forms, queries
from accanto.coexistence.printing import rota_pdf
from accanto.documents.responses import download
from accanto.portal.forms.own import SignRulesForm
from accanto.portal.queries import house as house_queries
from accanto.ui.pages import form_page


@requires(Permission.OWN_FILE)
def house(request):
    """The building in which the resident lives: what is hers to do there, and what everybody decided."""
    home = queries.home_of_user(request.user)
    if home is None:
        return render(request, "portal/no_house.html")
    return render(request, "portal/house.html", house_queries.house(request.user, home))


@requires(Permission.OWN_FILE)
def house_rota(request):
    """The sheet that hangs in the stairwell."""
    home = queries.own_home(request.user)
    content = rota_pdf(home.building, queries.weeks_of(home.building, clock.today()))
    return download(content, _("turni.pdf"), "application/pdf")


@requires(Permission.OWN_FILE)
def turn_confirm(request, own_turn_id):
    """She did her turn."""
    turn = queries.own_turn(queries.own_home(request.user).household, own_turn_id)
    return _act(request, actions.confirm_turn, _("Ho fatto il turno"), str(turn), turn=turn)


@requires(Permission.OWN_FILE)
def turn_swap(request, own_turn_id):
    """She asks a neighbour to change turns."""
    turn = queries.own_turn(queries.own_home(request.user).household, own_turn_id)
    form = forms.SwapForm(posted(request), rows=queries.turns_to_swap(turn))
    if response := submitted(request, form, actions.ask_swap, to=_house, by=request.user, turn=turn):
        return response
    lead = _("Il turno cambia solo se il vicino dice di sì.")
    return form_page(request, form=form, heading=_("Scambia il turno"), back=_house(), lead=lead, save=_("Chiedi"))


@requires(Permission.OWN_FILE)
def swap_agree(request, own_swap_id):
    """She agrees to what a neighbour asks."""
    swap = queries.swap_asked_of(queries.own_home(request.user).household, own_swap_id)
    return _act(request, actions.agree_swap, _("Sì, scambiamo"), str(swap), swap=swap)


@requires(Permission.OWN_FILE)
def swap_decline(request, own_swap_id):
    """She does not agree."""
    swap = queries.swap_asked_of(queries.own_home(request.user).household, own_swap_id)
    return _act(request, actions.decline_swap, _("No, non scambio"), str(swap), swap=swap)


@requires(Permission.OWN_FILE)
def swap_withdraw(request, asked_swap_id):
    """She takes back what she asked."""
    swap = queries.swap_asked_by(queries.own_home(request.user).household, asked_swap_id)
    return _act(request, actions.withdraw_swap, _("Non serve più"), str(swap), swap=swap)


@requires(Permission.OWN_FILE)
def house_book(request, own_space_id):
    """She books a shared space."""
    home = queries.own_home(request.user)
    space = queries.bookable_space_for(request.user, own_space_id)
    form = forms.BookingForm(posted(request))
    fixed = {"by": request.user, "space": space, "household": home.household}
    if response := submitted(request, form, actions.book_space, to=_house, **fixed):
        return response
    heading = _("Prenota: %(space)s") % {"space": space}
    return form_page(request, form=form, heading=heading, back=_house(), lead=space.rules, save=_("Prenota"))


@requires(Permission.OWN_FILE)
def booking_cancel(request, own_booking_id):
    """She gives the time back."""
    booking = queries.own_booking(queries.own_home(request.user).household, own_booking_id)
    return _act(request, actions.cancel_booking, _("Annulla la prenotazione"), str(booking), booking=booking)


@requires(Permission.OWN_FILE)
def house_rules(request):
    """The rules that bind her, in her language where somebody has translated them; she can sign what she has read."""
    home = queries.own_home(request.user)
    reading = house_queries.own_rules(home, request.GET.get("lingua", ""))
    if reading is None:
        raise Http404
    form = SignRulesForm(posted(request), rules=reading["rules"])
    fixed = {
        "by": request.user,
        "rules": reading["rules"],
        "person": home.person,
        "language": reading["language"],
        "read_on": clock.today(),
        "signed": True,
    }
    to = lambda _reading: reverse("portal:house_rules")  # noqa: E731 - an address in one word
    if response := submitted(request, form, actions.record_reading, to=to, **fixed):
        return response
    context = reading | {"form": form}
    return render(request, "portal/house_rules.html", context, status=422 if form.errors else 200)


@requires(Permission.OWN_FILE)
def house_year(request):
    """How the building runs, for who represents it: rota, meetings, cash, bookings. No family's file."""
    building = queries.represented_by(request.user)
    home = queries.own_home(request.user)
    context = house_queries.house_year(request.user, home, building, request.GET.get("page", ""))
    return render(request, "portal/house_year.html", context)


def _act(request, action, heading: str, lead: str, **fixed):
    form = Form(posted(request))
    if response := submitted(request, form, action, to=_house, by=request.user, **fixed):
        return response
    return form_page(request, form=form, heading=heading, back=_house(), lead=lead, save=heading)


def _house(_result=None) -> str:
    return reverse("portal:house")
