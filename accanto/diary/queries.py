"""Reads of the diary, each starting from what the user may see."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime, time
from functools import partial

from django.db.models import Exists, Model, OuterRef, Prefetch, Q, QuerySet, Sum
from django.db.models.functions import TruncMonth
from django.http import Http404

from accanto.accounts.models import User
from accanto.accounts.readers import Reader
from accanto.base import clock
from accanto.base.clock import ROME
from accanto.base.pages import Page, Turn, given_page, kept_page
from accanto.base.statements import GivenId, GivenIds, kept
from accanto.diary.models import Attachment, Correction, Draft, Entry, EntryHousehold, Part, ReservedPart
from accanto.diary.permissions import may_read_struck
from accanto.directory.models import Organisation
from accanto.directory.queries import public_body_choices
from accanto.residents.models import Household, Person

TIMELINE_SIZE = 20
DRAFTS_OFFERED = 5
# Of the author a diary shows the name.
_UNNAMED = [
    f"entry__author__{column.name}" for column in User._meta.concrete_fields if column.name not in ("id", "name")
]
NEWEST_FIRST = ("-happened_at", "-id")


def timeline(
    user, household: Household, *, cursor: str = "", kind: str = "", with_attachments: bool = False, size=TIMELINE_SIZE
) -> Page:
    """A page of a household's diary, newest first: rows are links, each with its `entry`.

    Four queries whatever its length, none of which fetches a reserved part. Of an entry that is also
    about another household, that one is named (`entry.other_links`) only to who may read its diary.
    """
    reader = Reader.of(user)
    links = partial(_links, reader, kind, with_attachments)
    page = kept_page(links, by=NEWEST_FIRST, cursor=cursor, size=size, household=household.pk)
    if entries := [link.entry for link in page]:
        _complete(reader, household, entries)
    return page


def _complete(reader: Reader, household: Household, entries: list[Entry]) -> None:
    """Give every entry its `other_links`, `shown_persons` and `shown_files`, as this reader may know of them."""
    about = {"entries": [entry.pk for entry in entries], "household": household.pk}
    _hang(entries, "other_links", ((link.entry_id, link) for link in _others(reader).objects(**about)))
    _hang(entries, "shown_persons", ((link.entry_id, link.person) for link in _persons().objects(**about)))
    _hang(entries, "shown_files", ((file.entry_id, file) for file in _files().objects(**about)))


def _hang(entries: list[Entry], name: str, pairs: Iterable[tuple[int, Model]]) -> None:
    """Give every entry the list of what is its own."""
    found = defaultdict(list)
    for entry_id, one in pairs:
        found[entry_id].append(one)
    for entry in entries:
        setattr(entry, name, found[entry.pk])


@kept
def _links(reader: Reader, kind: str, with_attachments: bool, turn: Turn, size: int) -> QuerySet:
    links = EntryHousehold.objects.visible_to(reader.as_user()).filter(household=GivenId("household"))
    if kind:
        links = links.filter(entry__kind=kind)
    if with_attachments:
        links = links.filter(Exists(Attachment.objects.filter(entry=OuterRef("entry"))))
    links = links.select_related("entry__author").defer(*_UNNAMED)
    return given_page(links, turn, size, by=NEWEST_FIRST)


@kept
def _others(reader: Reader) -> QuerySet:
    """The other households of these entries, as far as this reader may read their diary."""
    links = EntryHousehold.objects.visible_to(reader.as_user()).filter(entry__in=GivenIds("entries"))
    others = links.exclude(household=GivenId("household")).select_related("household")
    return others.only("entry", "household__name")


@kept
def _persons() -> QuerySet:
    """The people of this household who were there."""
    links = Entry.persons.through.objects.filter(entry__in=GivenIds("entries"))
    of_here = links.filter(person__in=Person.objects.filter(stays__household=GivenId("household")))
    named = of_here.select_related("person").only("entry", "person__family_name", "person__given_name")
    return named.order_by("person__family_name", "person__given_name", "person")


@kept
def _files() -> QuerySet:
    return Attachment.objects.filter(entry__in=GivenIds("entries"))


def entry_for(user, pk: int) -> Entry:
    """The entry with the households and people that this user may know of.

    Raises Http404 when she may not read it, as for one that is not there.
    """
    links = EntryHousehold.objects.visible_to(user).select_related("household")
    within = Household.objects.visible_to(user)
    people = Person.objects.filter(Exists(within.filter(members__person=OuterRef("pk"))))
    entry = (
        Entry.objects.visible_to(user)
        .select_related("author", "struck_by")
        .prefetch_related(
            Prefetch("links", links, to_attr="shown_links"),
            Prefetch("persons", people, to_attr="shown_persons"),
            "attachments",
            "bodies",
        )
        .filter(pk=pk)
        .first()
    )
    if entry is None:
        raise Http404
    return entry


def bodies_to_name(entry: Entry) -> QuerySet[Organisation]:
    """Public bodies of today, and those already named on the entry."""
    of_today = public_body_choices().values("pk")
    return Organisation.objects.filter(Q(pk__in=of_today) | Q(pk__in=entry.bodies.values("pk")))


def reserved_part_of(user, entry: Entry) -> ReservedPart | None:
    """The reserved part, where there is one and this user may read it."""
    if not entry.has_reserved:
        return None
    return ReservedPart.objects.visible_to(user).filter(entry=entry).prefetch_related("readers").first()


def corrections_of(entry: Entry, *, with_reserved: bool) -> list[Correction]:
    """What the entry said before, newest first; of the reserved part only to who may read that."""
    rows = entry.corrections.select_related("by")
    return list(rows if with_reserved else rows.filter(part=Part.OPEN))


def attachment_for(user, pk: int) -> Attachment:
    """The attachment with its entry. Raises Http404 when this user may not read that."""
    attachment = Attachment.objects.visible_to(user).select_related("entry").filter(pk=pk).first()
    if attachment is None or (attachment.entry.struck_at and not may_read_struck(user, attachment.entry)):
        raise Http404
    return attachment


def first_household_id(user, entry: Entry) -> int | None:
    """One household of the entry that this user may open, for the register of accesses."""
    links = EntryHousehold.objects.visible_to(user).filter(entry=entry)
    return links.values_list("household_id", flat=True).first()


def already_written(user, client_id) -> Entry | None:
    """What this user has saved under an identifier made where it was typed."""
    return Entry.objects.filter(client_id=client_id, author=user.pk).first()


def drafts_of(user) -> list[Draft]:
    """The last notes that this user began and has neither saved nor thrown away."""
    return list(Draft.objects.visible_to(user)[:DRAFTS_OFFERED])


def draft_for(user, client_id) -> Draft | None:
    """One draft of this user's."""
    return Draft.objects.visible_to(user).filter(client_id=client_id).first()


def entries_about(households: QuerySet[Household], since: date, until: date) -> QuerySet[Entry]:
    """Entries that stand, of the days from `since` to `until`, about any of these households; for counts.

    It begins with the households, each of which has its own stretch of the index: asking of every entry
    whether it is about one of them would read the whole archive.
    """
    first, last = clock.bounds_of(since)[0], clock.bounds_of(until)[1]
    links = EntryHousehold.objects.filter(household__in=households, happened_at__gte=first, happened_at__lt=last)
    return Entry.objects.filter(pk__in=links.values("entry"), struck_at=None)


def minutes_by_month(since: date, until: date, *, author_ids: Collection[int] | None = None) -> QuerySet:
    """Minutes written in the diary by author and month: rows of author_id, month (its first day), minutes.

    `since` and `until` are included. A figure without content: it also counts what was done for
    restricted households, and leaves out what was written by mistake.
    """
    entries = Entry.objects.filter(
        happened_at__gte=datetime.combine(since, time.min, ROME),
        happened_at__lte=datetime.combine(until, time.max, ROME),
        struck_at=None,
    )
    if author_ids is not None:
        entries = entries.filter(author__in=author_ids)
    month = TruncMonth("happened_at", tzinfo=ROME)
    return (
        entries.order_by()
        .annotate(month=month)
        .values("author_id", "month")
        .annotate(minutes=Sum("minutes"))
        .order_by("author_id", "month")
        .values("author_id", "month", "minutes")
    )
