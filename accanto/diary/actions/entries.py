"""Writing entries, correcting them, striking those written by mistake."""

import uuid
from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from accanto.audit.actions import record
from accanto.base import clock
from accanto.base.dates import EARLIEST
from accanto.base.rules import check_not_before
from accanto.diary.models import Correction, Draft, Entry, EntryHousehold, Part, ReservedPart
from accanto.diary.permissions import may_correct
from accanto.diary.queries import already_written
from accanto.diary.states import Contact, Kind
from accanto.directory.models import Organisation
from accanto.residents.actions import note_presence
from accanto.residents.models import Household, HouseholdMember

# The phone's clock may be a little ahead of the server's.
CLOCKS_DIFFER = timedelta(minutes=10)

SAVED_WITH_ANOTHER_TEXT = _(
    "Questa nota era già salvata, con un testo diverso. Se quella qui sotto è una nota nuova, salva di nuovo."
)
NOT_YOURS_TO_CORRECT = _("Una nota la corregge chi l'ha scritta, o la coordinatrice.")


def write_entry(
    *,
    by,
    households: Collection[Household],
    happened_at: datetime,
    text: str = "",
    minutes: int = 20,
    kind: str = Kind.VISIT,
    contact: str = Contact.MET,
    persons: Collection = (),
    with_whom: str = "",
    bodies: Collection[Organisation] = (),
    reserved_text: str = "",
    readers: Collection = (),
    next_step: str = "",
    next_step_on: date | None = None,
    client_id: uuid.UUID | None = None,
) -> Entry:
    """Write what happened with these households, which the caller has fetched for `by`.

    The same `client_id` again gives the entry of the first time. Raises ValidationError for a moment
    to come, a text missing, people of other families, a date without a step, and when `client_id`
    was saved with another text: then nothing is lost unsaid.
    """
    entry = Entry(
        author=by,
        client_id=client_id or uuid.uuid4(),
        happened_at=happened_at,
        minutes=minutes,
        kind=kind,
        contact=_contact(kind, contact),
        with_whom=with_whom,
        text=text,
        has_reserved=bool(reserved_text),
        next_step=next_step,
        next_step_on=next_step_on,
    )
    _refuse_nonsense(entry, households)
    _refuse_strangers(persons, households)
    try:
        return _insert(entry, households, persons, bodies, reserved_text, readers)
    except IntegrityError as error:
        return _the_first_one(entry, error)


@transaction.atomic
def _insert(entry: Entry, households, persons, bodies, reserved_text: str, readers) -> Entry:
    entry.save(force_insert=True)
    EntryHousehold.objects.bulk_create(
        EntryHousehold(entry=entry, household=household, happened_at=entry.happened_at) for household in households
    )
    if persons:
        entry.persons.add(*persons)
    if bodies:
        entry.bodies.add(*bodies)
    if reserved_text:
        ReservedPart.objects.create(entry=entry, text=reserved_text).readers.set(readers)
    ids = [household.pk for household in households]
    if entry.contact == Contact.MET:
        note_presence(household_ids=ids, on=clock.day_of(entry.happened_at))
    Draft.objects.filter(user=entry.author, client_id=entry.client_id).delete()
    for household_id in ids:
        record(by=entry.author, verb="write_entry", subject=entry, household_id=household_id, kind=str(entry.kind))
    return entry


def _the_first_one(entry: Entry, error: IntegrityError) -> Entry:
    """What was saved under the same client_id; raises `error` when that is not what went wrong."""
    first = already_written(entry.author, entry.client_id)
    if first is None:
        raise error
    if first.text != entry.text and not first.corrected_at:
        raise ValidationError(SAVED_WITH_ANOTHER_TEXT, code="saved_with_another_text")
    return first


def _contact(kind: str, contact: str) -> str:
    """A note to oneself is no contact; everything else is one, made or attempted."""
    if kind == Kind.NOTE:
        return Contact.NONE
    return Contact.ATTEMPTED if contact == Contact.ATTEMPTED else Contact.MET


def _refuse_nonsense(entry: Entry, households) -> None:
    if not households:
        raise ValidationError({"households": _("Scegli almeno un nucleo.")})
    if entry.happened_at > clock.now() + CLOCKS_DIFFER:
        raise ValidationError({"happened_at": _("Questo momento deve ancora venire: qui va quello che è stato.")})
    if clock.day_of(entry.happened_at) < EARLIEST:
        raise ValidationError({"happened_at": _("Questa data è prima del 1900: controlla l'anno.")})
    if entry.contact != Contact.ATTEMPTED and not (entry.text or entry.has_reserved):
        raise ValidationError({"text": _("Scrivi in due parole che cosa è successo.")})
    if entry.next_step_on:
        sentence = _("Il prossimo passo viene prima di quello che è stato: controlla i giorni.")
        check_not_before("next_step_on", entry.next_step_on, clock.day_of(entry.happened_at), sentence)
    if entry.next_step_on and not entry.next_step:
        raise ValidationError({"next_step": _("Scrivi che cosa c'è da fare entro quel giorno.")})


def _refuse_strangers(persons, households) -> None:
    if not persons:
        return
    ids = {person.pk for person in persons}
    of_theirs = HouseholdMember.objects.filter(household__in=households, person__in=ids)
    if ids - set(of_theirs.values_list("person_id", flat=True)):
        raise ValidationError({"persons": _("Scegli persone dei nuclei di cui parla la nota.")})


@transaction.atomic
def correct_entry(
    *,
    by,
    entry: Entry,
    version: int | None = None,
    reserved_text: str | None = None,
    bodies: Collection[Organisation] | None = None,
    **values,
) -> Entry:
    """Correct an entry; what it said before is kept beside it, with who changed it and when.

    `values` are fields of the entry; `reserved_text` and `bodies` None are left alone.
    Raises ValidationError for what `write_entry` would refuse, for an entry struck, for a stranger,
    and when somebody else was faster.
    """
    if not may_correct(by, entry):
        raise ValidationError(NOT_YOURS_TO_CORRECT)
    if entry.struck_at:
        raise ValidationError(_("Questa nota è segnata come scritta per errore: non si corregge più."))
    before = {name: getattr(entry, name) for name in values}
    values["contact"] = _contact(values.get("kind", entry.kind), values.get("contact", entry.contact))
    before["contact"] = entry.contact
    was_reserved, reserved = _reserved_texts(entry, reserved_text)
    _refuse_nonsense(_as_it_would_be(entry, values, reserved), list(entry.links.all()))
    reserved_changed = reserved != was_reserved
    changed = entry.change(version=version, **values) + _change_bodies(entry, bodies, before)
    if not (changed or reserved_changed):
        return entry
    _keep(by, entry, before, changed, was_reserved if reserved_changed else None)
    if reserved_changed:
        ReservedPart.objects.update_or_create(entry=entry, defaults={"text": reserved})
    entry.change(corrected_at=clock.now(), has_reserved=bool(reserved))
    ids = _follow(entry, changed)
    fields = changed + ["reserved_text"] * reserved_changed
    for household_id in ids:
        record(by=by, verb="correct_entry", subject=entry, household_id=household_id, fields=fields)
    return entry


def _change_bodies(entry: Entry, bodies: Collection[Organisation] | None, before: dict) -> list[str]:
    """Set who was there for the bodies; the names of those before go among the facts that are kept."""
    known = list(entry.bodies.all())
    if bodies is None or set(known) == set(bodies):
        return []
    before["bodies"] = ", ".join(body.name for body in known)
    entry.bodies.set(bodies)
    return ["bodies"]


def _reserved_texts(entry: Entry, wanted: str | None) -> tuple[str, str]:
    """The reserved part as it is and as it shall be."""
    texts = ReservedPart.objects.filter(entry=entry).values_list("text", flat=True)
    now = (texts.first() or "") if entry.has_reserved else ""
    return now, now if wanted is None else wanted


def _as_it_would_be(entry: Entry, values: dict, reserved: str) -> Entry:
    names = ("happened_at", "contact", "text", "next_step", "next_step_on")
    return Entry(**{name: values.get(name, getattr(entry, name)) for name in names}, has_reserved=bool(reserved))


def _keep(by, entry: Entry, before: dict, changed: list[str], reserved: str | None) -> None:
    """Keep what was there: the open text and facts, and apart from them the reserved part."""
    at = clock.now()
    if changed:
        facts = {name: _plain(before[name]) for name in changed if name != "text"}
        text = before.get("text", entry.text)
        Correction.objects.create(entry=entry, by=by, at=at, previous_text=text, facts=facts)
    if reserved is not None:
        Correction.objects.create(entry=entry, by=by, at=at, part=Part.RESERVED, previous_text=reserved)


def _plain(value):
    return value.isoformat() if isinstance(value, date | datetime) else value


def _follow(entry: Entry, changed: list[str]) -> list[int]:
    """Carry a changed moment into the diaries and a changed contact into the households; their ids."""
    if "happened_at" in changed:
        entry.links.update(happened_at=entry.happened_at)
    ids = list(entry.links.order_by("household_id").values_list("household_id", flat=True))
    if {"happened_at", "contact", "struck_at"} & set(changed):
        _recount_presence(ids)
    return ids


def _recount_presence(household_ids: list[int]) -> None:
    """Set last_met_on from the diary itself."""
    met = EntryHousehold.objects.filter(
        household__in=household_ids, entry__contact=Contact.MET, entry__struck_at=None
    ).order_by()
    moments = met.values("household_id").annotate(last=Max("happened_at"))
    last = dict(moments.values_list("household_id", "last"))
    for household_id in household_ids:
        moment = last.get(household_id)
        day = clock.day_of(moment) if moment else None
        Household.objects.filter(pk=household_id).update(last_met_on=day)


@transaction.atomic
def strike_entry(*, by, entry: Entry, why: str) -> Entry:
    """Mark an entry as written by mistake: it counts for nothing any more, and says so with its reason.

    Raises ValidationError for a stranger and for one already struck.
    """
    if not may_correct(by, entry):
        raise ValidationError(NOT_YOURS_TO_CORRECT)
    if entry.struck_at:
        raise ValidationError(_("Questa nota è già segnata come scritta per errore."))
    changed = entry.change(version=entry.version, struck_at=clock.now(), struck_by=by, struck_why=why)
    for household_id in _follow(entry, changed):
        record(by=by, verb="strike_entry", subject=entry, household_id=household_id)
    return entry
