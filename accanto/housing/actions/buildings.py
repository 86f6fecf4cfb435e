"""Writing down buildings, dwellings, places and works."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accanto.audit.actions import record
from accanto.housing.models import Building, Dwelling, Place, Works, split_unit
from accanto.housing.queries import assignments_in_the_way, works_in_the_way


@transaction.atomic
def add_building(*, by, name: str, municipality: str = "", address: str = "", note: str = "") -> Building:
    """Write down a building. Raises ValidationError when the town has one of this name."""
    refuse_known_building(name, municipality)
    building = Building.objects.create(name=name, municipality=municipality, address=address, note=note)
    record(by=by, verb="add_building", subject=building)
    return building


def refuse_known_building(name: str, municipality: str, besides: int | None = None) -> None:
    """Raise ValidationError at the name when another building of the town has it."""
    if Building.objects.filter(name=name, municipality=municipality).exclude(pk=besides).exists():
        raise ValidationError({"name": _("C'è già un fabbricato con questo nome in questo comune.")})


@transaction.atomic
def change_building(*, by, building: Building, version: int | None = None, **values) -> Building:
    """Correct a building; its dwellings are found under the new name at once."""
    name, municipality = values.get("name", building.name), values.get("municipality", building.municipality)
    refuse_known_building(name, municipality, besides=building.pk)
    if changed := building.change(version=version, **values):
        dwellings = list(building.dwellings.all())
        for dwelling in dwellings:
            dwelling.search_text = Dwelling.following(building, dwelling.label)["search_text"]
        Dwelling.objects.bulk_update(dwellings, ["search_text"])
        record(by=by, verb="change_building", subject=building, fields=changed)
    return building


@transaction.atomic
def add_dwelling(*, by, building: Building, label: str, **values) -> Dwelling:
    """Write down a dwelling. `label` is its number as written; `values`: Dwelling fields by name.

    Raises ValidationError by field when the building has this unit already, or for impossible days.
    """
    check_dwelling(building, label, values)
    dwelling = Dwelling.objects.create(building=building, label=label, **values)
    record(by=by, verb="add_dwelling", subject=dwelling)
    return dwelling


@transaction.atomic
def change_dwelling(*, by, dwelling: Dwelling, version: int | None = None, **values) -> Dwelling:
    """Correct what is written of a dwelling. Raises ValidationError as add_dwelling, or when somebody was faster."""
    label = values.setdefault("label", dwelling.label)
    check_dwelling(dwelling.building, label, values, besides=dwelling.pk)
    values |= Dwelling.following(dwelling.building, label)
    if changed := dwelling.change(version=version, **values):
        record(by=by, verb="change_dwelling", subject=dwelling, fields=changed)
    return dwelling


def check_dwelling(building: Building, label: str, values: dict, besides: int | None = None) -> None:
    """Refuse a unit that the building has already, and an end before the beginning."""
    number, letter = split_unit(label)
    if building.dwellings.filter(number=number, letter=letter).exclude(pk=besides).exists():
        raise ValidationError({"label": _("Questo interno c'è già nel fabbricato.")})
    since, until = values.get("held_since"), values.get("held_until")
    if since and until and until < since:
        raise ValidationError({"held_until": _("La fine viene prima dell'inizio.")})


@transaction.atomic
def add_place(*, by, dwelling: Dwelling, name: str, beds: int = 1) -> Place:
    """Add a room or bed that is assigned by itself; the dwelling becomes a shared home."""
    refuse_known_place(dwelling, name)
    place = Place.objects.create(dwelling=dwelling, name=name, beds=beds)
    dwelling.change(is_shared=True)
    record(by=by, verb="add_place", subject=place)
    return place


@transaction.atomic
def change_place(*, by, place: Place, version: int | None = None, **values) -> Place:
    """Rename a place of a shared home, or correct its beds."""
    refuse_known_place(place.dwelling, values.get("name", place.name), besides=place.pk)
    if changed := place.change(version=version, **values):
        record(by=by, verb="change_place", subject=place, fields=changed)
    return place


def refuse_known_place(dwelling: Dwelling, name: str, besides: int | None = None) -> None:
    """Raise ValidationError at the name when the shared home has such a place already."""
    if dwelling.places.filter(name=name).exclude(pk=besides).exists():
        raise ValidationError({"name": _("Questo posto c'è già.")})


@transaction.atomic
def begin_works(*, by, dwelling: Dwelling, since: date, why: str, until: date | None = None) -> Works:
    """Take a dwelling out of use for works. Raises ValidationError while somebody lives there or is to enter."""
    check_works(dwelling, since, until)
    works = Works.objects.create(dwelling=dwelling, since=since, until=until, why=why)
    record(by=by, verb="begin_works", subject=works)
    return works


@transaction.atomic
def change_works(*, by, works: Works, version: int | None = None, **values) -> Works:
    """Correct works, or write their last day."""
    check_works(works.dwelling, values.get("since", works.since), values.get("until", works.until), besides=works.pk)
    if changed := works.change(version=version, **values):
        record(by=by, verb="change_works", subject=works, fields=changed)
    return works


def check_works(dwelling: Dwelling, since: date, until: date | None, besides: int | None = None) -> None:
    """Refuse works that end before they begin, meet other works, or meet somebody who lives there."""
    if until and until < since:
        raise ValidationError({"until": _("La fine viene prima dell'inizio.")})
    Dwelling.objects.select_for_update().get(pk=dwelling.pk)
    if works_in_the_way(dwelling, since, until, besides).exists():
        raise ValidationError({"since": _("In quei giorni ci sono già altri lavori.")})
    if stay := assignments_in_the_way(dwelling, None, since, until).first():
        raise ValidationError({"since": lived_in(stay)})


def lived_in(stay) -> str:
    """That somebody lives there, and from when to when; never who: the household may be restricted."""
    if stay.until is None:
        return _("L'alloggio è assegnato dal %(since)s e non è ancora libero.") % {"since": in_words(stay.since)}
    return _("L'alloggio è assegnato dal %(since)s al %(until)s.") % {
        "since": in_words(stay.since),
        "until": in_words(stay.until),
    }


def in_words(day: date) -> str:
    """A day as the reader writes it."""
    return date_format(day, "SHORT_DATE_FORMAT")
