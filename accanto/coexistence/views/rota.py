"""The turns of a building: made, shown, printed, done, swapped."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from accanto.accounts.access import Permission
from accanto.accounts.gate import requires
from accanto.base import clock
from accanto.base.forms import posted, submitted
from accanto.coexistence import actions, forms, queries
from accanto.coexistence.printing import rota_pdf
from accanto.coexistence.views.acts import carry_out
from accanto.coexistence.views.buildings import tabs_of
from accanto.documents.responses import download
from accanto.ui.pages import form_page


@requires(Permission.MANAGE_COEXISTENCE)
def rota_page(request, building_id):
    """The turns of a building by week: the last ones to confirm, this week's, and those to come."""
    building = queries.building_for(request.user, building_id)
    context = {
        "building": building,
        "tabs": tabs_of(request, building),
        "weeks": queries.current_weeks(building),
        "rotas": queries.rotas_of(building),
        "exemptions": queries.exemptions_in(request.user, building),
        "has_spaces": queries.spaces_with_turns(building).exists(),
    }
    return render(request, "coexistence/rota_page.html", context)


@requires(Permission.MANAGE_COEXISTENCE)
def rota_new(request, building_id):
    """Make the turns of the next weeks."""
    building = queries.building_for(request.user, building_id)
    form = forms.RotaForm(posted(request), initial={"first_week": queries.next_free_week(building)})
    if response := submitted(request, form, actions.make_rota, by=request.user, building=building):
        return response
    heading = _("Nuovi turni per %(building)s") % {"building": building}
    lead = _(
        "I turni si dividono per adulto. Chi è esente non ne ha. "
        "Tra chi ne fa di più e chi ne fa di meno c'è al massimo un turno."
    )
    return form_page(request, form=form, heading=heading, back=address_of(building), lead=lead, save=_("Fai i turni"))


@requires(Permission.MANAGE_COEXISTENCE)
def rota_detail(request, rota_id):
    """A rota as it was made: what each home was given, and which rule forced what."""
    rota = queries.rota_for(request.user, rota_id)
    return render(request, "coexistence/rota_detail.html", queries.rota_file(rota))


@requires(Permission.MANAGE_COEXISTENCE)
def rota_stop(request, rota_id):
    """Take away what is still to come of a rota."""
    rota = queries.rota_for(request.user, rota_id)
    heading = _("Togli i turni da lunedì prossimo")
    lead = _("Quelli fatti e quelli di questa settimana restano. Poi puoi fare turni nuovi.")
    back = address_of(rota.building)
    return carry_out(request, actions.stop_rota, heading=heading, back=back, lead=lead, danger=True, rota=rota)


@requires(Permission.MANAGE_COEXISTENCE)
def rota_print(request, building_id):
    """The turns from this week on, for the stairwell: no surnames."""
    building = queries.building_for(request.user, building_id)
    content = rota_pdf(building, queries.weeks_of(building, clock.today()))
    return download(content, _("turni.pdf"), "application/pdf")


@requires(Permission.MANAGE_COEXISTENCE)
def turn_confirm(request, turn_id):
    """The turn was done."""
    turn = queries.turn_for(request.user, turn_id)
    return _act(request, turn, actions.confirm_turn, _("Turno fatto"))


@requires(Permission.MANAGE_COEXISTENCE)
def turn_miss(request, turn_id):
    """The turn was not done."""
    turn = queries.turn_for(request.user, turn_id)
    return _act(request, turn, actions.miss_turn, _("Turno non fatto"))


@requires(Permission.MANAGE_COEXISTENCE)
def turn_reopen(request, turn_id):
    """Take back what was said of a turn."""
    turn = queries.turn_for(request.user, turn_id)
    return _act(request, turn, actions.reopen_turn, _("Riapri il turno"))


def _act(request, turn, action, heading):
    return carry_out(request, action, heading=heading, back=address_of(turn.space.building), lead=str(turn), turn=turn)


@requires(Permission.MANAGE_COEXISTENCE)
def turn_swap(request, turn_id):
    """Two neighbours told the cooperative that they change turns."""
    turn = queries.turn_for(request.user, turn_id)
    form = forms.AgreedSwapForm(posted(request), rows=queries.turns_to_swap(turn))
    back = address_of(turn.space.building)
    to = lambda _swap: back  # noqa: E731 - an address in one word
    if response := submitted(request, form, actions.exchange_turns, to=to, by=request.user, turn=turn):
        return response
    return form_page(request, form=form, heading=_("Scambia il turno"), back=back, lead=str(turn), save=_("Scambia"))


def address_of(building) -> str:
    """The turns of a building."""
    return reverse("coexistence:rota_page", args=[building.pk])
