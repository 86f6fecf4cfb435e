"""The members' book, kinds of paper and merges."""

from dataclasses import replace

from django.db.models import Max
from django.shortcuts import get_object_or_404

from accanto.base.pages import Page, keyset_page
from accanto.base.text import fold
from accanto.residents.duplicates import compare
from accanto.residents.models import LikelyPair, Membership, PaperKind, Person, PersonMerge
from accanto.residents.queries.search import matching

RECENT_MERGES = 20


def member_page(user, wanted: dict, cursor: str) -> Page:
    """Lines of the members' book by number; `wanted` may hold q, category, show (left, all)."""
    rows = Membership.objects.filter(person__in=Person.objects.visible_to(user)).select_related("person")
    if wanted.get("show", "") == "":
        rows = rows.filter(left_on=None)
    if wanted.get("show") == "left":
        rows = rows.exclude(left_on=None)
    if category := wanted.get("category"):
        rows = rows.filter(category=category)
    if words := fold(wanted.get("q") or "").split():
        rows = rows.filter(person__in=Person.objects.filter(matching(words)))
    return keyset_page(rows, by=("book_number",), cursor=cursor, size=50)


def membership_for(user, pk: int) -> Membership:
    """A line of the members' book. Raises Http404."""
    rows = Membership.objects.filter(person__in=Person.objects.visible_to(user)).select_related("person")
    return get_object_or_404(rows, pk=pk)


def next_book_number() -> int:
    """The number that follows the last one in the members' book."""
    return (Membership.objects.aggregate(last=Max("book_number"))["last"] or 0) + 1


def paper_kinds() -> list[PaperKind]:
    """Every kind of paper, by name."""
    return list(PaperKind.objects.all())


def paper_kind_for(pk: int) -> PaperKind:
    """A kind of paper. Raises Http404."""
    return get_object_or_404(PaperKind, pk=pk)


def likely_pair_page(user, cursor: str) -> Page:
    """Pairs that may be one person, the likeliest first, with the reasons of today."""
    rows = LikelyPair.objects.visible_to(user).select_related("first", "second")
    rows = rows.prefetch_related("first__contact_points", "second__contact_points")
    page = keyset_page(rows, by=("-weight", "first_id", "id"), cursor=cursor)
    return replace(page, rows=[compare(pair.first, pair.second) for pair in page])


def people_to_compare() -> int:
    """How many records nobody has compared yet with the others."""
    return Person.objects.to_compare().count()


def recent_merges(user) -> list[PersonMerge]:
    """The last merges that can be undone, between people this user may see."""
    people = Person.objects.visible_to(user)
    rows = PersonMerge.objects.filter(undone_at=None, kept__in=people).select_related("kept", "merged", "by")
    return list(rows[:RECENT_MERGES])


def merge_for(user, pk: int) -> PersonMerge:
    """A merge whose kept person this user may see. Raises Http404."""
    rows = PersonMerge.objects.filter(kept__in=Person.objects.visible_to(user)).select_related("kept", "merged")
    return get_object_or_404(rows, pk=pk)
