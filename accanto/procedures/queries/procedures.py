"""One procedure with what its page shows."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.http import Http404

from accanto.partners.models import Mandate
from accanto.partners.queries.mandates import mandate_covering
from accanto.partners.states.mandates import ScopeKind
from accanto.procedures.models import DocumentNeed, NeedTick, Procedure, ProcedureDay, ProcedureStep, ProcedureType
from accanto.procedures.queries.catalogue import ground
from accanto.procedures.schedule import expected_days
from accanto.procedures.states import ENDED
from accanto.residents.models import Paper, PaperKind, Person

# All that the page of a procedure names.
NAMED_ON_PAGE = (
    "household",
    "person",
    "type__paper_kind",
    "request",
    "organisation",
    "followed_by",
    "followed_by_person",
    "mandate",
    "word_by",
    "paper__kind",
    "result_paper__kind",
    "renews",
)


def procedure_for(user, pk: int) -> Procedure:
    """The procedure, if this user may see it, with all that its page names. Raises Http404."""
    found = Procedure.objects.visible_to(user).select_related(*NAMED_ON_PAGE).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def life_of(procedure: Procedure) -> list[ProcedureStep]:
    """Every step of a procedure, the latest first."""
    return list(procedure.steps.select_related("by").order_by("-id"))


def days_of(procedure: Procedure) -> list[ProcedureDay]:
    """What falls due on a procedure and is not done, the earliest first."""
    return list(procedure.days.filter(settled_on=None).order_by("on", "id"))


def day_for(user, pk: int) -> ProcedureDay:
    """A day of a procedure that this user may see. Raises Http404."""
    rows = ProcedureDay.objects.filter(procedure__in=Procedure.objects.visible_to(user))
    found = rows.select_related("procedure__type", "procedure__person", "procedure__paper").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def stale_days(procedure: Procedure) -> bool:
    """Whether a day that was computed is another one by now: somebody corrected the paper it counts from."""
    expected = expected_days(procedure, procedure.type.rules.all(), ground())
    kept = {(day.kind, day.rule_id): day.counted_on for day in procedure.days.all()}
    return {day.key: day.counted_on for day in expected} != kept


@dataclass(frozen=True)
class Line:
    """A document on the checklist: in hand by a paper that we keep, by a tick, or missing."""

    need: DocumentNeed
    paper: Paper | None = None
    tick: NeedTick | None = None

    @property
    def is_there(self) -> bool:
        """Whether it is in hand: a paper that has expired only where the procedure is about renewing it."""
        return self.tick is not None or (self.paper is not None and (self.renews or not self.paper.is_expired))

    @property
    def renews(self) -> bool:
        """Whether the paper is asked for because it is the one that expires."""
        return self.paper is not None and self.need.paper_kind_id == self.need.type.paper_kind_id

    @property
    def is_missing(self) -> bool:
        """Whether the procedure is not ready for want of it."""
        return not self.is_there and not self.need.is_optional


def checklist(procedure: Procedure) -> list[Line]:
    """The documents that the type asks for, each with what is in hand: three queries."""
    needs = list(procedure.type.needs.select_related("type", "paper_kind"))
    ticks = {tick.need_id: tick for tick in procedure.ticks.select_related("by")}
    kinds = [need.paper_kind_id for need in needs if need.paper_kind_id]
    rows = Paper.objects.filter(person=procedure.person_id, kind__in=kinds, renewed_by=None).order_by(
        "expires_on", "id"
    )
    papers = {paper.kind_id: paper for paper in rows}
    return [Line(need, papers.get(need.paper_kind_id), ticks.get(need.pk)) for need in needs]


def current_paper(person: Person, kind: PaperKind | None) -> Paper | None:
    """The paper of a kind that a person holds now: the one that nothing has taken the place of."""
    if kind is None:
        return None
    return person.papers.filter(kind=kind, renewed_by=None).exclude(expires_on=None).order_by("-expires_on").first()


def open_of_type(person: Person, kind: ProcedureType) -> Procedure | None:
    """An open procedure of this type of a person, under whichever version."""
    return Procedure.objects.filter(person=person, type__code=kind.code).exclude(state__in=ENDED).first()


def together_with(procedure: Procedure) -> list[Procedure]:
    """The other procedures that were opened in the same act."""
    first = procedure.opened_with_id or procedure.pk
    rows = Procedure.objects.filter(Q(pk=first) | Q(opened_with=first), household=procedure.household_id)
    return list(rows.exclude(pk=procedure.pk).select_related("person", "type").order_by("id"))


def mandate_of(procedure: Procedure, on: date) -> Mandate | None:
    """The mandate that covers going to the body for this procedure on a day, if there is one."""
    if procedure.organisation_id is None:
        return None
    scope = f"{ScopeKind.PROCEDURE}-{procedure.type.code.lower()}"
    return mandate_covering(procedure.person, procedure.organisation, scope, on)
