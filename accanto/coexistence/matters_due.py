"""What falls due while a breach climbs the ladder. It only says so: every step is a person's."""

from datetime import date

from django.db.models import Case, DateField, F, When
from django.utils.translation import gettext_lazy

from accanto.accounts.access import Permission, may
from accanto.base.due import DueItem, Whose
from accanto.coexistence.models import Breach
from accanto.coexistence.states import BreachState
from accanto.residents.queries import households_of

MEDIATION = "coexistence.mediation"
REMEDY = "coexistence.remedy"
OPPOSITION = "coexistence.opposition"

KINDS = {
    MEDIATION: gettext_lazy("mediazioni da offrire"),
    REMEDY: gettext_lazy("termini di una diffida"),
    OPPOSITION: gettext_lazy("termini per l'opposizione"),
}
FINISH: dict = {}
MOVE: dict = {}
DAY = Case(
    When(state=BreachState.VERIFIED, then=F("mediation_by")),
    When(state=BreachState.WARNING, then=F("remedy_by")),
    When(state=BreachState.RESOLVED, then=F("opposition_until")),
    output_field=DateField(),
)
KIND_OF = {BreachState.VERIFIED: MEDIATION, BreachState.WARNING: REMEDY, BreachState.RESOLVED: OPPOSITION}
TITLES = {
    MEDIATION: gettext_lazy("Offrire una mediazione"),
    REMEDY: gettext_lazy("Finisce il termine della diffida"),
    OPPOSITION: gettext_lazy("Ultimo giorno per l'opposizione"),
}


def due(user, until: date, whose: Whose, limit: int = 100) -> list[DueItem]:
    """What is due on breaches by `until`, the earliest first; for those who follow them."""
    if not may(user, Permission.WORK_ON_MATTERS):
        return []
    rows = Breach.objects.visible_to(user).filter(state__in=KIND_OF).annotate(day=DAY).filter(day__lte=until)
    if whose != Whose.COOPERATIVE:
        rows = rows.filter(household__in=households_of(user))
    return [_item(breach) for breach in rows.select_related("household").order_by("day", "id")[:limit]]


def _item(breach: Breach) -> DueItem:
    kind = KIND_OF[breach.state]
    return DueItem(
        kind=kind,
        subject_id=breach.pk,
        day=breach.day,
        title=str(TITLES[kind]),
        detail=breach.rule,
        url=breach.get_absolute_url(),
        household_id=breach.household_id,
        household_name=breach.household.name,
    )
