"""What the note box offers to choose from, for the person who writes."""

from collections.abc import Collection
from dataclasses import dataclass, field

from accanto.accounts.models import User
from accanto.base.text import fold
from accanto.diary import queries as diary
from accanto.diary.models import Draft
from accanto.residents import queries as residents
from accanto.residents.models import Household, HouseholdMember, Person, TeamMember
from accanto.residents.permissions import running

MINE_SHOWN = 12
FOUND_SHOWN = 8


@dataclass(frozen=True)
class Around:
    """Who and what belongs to the households of a note."""

    persons: list[Person] = field(default_factory=list)
    readers: list[User] = field(default_factory=list)


def households_by_id(user, ids: Collection[int]) -> list[Household]:
    """Of these households, those whose file this user may open."""
    return list(Household.objects.visible_to(user).filter(pk__in=ids)) if ids else []


def my_households(user) -> list[Household]:
    """The households beside which this user stands, to be chosen with one touch."""
    return list(residents.households_of(user)[:MINE_SHOWN])


def found_households(user, text: str) -> list[Household]:
    """Households by any part of their name or their people's."""
    words = fold(text).split()
    if not words:
        return []
    rows = Household.objects.visible_to(user).filter(closed_on=None)
    for word in words:
        rows = rows.filter(search_text__contains=word)
    return list(rows[:FOUND_SHOWN])


def around(user, households: Collection[Household]) -> Around:
    """The people of these households today, and who else of their team may be let into a reserved part."""
    if not households:
        return Around()
    members = HouseholdMember.objects.filter(running(), household__in=households).select_related("person")
    team = TeamMember.objects.filter(running(), household__in=households, user__role="volunteer")
    readers = {place.user_id: place.user for place in team.exclude(user=user).select_related("user")}
    return Around(persons=[row.person for row in members.order_by("id")], readers=list(readers.values()))


def drafts_to_offer(user, *, but) -> list[Draft]:
    """Notes begun and not saved, without the one that is open."""
    return [draft for draft in diary.drafts_of(user) if draft.client_id != but]
