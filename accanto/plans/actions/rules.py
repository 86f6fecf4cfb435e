"""What a step must respect. Each rule refuses with the sentence that the person reads."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accanto.base.rules import check_not_future
from accanto.plans.models import Plan, PlanVersion, Promise
from accanto.plans.states import PLAN_TRANSITIONS, PROMISE_TRANSITIONS, SPEAKS_FOR_ITSELF, PlanPhase, PromiseState
from accanto.residents.models import Household, Person
from accanto.support.actions.rules import is_minor, member_on

WRITE_WHY = _("Scrivi perché.")


def check_promise_days(made_on: date, due_on: date) -> None:
    """Refuse a promise of tomorrow, and one that is due before it was made."""
    check_not_future("made_on", made_on)
    if due_on < made_on:
        raise ValidationError({"due_on": _("Il giorno viene prima di quello in cui è stata promessa.")}, code="order")


def check_settling(promise: Promise, to: PromiseState, word: str, on: date) -> None:
    """Refuse a step that the table does not know, one without its word, and a day that tells another story."""
    origin = PromiseState(promise.state)
    if to not in PROMISE_TRANSITIONS[origin]:
        raise ValidationError(
            _("Una promessa «%(origin)s» non può diventare «%(to)s»."),
            params={"origin": origin.label, "to": to.label},
            code="no_such_step",
        )
    if to not in SPEAKS_FOR_ITSELF and not word.strip():
        raise ValidationError({"word": WRITE_WHY}, code="word_needed")
    check_not_future("settled_on", on)
    if on < promise.made_on:
        raise ValidationError({"settled_on": _("Quel giorno non era ancora stata promessa.")}, code="order")
    if to == PromiseState.KEPT and on > promise.due_on:
        raise ValidationError(
            {"state": _("Il giorno promesso era già passato: scegli «mantenuta in ritardo».")}, code="it_was_late"
        )
    if to == PromiseState.LATE and on <= promise.due_on:
        raise ValidationError({"state": _("Quel giorno non era in ritardo: scegli «mantenuta».")}, code="not_late")


def check_running(plan: Plan) -> None:
    """Refuse to work on a path that is concluded."""
    if not plan.is_running:
        raise ValidationError(_("Questo percorso è concluso."), code="ended")


def check_phase(plan: Plan, to: PlanPhase, word: str) -> None:
    """Refuse a phase that does not follow, and an end or a way back without a word on why."""
    origin = PlanPhase(plan.phase)
    if to not in PLAN_TRANSITIONS[origin]:
        raise ValidationError(
            _("Dalla fase «%(origin)s» non si passa a «%(to)s»."),
            params={"origin": origin.label, "to": to.label},
            code="no_such_step",
        )
    goes_back = origin == PlanPhase.LEAVING and to == PlanPhase.PATH
    if (goes_back or to == PlanPhase.ENDED) and not word.strip():
        raise ValidationError({"word": WRITE_WHY}, code="word_needed")


def checked_assent(household: Household, person: Person | None, assent_by: Person, on: date) -> None:
    """Whose word opens a path: an adult's own; for a child that of an adult of the household.

    Raises ValidationError by field.
    """
    check_not_future("assent_on", on)
    adult = not is_minor(member_on(household, assent_by, on, "assent_by"), on)
    if not adult:
        raise ValidationError({"assent_by": _("È minorenne: serve la parola di un adulto del nucleo.")}, code="minor")
    if person is None or person == assent_by:
        return
    if not is_minor(member_on(household, person, on, "person"), on):
        raise ValidationError({"assent_by": _("Per una persona adulta vale solo la sua parola.")}, code="not_hers")


def check_signer(plan: Plan, person: Person, on: date) -> None:
    """Refuse the signature of somebody else for a plan: an adult's own, a household's by any adult of it."""
    if is_minor(member_on(plan.household, person, on, "person"), on):
        raise ValidationError({"person": _("È minorenne: firma un adulto del nucleo.")}, code="minor")
    if plan.person_id and plan.person_id != person.pk:
        place = plan.household.members.filter(person=plan.person_id).select_related("person").first()
        if place and not is_minor(place, on):
            raise ValidationError({"person": _("Per una persona adulta vale solo la sua firma.")}, code="not_hers")


def check_in_force(version: PlanVersion) -> None:
    """Refuse whatever is said to a version that a newer one has taken the place of."""
    if version.is_superseded:
        newest = version.plan.versions.order_by("-number").values_list("number", flat=True).first()
        raise ValidationError(
            _("Questa versione è stata sostituita: guarda la versione %(number)s."),
            params={"number": newest},
            code="superseded",
        )
