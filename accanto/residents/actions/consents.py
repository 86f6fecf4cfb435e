"""Consents given, refused, withdrawn."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accanto.audit.actions import record
from accanto.base import clock
from accanto.base.rules import check_not_future
from accanto.residents.actions.people import household_of
from accanto.residents.models import Consent, Person


@transaction.atomic
def record_consent(*, by, person: Person, purpose: str, is_given: bool, answered_on: date, **values) -> Consent:
    """Write down an answer; a refusal is a valid one, and help never depends on it."""
    check_not_future("answered_on", answered_on)
    consent = Consent.objects.create(
        person=person, purpose=purpose, is_given=is_given, answered_on=answered_on, **values
    )
    record(by=by, verb="record_consent", subject=consent, household_id=household_of(person), purpose=purpose)
    return consent


@transaction.atomic
def withdraw_consent(*, by, consent: Consent) -> Consent:
    """Withdraw a consent from today on."""
    if not consent.is_given or consent.withdrawn_on:
        raise ValidationError(_("Non c'è un consenso da ritirare."))
    consent.change(version=consent.version, withdrawn_on=clock.today())
    record(by=by, verb="withdraw_consent", subject=consent, household_id=household_of(consent.person))
    return consent
