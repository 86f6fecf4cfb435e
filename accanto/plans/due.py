"""What was promised by a day, as due things: ours, hers and the public body's."""

from collections.abc import Callable
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accanto.base import clock
from accanto.base.addresses import addresses_of
from accanto.base.due import DueItem, Whose
from accanto.plans import actions, queries
from accanto.plans.models import Promise
from accanto.plans.states import PromiseState, Side
from accanto.residents.queries import households_of

PROMISE = "plans.promise"
PROMISE_OVERDUE = "plans.promise_overdue"

KINDS = {
    PROMISE: gettext_lazy("promesse da mantenere"),
    PROMISE_OVERDUE: gettext_lazy("promesse di cui manca l'esito"),
}


def due(user, until: date, whose: Whose, limit: int = 100) -> list[DueItem]:
    """Open promises due by `until`, the earliest first."""
    found = _of(user, whose).filter(due_on__lte=until).order_by("due_on", "id")
    address = addresses_of("plans:promise_detail")
    return [_item(promise, address) for promise in found.with_promisers().select_related("household")[:limit]]


def _of(user, whose: Whose) -> QuerySet[Promise]:
    """Hers: what she promised, and what families and public bodies promised in her households."""
    promises = Promise.objects.visible_to(user).still_open()
    if whose == Whose.COOPERATIVE:
        return promises
    around_her = Q(household__in=households_of(user))
    if whose == Whose.HOUSEHOLDS:
        return promises.filter(around_her)
    return promises.filter(Q(user=user) | (around_her & ~Q(side=Side.COOPERATIVE)))


def _item(promise: Promise, address: Callable[[int], str]) -> DueItem:
    overdue = promise.due_on < clock.today()
    return DueItem(
        kind=PROMISE_OVERDUE if overdue else PROMISE,
        subject_id=promise.pk,
        day=promise.due_on,
        title=_title(promise, overdue),
        detail=promise.title,
        url=address(promise.pk),
        household_id=promise.household_id,
        household_name=promise.household.name,
    )


def _title(promise: Promise, overdue: bool) -> str:
    """No name of the family: it stands beside. Who else promised, is said."""
    if promise.side == Side.MEMBER:
        return _("Promessa della famiglia: com'è andata?") if overdue else _("Promessa della famiglia")
    title = _("Promessa di %(who)s: com'è andata?") if overdue else _("Promessa di %(who)s")
    return title % {"who": promise.promiser}


def _keep(*, by, subject_id: int) -> Promise:
    return actions.settle_promise(by=by, promise=queries.promise_for(by, subject_id), state=PromiseState.KEPT)


def _move(*, by, subject_id: int, to: date) -> Promise:
    return actions.move_promise(by=by, promise=queries.promise_for(by, subject_id), to=to)


# What is overdue was not kept on its day, and that asks for a word: no single touch is enough.
FINISH = {PROMISE: _keep}
MOVE = {PROMISE: _move, PROMISE_OVERDUE: _move}
