"""What falls due while a breach climbs the ladder. It only says so: every step is a person's."""

from datetime import date, timedelta

from django.db.models import Case, DateField, F, QuerySet, When
from django.utils.translation import gettext_lazy

from accanto.accounts.access import Permission, may
from accanto.accounts.readers import Reader
from accanto.base.due import DueItem, Whose
from accanto.base.statements import kept
from accanto.coexistence.models import Breach
from accanto.coexistence.states import BreachState
from accanto.residents.queries import of_whose

MEDIATION = "coexistence.mediation"
REMEDY = "coexistence.remedy"
OPPOSITION = "coexistence.opposition"
REPLY = "coexistence.reply"

KINDS = {
    MEDIATION: gettext_lazy("mediazioni da offrire"),
    REMEDY: gettext_lazy("termini di una diffida"),
    OPPOSITION: gettext_lazy("termini per l'opposizione"),
    REPLY: gettext_lazy("risposte delle famiglie"),
}
# So long an answer stands on Oggi, or until the next step.
REPLY_SHOWN = timedelta(days=14)
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
    REPLY: gettext_lazy("La famiglia ha risposto"),
}


def due(user, until: date, whose: Whose, limit: int = 100) -> list[DueItem]:
    """What is due on breaches by `until`, the earliest first; for those who follow them. Two queries."""
    if not may(user, Permission.WORK_ON_MATTERS):
        return []
    reader = Reader.of(user)
    items = [_item(breach, KIND_OF[breach.state]) for breach in _terms(reader, until, whose, limit).objects()]
    items += [_item(breach, REPLY) for breach in _answered(reader, whose, limit).objects()]
    return sorted(items, key=lambda item: (item.day, item.subject_id))[:limit]


@kept
def _terms(reader: Reader, until: date, whose: Whose, limit: int) -> QuerySet:
    rows = _of(reader, whose).filter(state__in=KIND_OF).annotate(day=DAY)
    return rows.filter(day__lte=until).order_by("day", "id")[:limit]


@kept
def _answered(reader: Reader, whose: Whose, limit: int) -> QuerySet:
    """Where a family has written an answer to the present step in the last days."""
    since = reader.day - REPLY_SHOWN
    written = {"steps__to": F("state"), "steps__replied_by__isnull": False, "steps__replied_on__gte": since}
    return _of(reader, whose).filter(**written).annotate(day=F("steps__replied_on")).order_by("day", "id")[:limit]


def _of(reader: Reader, whose: Whose) -> QuerySet[Breach]:
    user = reader.as_user()
    rows = of_whose(Breach.objects.visible_to(user), user, whose)
    return rows.select_related("household").only("state", "rule", "household__name")


def _item(breach: Breach, kind: str) -> DueItem:
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
