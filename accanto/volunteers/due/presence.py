"""Families lost from sight, as due things of those who stand beside them."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accanto.base.addresses import addresses_of
from accanto.base.due import DueItem, Whose
from accanto.volunteers import queries

LOST_FROM_SIGHT = "volunteers.lost_from_sight"

KINDS = {LOST_FROM_SIGHT: gettext_lazy("nuclei che non vediamo da tempo")}
FINISH: dict = {}
MOVE: dict = {}


def due(user, until: date, whose: Whose, limit: int = 100) -> list[DueItem]:
    """Households lost from sight by `until`, the earliest first.

    Of mine only: somebody who keeps the register does not get the whole cooperative's as her own.
    """
    around = Whose.COOPERATIVE if whose == Whose.COOPERATIVE else Whose.HOUSEHOLDS
    address = addresses_of("desk:household")
    return [
        DueItem(
            kind=LOST_FROM_SIGHT,
            subject_id=one.household.pk,
            day=one.look_for_on,
            title=_("Farsi vivi"),
            detail=_unseen(one),
            url=address(one.household.pk),
            household_id=one.household.pk,
            household_name=one.household.name,
        )
        for one in queries.lost_from_sight(user, around, limit, until)
    ]


def _unseen(one: queries.Seen) -> str:
    if one.never:
        return _("nessuno l'ha ancora incontrato")
    sentence = ngettext("nessun incontro da %(days)s giorno", "nessun incontro da %(days)s giorni", one.days)
    return sentence % {"days": one.days}
