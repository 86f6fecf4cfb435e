"""Disagreements between neighbours: heard, talks, mediation, an agreement whose points are promises."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accanto.audit.actions import record
from accanto.base import clock
from accanto.base.rules import check_not_future
from accanto.coexistence.actions.steps import check_step
from accanto.coexistence.models import Disagreement, DisagreementStep, HouseholdsKeptApart
from accanto.coexistence.states import DISAGREEMENT_TRANSITIONS, TOGETHER, DisagreementState
from accanto.plans.actions import make_promise
from accanto.plans.states import Source
from accanto.residents.models import Household, HouseholdMember

# The same sentence whatever the reason, and whoever asks: it must tell nothing of it.
NOT_TOGETHER = _(
    "Queste due famiglie non si fanno incontrare. Ciascuna si ascolta per conto suo; "
    "per decidere come andare avanti se ne parla in équipe."
)


@transaction.atomic
def hear_disagreement(*, by, first: Household, second: Household, about: str, heard_on: date, words: str):
    """Write down that neighbours do not get on, after listening. Raises ValidationError by field."""
    if first.pk == second.pk:
        raise ValidationError({"second": _("Servono due famiglie diverse.")})
    check_not_future("heard_on", heard_on)
    disagreement = Disagreement.objects.create(first=first, second=second, about=about, heard_on=heard_on)
    _write(by, disagreement, heard_on, words)
    return _recorded(by, disagreement, "record_disagreement")


@transaction.atomic
def take_disagreement_further(
    *, by, disagreement: Disagreement, to: str, on: date, words: str, version: int | None = None
) -> Disagreement:
    """The next step, with what was said. Raises ValidationError where these two must never meet, without saying why."""
    to = DisagreementState(to)
    check_step(disagreement, to, DISAGREEMENT_TRANSITIONS)
    check_not_future("on", on)
    if to in TOGETHER:
        check_may_meet(disagreement.first, disagreement.second)
    if to == DisagreementState.AGREED and not disagreement.promises.exists():
        raise ValidationError(_("Un accordo ha almeno un punto: chi promette che cosa, entro quando."))
    disagreement.change(version=disagreement.version if version is None else version, state=to)
    _write(by, disagreement, on, words)
    return _recorded(by, disagreement, "take_disagreement_further", to=str(to))


@transaction.atomic
def add_agreed_point(
    *, by, disagreement: Disagreement, member: HouseholdMember, what: str, due_on: date
) -> Disagreement:
    """A point of the agreement: a promise of somebody of one of the two households."""
    check_may_meet(disagreement.first, disagreement.second)
    if disagreement.state not in (DisagreementState.TALKS, DisagreementState.MEDIATION):
        raise ValidationError(_("I punti di un accordo nascono da un colloquio o da una mediazione."))
    promise = make_promise(
        by=by,
        household=member.household,
        person=member.person,
        what=what,
        due_on=due_on,
        source=Source.MEDIATION,
        source_text=disagreement.about,
        to=str(_("i vicini")),
    )
    disagreement.promises.add(promise)
    return _recorded(by, disagreement, "add_agreed_point")


@transaction.atomic
def keep_households_apart(*, by, first: Household, second: Household, why: str) -> HouseholdsKeptApart:
    """From today these two are never brought to one table. Nobody else reads why."""
    if first.pk == second.pk:
        raise ValidationError({"second": _("Servono due famiglie diverse.")})
    if HouseholdsKeptApart.objects.between(first, second).exists():
        raise ValidationError(_("Per queste due famiglie è già deciso così."))
    kept = HouseholdsKeptApart.objects.create(first=first, second=second, why=why, written_by=by, since=clock.today())
    record(by=by, verb="keep_households_apart", subject=kept)
    return kept


@transaction.atomic
def end_keeping_apart(*, by, kept: HouseholdsKeptApart) -> HouseholdsKeptApart:
    """Whoever wrote it says that from tomorrow it is over."""
    kept.change(until=clock.today())
    record(by=by, verb="end_keeping_apart", subject=kept)
    return kept


def check_may_meet(first: Household, second: Household) -> None:
    """Raise ValidationError where two households are kept apart."""
    if HouseholdsKeptApart.objects.between(first, second).exists():
        raise ValidationError(NOT_TOGETHER, code="kept_apart")


def _write(by, disagreement: Disagreement, on: date, words: str) -> None:
    DisagreementStep.objects.create(disagreement=disagreement, to=disagreement.state, by=by, on=on, words=words)


def _recorded(by, disagreement: Disagreement, verb: str, **details) -> Disagreement:
    """One line for each household: the matter is in the file of both."""
    for household in disagreement.households:
        record(by=by, verb=verb, subject=disagreement, household_id=household.pk, **details)
    return disagreement
