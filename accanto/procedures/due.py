"""What falls due on procedures: terms, appointments, what the body asked for, reminders, renewals."""

from collections.abc import Callable
from datetime import date, datetime, time

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accanto.accounts.readers import Reader
from accanto.base import clock
from accanto.base.addresses import addresses_of
from accanto.base.due import DueItem, Whose
from accanto.base.statements import kept
from accanto.procedures import actions, queries
from accanto.procedures.models import Procedure, ProcedureDay
from accanto.procedures.states import DayKind
from accanto.residents.queries import households_of

KIND_OF = {kind: f"procedures.{kind.value}" for kind in DayKind}
KINDS = {
    KIND_OF[DayKind.TERM]: gettext_lazy("termini di pratiche"),
    KIND_OF[DayKind.REMINDER]: gettext_lazy("promemoria di pratiche"),
    KIND_OF[DayKind.APPOINTMENT]: gettext_lazy("appuntamenti presso un ente"),
    KIND_OF[DayKind.APPEAL]: gettext_lazy("termini per un ricorso"),
    KIND_OF[DayKind.AFTERWARDS]: gettext_lazy("cose da fare dopo il sì di un ente"),
    KIND_OF[DayKind.INTEGRATION]: gettext_lazy("integrazioni chieste da un ente"),
    KIND_OF[DayKind.RENEWAL]: gettext_lazy("pratiche da rinnovare"),
    KIND_OF[DayKind.LOOK_AGAIN]: gettext_lazy("pratiche ferme da riguardare"),
}


def due(user, until: date, whose: Whose, limit: int = 100) -> list[DueItem]:
    """What falls due on procedures by `until`, the earliest first."""
    days = _days(Reader.of(user), until, whose, limit).objects()
    address = addresses_of("procedures:procedure_detail")
    return [_item(day, address) for day in days]


@kept
def _days(reader: Reader, until: date, whose: Whose, limit: int) -> QuerySet:
    days = ProcedureDay.objects.filter(settled_on=None, on__lte=until, procedure__in=_of(reader.as_user(), whose))
    rows = days.select_related("procedure__household", "procedure__person", "procedure__type").only(
        "kind",
        "what",
        "on",
        "rule",
        "procedure__household__name",
        "procedure__person__given_name",
        "procedure__type__name",
        "procedure__appointment_at",
    )
    return rows.order_by("on", "id")[:limit]


def _of(user, whose: Whose) -> QuerySet[Procedure]:
    """Procedures of `whose`. Hers: those she follows, and of her households those that nobody follows."""
    procedures = Procedure.objects.visible_to(user)
    if whose == Whose.COOPERATIVE:
        return procedures
    of_her_households = Q(household__in=households_of(user))
    if whose == Whose.HOUSEHOLDS:
        return procedures.filter(of_her_households)
    return procedures.filter(Q(followed_by=user) | (of_her_households & Q(followed_by=None)))


def _item(day: ProcedureDay, address: Callable[[int], str]) -> DueItem:
    procedure = day.procedure
    has_hour = day.kind == DayKind.APPOINTMENT and procedure.appointment_at
    return DueItem(
        kind=KIND_OF[DayKind(day.kind)],
        subject_id=day.pk,
        day=day.on,
        at=procedure.appointment_at.astimezone(clock.ROME).time() if has_hour else None,
        title=_("%(procedure)s: %(what)s") % {"procedure": procedure.type.name, "what": day.words},
        detail=procedure.person.given_name,
        url=address(procedure.pk),
        household_id=procedure.household_id,
        household_name=procedure.household.name,
    )


def _settle(*, by, subject_id: int) -> Procedure:
    return actions.settle_day(by=by, day=queries.day_for(by, subject_id))


def _move(*, by, subject_id: int, to: date) -> Procedure:
    return actions.move_day(by=by, day=queries.day_for(by, subject_id), to=to)


def _move_appointment(*, by, subject_id: int, to: date) -> Procedure:
    """To another day at the same hour."""
    procedure = queries.day_for(by, subject_id).procedure
    hour = (procedure.appointment_at or datetime.combine(to, time(), clock.ROME)).astimezone(clock.ROME).time()
    moment = datetime.combine(to, hour, tzinfo=clock.ROME)
    return actions.set_appointment(by=by, procedure=procedure, appointment_at=moment)


FINISH = {KIND_OF[kind]: _settle for kind in (DayKind.REMINDER, DayKind.LOOK_AGAIN, DayKind.AFTERWARDS)}
MOVE = {KIND_OF[kind]: _move for kind in (DayKind.REMINDER, DayKind.LOOK_AGAIN, DayKind.RENEWAL)}
MOVE[KIND_OF[DayKind.APPOINTMENT]] = _move_appointment
