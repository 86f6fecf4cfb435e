"""Giving a home to a household, correcting and ending it."""

from copy import copy
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accanto.audit.actions import record
from accanto.base import clock
from accanto.base.rules import refused_by_the_database
from accanto.housing.actions.buildings import in_words, lived_in
from accanto.housing.models import Assignment, Dwelling, Place
from accanto.housing.queries import assignments_in_the_way, works_in_the_way
from accanto.residents.models import Household

FARTHEST_AHEAD = timedelta(days=366)
NO_OVERLAP = "no_two_assignments_overlap"
MEANWHILE = _("Nel frattempo qualcun altro ha assegnato questo alloggio. Ricarica la pagina.")


@transaction.atomic
def assign_dwelling(
    *, by, household: Household, dwelling: Dwelling, since: date, place: Place | None = None, **values
) -> Assignment:
    """Give a dwelling, or a place of a shared home, to a household from a day.

    `values`: Assignment fields by name (basis, entered_at, planned_end, until, occupancy_charge, …).
    Raises ValidationError by field: taken, in works, not at our disposal, dates that cannot be; also
    when somebody else assigned it in the same moment.
    """
    assignment = Assignment(household=household, dwelling=dwelling, place=place, since=since, **values)
    check_assignment(assignment)
    with refused_by_the_database(NO_OVERLAP, MEANWHILE):
        assignment.save()
    record(by=by, verb="assign_dwelling", subject=assignment, household_id=household.pk)
    return assignment


@transaction.atomic
def change_assignment(*, by, assignment: Assignment, version: int | None = None, **values) -> Assignment:
    """Correct an assignment; an emptied `until` opens it again. Raises ValidationError as assign_dwelling."""
    if values.get("until", assignment.until) is None:
        values |= {"end_reason": "", "destination": ""}
    wanted = copy(assignment)
    for name, value in values.items():
        setattr(wanted, name, value)
    check_assignment(wanted)
    with refused_by_the_database(NO_OVERLAP, MEANWHILE):
        changed = assignment.change(version=version, **values)
    if changed:
        household_id = assignment.household_id
        record(by=by, verb="change_assignment", subject=assignment, household_id=household_id, fields=changed)
    return assignment


@transaction.atomic
def end_assignment(
    *, by, assignment: Assignment, until: date, end_reason: str, destination: str = "", version: int | None = None
) -> Assignment:
    """End an assignment; `until` is the last day in the home, which is free from the day after.

    Raises ValidationError when it has ended already or the day cannot be.
    """
    if assignment.until:
        raise ValidationError(_("Questa assegnazione è già finita il %(day)s.") % {"day": in_words(assignment.until)})
    return change_assignment(
        by=by, assignment=assignment, version=version, until=until, end_reason=end_reason, destination=destination
    )


@transaction.atomic
def acknowledge_planned_end(*, by, subject_id: int) -> Assignment:
    """The reminder of a planned end has been seen to: silent until the next one."""
    assignment = Assignment.objects.visible_to(by).filter(pk=subject_id, until=None).first()
    if assignment is None:
        raise ValidationError(_("Questa assegnazione è già finita."))
    assignment.change(end_seen_on=clock.today())
    record(by=by, verb="acknowledge_planned_end", subject=assignment, household_id=assignment.household_id)
    return assignment


def check_assignment(wanted: Assignment) -> None:
    """Refuse, by field, an assignment that cannot be. Holds the dwelling until the transaction ends."""
    dwelling = Dwelling.objects.select_for_update().get(pk=wanted.dwelling_id)
    check_days(wanted, dwelling)
    if wanted.place and wanted.place.dwelling_id != dwelling.pk:
        raise ValidationError({"place": _("Questo posto è di un altro alloggio.")})
    if works := works_in_the_way(dwelling, wanted.since, wanted.until).first():
        raise ValidationError({"since": in_works(works)})
    if stay := assignments_in_the_way(dwelling, wanted.place, wanted.since, wanted.until, wanted.pk).first():
        raise ValidationError({"since": lived_in(stay)})


def check_days(wanted: Assignment, dwelling: Dwelling) -> None:
    """Refuse days out of order, too far ahead, or on which the cooperative does not have the dwelling."""
    errors = {}
    if wanted.until and wanted.until < wanted.since:
        errors["until"] = _("La fine viene prima dell'inizio.")
    if wanted.planned_end and wanted.planned_end < wanted.since:
        errors["planned_end"] = _("La fine prevista viene prima dell'inizio.")
    for name in ("since", "until"):
        if (getattr(wanted, name) or wanted.since) > clock.today() + FARTHEST_AHEAD:
            errors[name] = _("Manca più di un anno a questo giorno: controlla la data.")
    if dwelling.held_since and wanted.since < dwelling.held_since:
        errors["since"] = _("L'alloggio è disponibile solo dal %(day)s.") % {"day": in_words(dwelling.held_since)}
    if dwelling.held_until and (wanted.until or wanted.since) > dwelling.held_until:
        errors["since"] = _("L'alloggio è disponibile solo fino al %(day)s.") % {"day": in_words(dwelling.held_until)}
    if wanted.household.closed_on and wanted.since > wanted.household.closed_on:
        errors["since"] = _("La scheda del nucleo è chiusa dal %(day)s.") % {
            "day": in_words(wanted.household.closed_on)
        }
    if errors:
        raise ValidationError(errors)


def in_works(works) -> str:
    """That the dwelling is in works, and from when to when."""
    if works.until is None:
        return _("L'alloggio è in lavori dal %(since)s: chiudi prima i lavori.") % {"since": in_words(works.since)}
    return _("L'alloggio è in lavori dal %(since)s al %(until)s.") % {
        "since": in_words(works.since),
        "until": in_words(works.until),
    }
