"""What a request promises and waits for, as due things."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from django.db.models import Case, DateField, Exists, F, OuterRef, Q, QuerySet, When
from django.db.models.functions import TruncDate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accanto.accounts.readers import Reader
from accanto.base import clock
from accanto.base.addresses import addresses_of
from accanto.base.due import DueItem, Whose
from accanto.base.parameters import value_on
from accanto.base.statements import kept
from accanto.residents.permissions import running
from accanto.residents.queries import households_of
from accanto.support import actions, queries
from accanto.support.models import RequestWorker, SupportRequest
from accanto.support.states import State

ACKNOWLEDGE = "support.acknowledge"
FIRST_TALK = "support.first_talk"
TALK = "support.talk"
PAUSE = "support.pause"
REFERRAL = "support.referral"
WORD = "support.word"
PROPOSAL_DAYS = "support_proposal_reminder_days"

KINDS = {
    ACKNOWLEDGE: gettext_lazy("richieste che aspettano la prima risposta"),
    FIRST_TALK: gettext_lazy("primi colloqui da fissare"),
    TALK: gettext_lazy("colloqui fissati"),
    PAUSE: gettext_lazy("richieste in pausa da riprendere"),
    REFERRAL: gettext_lazy("rinvii a un ente da verificare"),
    WORD: gettext_lazy("proposte che aspettano la parola della persona"),
}
KIND_OF = {
    State.RECEIVED: ACKNOWLEDGE,
    State.SEEN: FIRST_TALK,
    State.TALK_SET: TALK,
    State.PAUSED: PAUSE,
    State.REFERRED: REFERRAL,
    State.PROPOSED: WORD,
}
DAY = Case(
    When(state=State.RECEIVED, then=F("acknowledge_by")),
    When(state=State.SEEN, then=F("talk_by")),
    When(state=State.TALK_SET, then=TruncDate("talk_at", tzinfo=clock.ROME)),
    When(state=State.PROPOSED, then=F("asked_on")),
    default=F("look_again_on"),
    output_field=DateField(),
)


def due(user, until: date, whose: Whose, limit: int = 100) -> list[DueItem]:
    """What is due on requests by `until`, the earliest first."""
    patience = timedelta(days=int(value_on(PROPOSAL_DAYS, clock.today())))
    rows = _requests(Reader.of(user), whose, until, patience, limit).objects()
    address = addresses_of("support:request_detail")
    items = [_item(request, patience, address) for request in rows]
    return sorted(items, key=lambda item: (item.day, item.subject_id))


@kept
def _requests(reader: Reader, whose: Whose, until: date, patience: timedelta, limit: int) -> QuerySet:
    """Found in the index alone; only what is due is then opened."""
    found = _of(reader.as_user(), whose).filter(_by(until, patience)).order_by(DAY, "id").values("pk")[:limit]
    rows = SupportRequest.objects.filter(pk__in=found).annotate(day=DAY).select_related("household")
    return rows.only("household__name", "words", "state", "talk_at")


def _of(user, whose: Whose) -> QuerySet[SupportRequest]:
    """Requests of `whose`. Hers: those she works on, and of her households those nobody works on yet."""
    requests = SupportRequest.objects.visible_to(user).still_open()
    if whose == Whose.COOPERATIVE:
        return requests
    of_her_households = Q(household__in=households_of(user))
    if whose == Whose.HOUSEHOLDS:
        return requests.filter(of_her_households)
    at_work = RequestWorker.objects.filter(running())
    somebody_at_work = Exists(at_work.filter(request=OuterRef("pk")))
    # Hers as a list that is looked up once: asked of each open request, it took half as long again.
    return requests.filter(
        Q(pk__in=at_work.filter(user=user.pk).values("request")) | (of_her_households & ~somebody_at_work)
    )


def _by(until: date, patience: timedelta) -> Q:
    """Written by state, so that no function stands between a column and the day."""
    end = datetime.combine(until + timedelta(days=1), time(), tzinfo=clock.ROME)
    return (
        Q(state=State.RECEIVED, acknowledge_by__lte=until)
        | Q(state=State.SEEN, talk_by__lte=until)
        | Q(state=State.TALK_SET, talk_at__lt=end)
        | Q(state=State.PROPOSED, asked_on__lte=until - patience)
        | Q(state__in=[State.PAUSED, State.REFERRED], look_again_on__lte=until)
    )


def _item(request: SupportRequest, patience: timedelta, address: Callable[[int], str]) -> DueItem:
    kind = KIND_OF[State(request.state)]
    return DueItem(
        kind=kind,
        subject_id=request.pk,
        day=request.day + patience if kind == WORD else request.day,
        at=request.talk_at.astimezone(clock.ROME).time() if kind == TALK else None,
        title=_title(kind),
        detail=request.title,
        url=address(request.pk),
        household_id=request.household_id,
        household_name=request.household.name,
    )


def _title(kind: str) -> str:
    return {
        ACKNOWLEDGE: _("Rispondere: abbiamo visto la richiesta"),
        FIRST_TALK: _("Fissare il primo colloquio"),
        TALK: _("Colloquio"),
        PAUSE: _("Riprendere la richiesta in pausa"),
        REFERRAL: _("Chiedere all'ente a che punto è"),
        WORD: _("Chiedere alla persona se accetta la proposta"),
    }[kind]


def _acknowledge(*, by, subject_id: int) -> SupportRequest:
    return actions.acknowledge(by=by, request=queries.request_for(by, subject_id))


def _move_first_talk(*, by, subject_id: int, to: date) -> SupportRequest:
    return actions.move_talk_promise(by=by, request=queries.request_for(by, subject_id), to=to)


def _move_talk(*, by, subject_id: int, to: date) -> SupportRequest:
    """To another day at the same hour."""
    request = queries.request_for(by, subject_id)
    hour = (request.talk_at or clock.now()).astimezone(clock.ROME).time()
    return actions.move_talk(by=by, request=request, talk_at=datetime.combine(to, hour, tzinfo=clock.ROME))


def _move_look_again(*, by, subject_id: int, to: date) -> SupportRequest:
    return actions.move_look_again(by=by, request=queries.request_for(by, subject_id), to=to)


FINISH = {ACKNOWLEDGE: _acknowledge}
MOVE = {FIRST_TALK: _move_first_talk, TALK: _move_talk, PAUSE: _move_look_again, REFERRAL: _move_look_again}
