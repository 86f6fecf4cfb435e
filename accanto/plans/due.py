"""What a path promises by a day, as due things: promises of every side, reviews, the matrix, what follows an exit."""

from collections.abc import Callable
from datetime import date

from django.db.models import DateField, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Least
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accanto.accounts.readers import Reader
from accanto.base import clock, dates
from accanto.base.addresses import addresses_of
from accanto.base.due import DueItem, Whose
from accanto.base.statements import kept
from accanto.plans import actions, queries
from accanto.plans.models import FollowUp, Plan, Promise
from accanto.plans.states import Moment, PromiseState, Side
from accanto.residents.queries import households_of, of_whose

PROMISE = "plans.promise"
PROMISE_OVERDUE = "plans.promise_overdue"
REVIEW = "plans.review"
ASSESSMENT = "plans.assessment"
FOLLOW_UP = "plans.follow_up"

# The earlier of the two days of a plan; one that has none counts as never.
EARLIEST = Least(
    Coalesce("review_due_on", Value(dates.LATEST, DateField())),
    Coalesce("assessment_due_on", Value(dates.LATEST, DateField())),
)

# What Oggi says of a promise: what, by when, whose, where.
OF_A_PROMISE = (
    "due_on",
    "what",
    "side",
    "household__name",
    "building__name",
    "person__family_name",
    "person__given_name",
    "user__name",
    "organisation__name",
    "contact__name",
)

KINDS = {
    PROMISE: gettext_lazy("promesse da mantenere"),
    PROMISE_OVERDUE: gettext_lazy("promesse di cui manca l'esito"),
    REVIEW: gettext_lazy("verifiche dei percorsi"),
    ASSESSMENT: gettext_lazy("matrici dell'autonomia"),
    FOLLOW_UP: gettext_lazy("verifiche dopo l'uscita"),
}


def due(user, until: date, whose: Whose, limit: int = 100) -> list[DueItem]:
    """What is due on paths by `until`, the earliest first. Three queries."""
    reader = Reader.of(user)
    items = [
        *_promises(reader, until, whose, limit),
        *_looks(reader, until, whose, limit),
        *_follow_ups(reader, until, whose, limit),
    ]
    return sorted(items, key=lambda item: (item.day, item.kind, item.subject_id))[:limit]


def _promises(reader: Reader, until: date, whose: Whose, limit: int) -> list[DueItem]:
    address = addresses_of("plans:promise_detail")
    return [_promise(row, address) for row in _promised(reader, until, whose, limit).objects()]


@kept
def _promised(reader: Reader, until: date, whose: Whose, limit: int) -> QuerySet:
    user = reader.as_user()
    rows = Promise.objects.visible_to(user).still_open().filter(due_on__lte=until)
    if whose == Whose.MINE:
        # Hers: what she promised, what families and public bodies promised in her households, and what she
        # wrote down of a public body in a house meeting, since no household's team follows it.
        around = Q(household__in=households_of(user)) | Q(household=None, taken_by=user)
        rows = rows.filter(Q(user=user) | (around & ~Q(side=Side.COOPERATIVE)))
    else:
        rows = of_whose(rows, user, whose)
    return rows.with_promisers().with_places().only(*OF_A_PROMISE).order_by("due_on", "id")[:limit]


def _promise(promise: Promise, address: Callable[[int], str]) -> DueItem:
    overdue = promise.due_on < clock.today()
    return DueItem(
        kind=PROMISE_OVERDUE if overdue else PROMISE,
        subject_id=promise.pk,
        day=promise.due_on,
        title=_title(promise, overdue),
        detail=_detail(promise),
        url=address(promise.pk),
        household_id=promise.household_id,
        household_name=promise.household.name if promise.household else "",
    )


def _detail(promise: Promise) -> str:
    """What is promised; in which house, where no household stands beside it."""
    words = {"what": promise.title, "where": promise.building}
    return _("%(what)s · %(where)s") % words if promise.building else promise.title


def _title(promise: Promise, overdue: bool) -> str:
    """No name of the family: it stands beside. Who else promised, is said."""
    if promise.side == Side.MEMBER:
        return _("Promessa della famiglia: com'è andata?") if overdue else _("Promessa della famiglia")
    title = _("Promessa di %(who)s: com'è andata?") if overdue else _("Promessa di %(who)s")
    return title % {"who": promise.promiser}


def _looks(reader: Reader, until: date, whose: Whose, limit: int) -> list[DueItem]:
    """Reviews and matrices of running paths, in one query."""
    review, matrix = addresses_of("plans:plan_detail"), addresses_of("plans:matrix")
    items = []
    for plan in _to_look_at(reader, until, whose, limit).objects():
        if plan.review_due_on and plan.review_due_on <= until:
            items.append(_look(plan, REVIEW, plan.review_due_on, _("Verifica del percorso"), review))
        if plan.assessment_due_on and plan.assessment_due_on <= until:
            title = _("Matrice dell'autonomia: %(moment)s") % {"moment": Moment(plan.assessment_due).label}
            items.append(_look(plan, ASSESSMENT, plan.assessment_due_on, title, matrix))
    return items


@kept
def _to_look_at(reader: Reader, until: date, whose: Whose, limit: int) -> QuerySet:
    user = reader.as_user()
    rows = of_whose(Plan.objects.visible_to(user).running(), user, whose)
    rows = rows.filter(Q(review_due_on__lte=until) | Q(assessment_due_on__lte=until)).select_related("household")
    rows = rows.only("review_due_on", "assessment_due_on", "assessment_due", "household__name")
    return rows.order_by(EARLIEST, "id")[:limit]


def _look(plan: Plan, kind: str, day: date, title: str, address: Callable[[int], str]) -> DueItem:
    return DueItem(
        kind=kind,
        subject_id=plan.pk,
        day=day,
        title=title,
        url=address(plan.pk),
        household_id=plan.household_id,
        household_name=plan.household.name,
    )


def _follow_ups(reader: Reader, until: date, whose: Whose, limit: int) -> list[DueItem]:
    address = addresses_of("plans:follow_up_answer")
    return [
        DueItem(
            kind=FOLLOW_UP,
            subject_id=row.pk,
            day=row.due_on,
            title=_("Come va, %(months)s mesi dopo l'uscita?") % {"months": row.months},
            url=address(row.pk),
            household_id=row.exit.household_id,
            household_name=row.exit.household.name,
        )
        for row in _to_answer(reader, until, whose, limit).objects()
    ]


@kept
def _to_answer(reader: Reader, until: date, whose: Whose, limit: int) -> QuerySet:
    user = reader.as_user()
    rows = of_whose(queries.waiting_follow_ups(user), user, whose, "exit__household").filter(due_on__lte=until)
    return rows.only("months", "due_on", "exit__household__name").order_by("due_on", "id")[:limit]


def _keep(*, by, subject_id: int) -> Promise:
    return actions.settle_promise(by=by, promise=queries.promise_for(by, subject_id), state=PromiseState.KEPT)


def _move(*, by, subject_id: int, to: date) -> Promise:
    return actions.move_promise(by=by, promise=queries.promise_for(by, subject_id), to=to)


def _move_review(*, by, subject_id: int, to: date) -> Plan:
    return actions.move_review(by=by, plan=queries.plan_for(by, subject_id), to=to)


def _move_assessment(*, by, subject_id: int, to: date) -> Plan:
    return actions.move_assessment(by=by, plan=queries.plan_for(by, subject_id), to=to)


def _move_follow_up(*, by, subject_id: int, to: date) -> FollowUp:
    return actions.move_follow_up(by=by, follow_up=queries.follow_up_for(by, subject_id), to=to)


# What is overdue was not kept on its day, and that asks for a word: no single touch is enough.
FINISH = {PROMISE: _keep}
MOVE = {
    PROMISE: _move,
    PROMISE_OVERDUE: _move,
    REVIEW: _move_review,
    ASSESSMENT: _move_assessment,
    FOLLOW_UP: _move_follow_up,
}
