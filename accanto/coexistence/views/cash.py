"""The cash box of a building."""

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
def cash_page(request, building_id):
    """What is in the box, and every movement."""
    building = queries.building_for(request.user, building_id)
    context = {
        "building": building,
        "tabs": tabs_of(request, building),
        "balance": queries.balance_of(building),
        "page": queries.movement_page(building, request.GET.get("page", "")),
    }
    return render(request, "coexistence/cash_page.html", context)


@requires(Permission.MANAGE_COEXISTENCE)
def movement_new(request, building_id):
    """Write down money in or out."""
    building = queries.building_for(request.user, building_id)
    form = forms.MovementForm(posted(request))
    if response := submitted(request, form, actions.add_movement, to=_page_of, by=request.user, building=building):
        return response
    back = reverse("coexistence:cash_page", args=[building.pk])
    return form_page(request, form=form, heading=_("Nuovo movimento"), back=back, lead=str(building), look="chips")


@requires(Permission.MANAGE_COEXISTENCE)
def movement_correct(request, movement_id):
    """Undo a movement by its opposite."""
    movement = queries.movement_for(request.user, movement_id)
    heading, lead = _("Correggi il movimento"), _("Si scrive il movimento contrario, con la data di oggi.")
    back = _page_of(movement)
    return carry_out(request, actions.correct_movement, heading=heading, back=back, lead=lead, movement=movement)


def _page_of(movement) -> str:
    return reverse("coexistence:cash_page", args=[movement.building_id])
