"""Households as they are chosen: by a part of a name, told apart by the name and age of their head."""

from collections.abc import Collection

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext

from accanto.base import clock
from accanto.base.dates import age
from accanto.residents.models import Household, HouseholdMember, HouseholdRole
from accanto.residents.queries.search import found_people

FOUND_SHOWN = 8
PEOPLE_SEARCHED = 30


def with_head(rows: QuerySet[Household]) -> QuerySet[Household]:
    """Households with the first name and the birth of their head, to tell those of the same name apart."""
    head = HouseholdMember.objects.filter(household=OuterRef("pk"), role=HouseholdRole.HEAD, until=None)
    return rows.annotate(
        head=Subquery(head.values("person__given_name")[:1]), head_born=Subquery(head.values("person__birth_date")[:1])
    )


def household_label(household: Household) -> str:
    """How a household of `with_head` is called where it is chosen."""
    years = age(household.head_born, clock.today()) if household.head_born else ""
    head = ", ".join(str(part) for part in (household.head, years) if part)
    return f"{household.name} · {head}" if head else household.name


def households_by_id(user, ids: Collection[int]) -> list[Household]:
    """Of these households, those whose file this user may open."""
    return list(with_head(Household.objects.visible_to(user).filter(pk__in=ids))) if ids else []


def found_households(user, text: str) -> list[Household]:
    """Open households by their name or by any part of their people's."""
    if not text.strip():
        return []
    ids = {person.household_id for person in found_people(user, text, PEOPLE_SEARCHED)}
    rows = Household.objects.visible_to(user).filter(closed_on=None)
    return list(with_head(rows.filter(Q(pk__in=ids) | Q(name__icontains=text.strip())))[:FOUND_SHOWN])


def open_households_by_id(user, ids: Collection[int]) -> list[Household]:
    """Of these households, those that are open, if this user may open their file."""
    return [household for household in households_by_id(user, ids) if household.closed_on is None]


def household_choice(user, pk: int | None) -> list[tuple[str, str]]:
    """The household to which an address narrows a list; by name where `user` may open it."""
    if pk is None:
        return []
    named = Household.objects.visible_to(user).filter(pk=pk)
    return [(str(pk), named.values_list("name", flat=True).first() or gettext("un nucleo"))]
