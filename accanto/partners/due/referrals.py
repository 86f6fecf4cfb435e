"""What referrals ask for: to be sent, to be answered. What a request at a body waits for, support says."""

from datetime import date

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accanto.accounts.readers import Reader
from accanto.base import clock
from accanto.base.due import DueItem, Whose
from accanto.base.statements import kept
from accanto.partners import actions, queries
from accanto.partners.models import Referral
from accanto.partners.states.referrals import WAITING_FOR_AN_ANSWER, Direction, ReferralState
from accanto.residents.queries import households_of
from accanto.support.states import State

SEND = "partners.referral_to_send"
ANSWER = "partners.referral_answer"
ARRIVAL = "partners.referral_arrived"

KINDS = {
    SEND: gettext_lazy("segnalazioni da mandare"),
    ANSWER: gettext_lazy("segnalazioni che aspettano la risposta dell'ente"),
    ARRIVAL: gettext_lazy("segnalazioni che aspettano la nostra risposta"),
}


def due(user, until: date, whose: Whose, limit: int = 100) -> list[DueItem]:
    """Drafts, and answers due by `until` on either side. One query.

    Where the request itself lies with the body, `support` already asks on that day: it is not asked twice.
    """
    items = [_item(referral) for referral in _waiting(Reader.of(user), until, whose, limit).objects()]
    return [item for item in items if item.day <= until]


@kept
def _waiting(reader: Reader, until: date, whose: Whose, limit: int) -> QuerySet:
    waiting = Q(state__in=WAITING_FOR_AN_ANSWER, answer_due__lte=until)
    asked_by_support = Q(
        direction=Direction.OUT,
        state=ReferralState.SENT,
        request__state=State.REFERRED,
        request__referred_to=F("organisation"),
    )
    rows = _of(reader.as_user(), whose).filter(waiting | Q(state=ReferralState.DRAFT)).exclude(asked_by_support)
    rows = rows.select_related("household", "organisation").order_by(F("answer_due").asc(nulls_first=True), "id")
    return rows.only("state", "direction", "created_at", "answer_due", "household__name", "organisation__name")[:limit]


def _of(user, whose: Whose) -> QuerySet[Referral]:
    rows = Referral.objects.visible_to(user)
    if whose == Whose.COOPERATIVE:
        return rows
    of_her_households = Q(household__in=households_of(user))
    return rows.filter(of_her_households if whose == Whose.HOUSEHOLDS else of_her_households | Q(written_by=user))


def _item(referral: Referral) -> DueItem:
    kind = _kind(referral)
    return DueItem(
        kind=kind,
        subject_id=referral.pk,
        day=clock.day_of(referral.created_at) if kind == SEND else referral.answer_due,
        title=_title(kind),
        detail=referral.organisation.name,
        url=referral.get_absolute_url(),
        household_id=referral.household_id,
        household_name=referral.household.name if referral.household_id else "",
    )


def _kind(referral: Referral) -> str:
    if referral.state == ReferralState.DRAFT:
        return SEND
    return ANSWER if referral.is_out else ARRIVAL


def _title(kind: str) -> str:
    return {
        SEND: _("Mandare la segnalazione"),
        ANSWER: _("Chiedere all'ente la risposta"),
        ARRIVAL: _("Rispondere alla segnalazione"),
    }[kind]


def _move(*, by, subject_id: int, to: date) -> Referral:
    return actions.move_answer_due(by=by, referral=queries.referral_for(by, subject_id), to=to)


FINISH: dict = {}
MOVE = {ANSWER: _move, ARRIVAL: _move}
