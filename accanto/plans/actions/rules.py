"""What a step must respect. Each rule refuses with the sentence that the person reads."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accanto.base import clock
from accanto.plans.models import Promise
from accanto.plans.states import PROMISE_TRANSITIONS, SPEAKS_FOR_ITSELF, PromiseState

NOT_YET = _("Questo giorno deve ancora venire.")
WRITE_WHY = _("Scrivi perché.")


def check_not_future(field: str, day: date | None) -> None:
    """Refuse a day that has not come yet for something that is said to have happened."""
    if day and day > clock.today():
        raise ValidationError({field: NOT_YET}, code="not_yet")


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
