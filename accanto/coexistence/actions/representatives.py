"""Who represents a building."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accanto.audit.actions import record
from accanto.coexistence.models import HouseRepresentative
from accanto.coexistence.queries.homes import adults_living_in
from accanto.housing.models import Building
from accanto.residents.models import Person


@transaction.atomic
def name_representative(*, by, building: Building, person: Person, since: date) -> HouseRepresentative:
    """A resident with a log-in represents her building from a day; whoever did before ends the day before.

    Raises ValidationError for somebody who does not live there, or already represents it.
    """
    if person not in adults_living_in(building):
        raise ValidationError({"person": _("Deve abitare nel fabbricato e avere un accesso.")})
    if before := building.representatives.filter(until=None).first():
        if before.person_id == person.pk:
            raise ValidationError({"person": _("Rappresenta già il fabbricato.")})
        if before.since >= since:
            raise ValidationError({"since": _("La rappresentante di oggi ha cominciato in questo giorno o dopo.")})
        before.change(until=date.fromordinal(since.toordinal() - 1))
    row = HouseRepresentative.objects.create(building=building, person=person, since=since)
    record(by=by, verb="name_representative", subject=row)
    return row


@transaction.atomic
def end_representative(*, by, representative: HouseRepresentative, until: date) -> HouseRepresentative:
    """Her last day as representative. Raises ValidationError for a day before the first."""
    if until < representative.since:
        raise ValidationError({"until": _("La fine viene prima dell'inizio.")})
    representative.change(version=representative.version, until=until)
    record(by=by, verb="end_representative", subject=representative)
    return representative
