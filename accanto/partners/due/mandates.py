"""Mandates that are about to end, and papers that wait for a signature."""

from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accanto.accounts.readers import Reader
from accanto.base.due import DueItem, Whose
from accanto.base.statements import kept
from accanto.partners import queries
from accanto.partners.models import Mandate
from accanto.partners.states.mandates import MandateState
from accanto.residents.queries import households_of

ENDS = "partners.mandate_ends"
TO_SIGN = "partners.mandate_to_sign"

KINDS = {
    ENDS: gettext_lazy("deleghe che finiscono"),
    TO_SIGN: gettext_lazy("deleghe da firmare"),
}
FINISH: dict = {}
MOVE: dict = {}


def due(user, until: date, whose: Whose, limit: int = 100) -> list[DueItem]:
    """Mandates whose end comes within their notice of `until`, and those to be signed by then. Two queries."""
    rows = _to_look_at(Reader.of(user), until, queries.reminder_days(), whose, limit).objects()
    return [_item(mandate) for mandate in rows]


@kept
def _to_look_at(reader: Reader, until: date, notice: int, whose: Whose, limit: int) -> QuerySet:
    rows = queries.to_look_at(_of(reader.as_user(), whose), until, notice)
    rows = rows.select_related("household", "organisation")
    return rows.only("state", "since", "until", "household__name", "organisation__name").order_by("until", "id")[:limit]


def _of(user, whose: Whose) -> QuerySet[Mandate]:
    rows = Mandate.objects.visible_to(user)
    if whose == Whose.COOPERATIVE:
        return rows
    of_her_households = Q(household__in=households_of(user))
    return rows.filter(of_her_households if whose == Whose.HOUSEHOLDS else of_her_households | Q(agent=user))


def _item(mandate: Mandate) -> DueItem:
    is_signed = mandate.state == MandateState.SIGNED
    return DueItem(
        kind=ENDS if is_signed else TO_SIGN,
        subject_id=mandate.pk,
        day=mandate.until if is_signed else mandate.since,
        title=_("La delega finisce: serve ancora?") if is_signed else _("Far firmare la delega"),
        detail=mandate.organisation.name,
        url=mandate.get_absolute_url(),
        household_id=mandate.household_id,
        household_name=mandate.household.name,
    )
