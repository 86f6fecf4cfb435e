"""Receiving applications for a home and deciding on them: a person decides, with reasons."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accanto.audit.actions import record
from accanto.base import clock
from accanto.base.parameters import value_on
from accanto.housing.models import Application, Decision, Dwelling, Urgency
from accanto.housing.queries import state_of, with_state
from accanto.housing.states import AWAITING_ANSWER, TRANSITIONS, ApplicationState, DwellingState


@transaction.atomic
def receive_application(*, by, received_on: date, household=None, person=None, **values) -> Application:
    """Write down an application of a household, or of a person without one. Raises ValidationError by field."""
    if household is None and person is not None:
        household = current_household(person)
    check_application(household, received_on, values)
    application = Application.objects.create(
        household=household, person=person, received_on=received_on, answer_by=answer_day(received_on), **values
    )
    record(by=by, verb="receive_application", subject=application, household_id=application.household_id)
    return application


@transaction.atomic
def change_application(*, by, application: Application, version: int | None = None, **values) -> Application:
    """Correct what was asked for; the state changes by `decide` only."""
    check_application(None, values.get("received_on", application.received_on), values)
    if changed := application.change(version=version, **values):
        record(
            by=by,
            verb="change_application",
            subject=application,
            household_id=application.household_id,
            fields=changed,
        )
    return application


def current_household(person):
    """The household to which the person belongs now, or None."""
    stay = person.stays.filter(until=None).select_related("household").first()
    return stay.household if stay else None


def answer_day(since: date) -> date:
    """The day by which whoever applied is owed a word."""
    return since + timedelta(days=int(value_on("application_answer_term", clock.today())))


def check_application(household, received_on: date, values: dict) -> None:
    """Refuse a day to come, urgency without reasons, and a second open application."""
    errors = {}
    if received_on > clock.today():
        errors["received_on"] = _("Questo giorno deve ancora venire.")
    if values.get("urgency", Urgency.ORDINARY) != Urgency.ORDINARY and not values.get("urgency_reasons", "").strip():
        errors["urgency_reasons"] = _("Scrivi perché è urgente.")
    if household and household.applications.open().exists():
        errors["__all__"] = _("Questo nucleo ha già una domanda aperta.")
    if errors:
        raise ValidationError(errors)


@transaction.atomic
def decide(
    *,
    by,
    application: Application,
    to_state: str,
    reasons: str,
    dwelling: Dwelling | None = None,
    version: int | None = None,
) -> Decision:
    """Move an application to another state, with the reasons; an offer names a free dwelling.

    Raises ValidationError for a step that the state does not allow, an offer without a free dwelling,
    an acceptance by somebody who has no household yet.
    """
    state = ApplicationState(application.state)
    if to_state not in TRANSITIONS[state]:
        raise ValidationError({"to_state": _("Da «%(state)s» non si può fare questo passo.") % {"state": state.label}})
    if not reasons.strip():
        raise ValidationError({"reasons": _("Scrivi i motivi.")})
    offered = check_offer(application, dwelling) if to_state == ApplicationState.OFFERED else None
    household = application.household or accepting_household(application, to_state)
    decision = Decision.objects.create(
        application=application,
        by=by,
        on=clock.today(),
        from_state=state,
        to_state=to_state,
        reasons=reasons,
        dwelling=offered or (application.offered_dwelling if state == ApplicationState.OFFERED else None),
    )
    application.change(
        version=version,
        state=to_state,
        household=household,
        offered_dwelling=offered or kept_offer(application, to_state),
        answer_by=answer_day(clock.today()) if to_state in AWAITING_ANSWER else None,
    )
    record(by=by, verb="decide_application", subject=application, household_id=application.household_id, state=to_state)
    return decision


def kept_offer(application: Application, to_state: str) -> Dwelling | None:
    """The offered dwelling stays with the application once it is accepted; else it is free for others."""
    return application.offered_dwelling if to_state == ApplicationState.ACCEPTED else None


def accepting_household(application: Application, to_state: str):
    """The household of a person who applied without one. Raises ValidationError when she still has none."""
    household = current_household(application.person)
    if to_state == ApplicationState.ACCEPTED and household is None:
        raise ValidationError(_("Prima di accettare apri la scheda del nucleo di questa persona."))
    return household


def check_offer(application: Application, dwelling: Dwelling | None) -> Dwelling:
    """Refuse an offer without a dwelling, of one that is not free, or that somebody else was offered."""
    if dwelling is None:
        raise ValidationError({"dwelling": _("Scegli l'alloggio che proponi.")})
    today = with_state(Dwelling.objects.select_for_update().filter(pk=dwelling.pk)).get()
    if state_of(today) != DwellingState.FREE:
        raise ValidationError({"dwelling": _("Oggi questo alloggio non è libero.")})
    others = Application.objects.filter(offered_dwelling=dwelling, state=ApplicationState.OFFERED)
    if not dwelling.is_shared and others.exclude(pk=application.pk).exists():
        raise ValidationError({"dwelling": _("Questo alloggio è già proposto a un'altra domanda.")})
    return dwelling


@transaction.atomic
def move_answer(*, by, subject_id: int, to: date) -> Application:
    """Promise the answer to an application for another day."""
    application = Application.objects.visible_to(by).filter(pk=subject_id, state__in=AWAITING_ANSWER).first()
    if application is None:
        raise ValidationError(_("Questa domanda non aspetta più una risposta."))
    application.change(answer_by=to)
    record(by=by, verb="move_application_answer", subject=application, household_id=application.household_id)
    return application
