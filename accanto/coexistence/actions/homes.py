"""What concerns one household on the rota: being exempt, and how it is called in the stairwell."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accanto.audit.actions import record
from accanto.coexistence.models import Exemption, HouseholdSign
from accanto.coexistence.states import Sign
from accanto.residents.models import Household, HouseholdMember, Person
from accanto.residents.permissions import running


@transaction.atomic
def add_exemption(*, by, household: Household, since: date, until: date | None = None) -> Exemption:
    """A household has no turns from a day to a day. Why is not written anywhere.

    Turns already made stay as they are. Raises ValidationError for days out of order.
    """
    _check_days(since, until)
    exemption = Exemption.objects.create(household=household, since=since, until=until)
    record(by=by, verb="add_exemption", subject=exemption, household_id=household.pk)
    return exemption


@transaction.atomic
def change_exemption(*, by, exemption: Exemption, version: int | None = None, **values) -> Exemption:
    """Correct or end an exemption. Raises ValidationError for days out of order."""
    _check_days(values.get("since", exemption.since), values.get("until", exemption.until))
    if changed := exemption.change(version=version, **values):
        household_id = exemption.household_id
        record(by=by, verb="change_exemption", subject=exemption, household_id=household_id, fields=changed)
    return exemption


def _check_days(since: date, until: date | None) -> None:
    if until and until < since:
        raise ValidationError({"until": _("La fine viene prima dell'inizio.")})


@transaction.atomic
def choose_sign(*, by, household: Household, sign: str, person: Person | None = None) -> HouseholdSign:
    """How a household wants to be called in the stairwell.

    Raises ValidationError for a name without anybody, of somebody else, or of a restricted household.
    """
    person = person if sign == Sign.GIVEN_NAME else None
    if sign == Sign.GIVEN_NAME:
        _check_name(household, person)
    row, _made = HouseholdSign.objects.update_or_create(household=household, defaults={"sign": sign, "person": person})
    record(by=by, verb="choose_sign", subject=row, household_id=household.pk)
    return row


def _check_name(household: Household, person: Person | None) -> None:
    if household.is_restricted:
        raise ValidationError({"sign": _("Questo nucleo è riservato: sulle scale compare solo l'interno.")})
    if person is None:
        raise ValidationError({"person": _("Scegli di chi è il nome.")})
    if not HouseholdMember.objects.filter(running(), household=household, person=person).exists():
        raise ValidationError({"person": _("Questa persona non fa parte del nucleo.")})
