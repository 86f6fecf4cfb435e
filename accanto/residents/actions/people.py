"""Writing down people and their contact points."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accanto.audit.actions import record
from accanto.base import clock
from accanto.residents.models import ContactPoint, Person
from accanto.residents.tax_codes import checked_tax_code


def check_person(values: dict) -> None:
    """Refuse what cannot be: born tomorrow, died before birth, a tax code that is not one.

    Raises ValidationError by field. `values` holds Person fields by name and gets the tax code cleaned.
    """
    errors = {}
    born, died = values.get("birth_date"), values.get("died_on")
    if born and born > clock.today():
        errors["birth_date"] = _("Questa data di nascita deve ancora venire.")
    if born and died and died < born:
        errors["died_on"] = _("La data di morte viene prima della nascita.")
    try:
        values["tax_code"] = checked_tax_code(values.get("tax_code", ""))
    except ValidationError as error:
        errors["tax_code"] = error
    if errors:
        raise ValidationError(errors)


def refuse_known_tax_code(code: str, besides: int | None = None) -> None:
    """Raise ValidationError at the field when another person already has this tax code."""
    if code and Person.objects.current().filter(tax_code=code).exclude(pk=besides).exists():
        raise ValidationError({"tax_code": _("C'è già una persona con questo codice fiscale.")})


@transaction.atomic
def add_person(*, by, **values) -> Person:
    """Write down a person. `values`: Person fields by name.

    Raises ValidationError by field for a wrong or already known tax code or impossible dates.
    """
    check_person(values)
    refuse_known_tax_code(values["tax_code"])
    person = Person.objects.create(**values)
    record(by=by, verb="add_person", subject=person)
    return person


@transaction.atomic
def change_person(*, by, person: Person, version: int | None = None, **values) -> Person:
    """Correct what is written of a person. Raises ValidationError as add_person, or when somebody was faster."""
    values.setdefault("tax_code", person.tax_code)
    check_person(values)
    refuse_known_tax_code(values["tax_code"], besides=person.pk)
    changed = person.change(version=version, **values)
    if changed:
        record(by=by, verb="change_person", subject=person, household_id=household_of(person), fields=changed)
    return person


def household_of(person: Person) -> int | None:
    """The id of the household to which the person belongs now."""
    return person.stays.filter(until=None).values_list("household_id", flat=True).first()


@transaction.atomic
def add_contact_point(*, by, person: Person, **values) -> ContactPoint:
    """Add a phone number or mail address with how it is safe to use it."""
    if person.contact_points.filter(kind=values["kind"], value=values["value"]).exists():
        raise ValidationError({"value": _("Questo recapito c'è già.")})
    point = ContactPoint.objects.create(person=person, **values)
    record(by=by, verb="add_contact_point", subject=point, household_id=household_of(person))
    return point


@transaction.atomic
def change_contact_point(*, by, point: ContactPoint, version: int | None = None, **values) -> ContactPoint:
    """Correct a contact point, or how it is safe to use it."""
    if changed := point.change(version=version, **values):
        household_id = household_of(point.person)
        record(by=by, verb="change_contact_point", subject=point, household_id=household_id, fields=changed)
    return point
