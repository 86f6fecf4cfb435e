"""Finding people by any part of their names."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from accanto.base import clock
from accanto.base.dates import age
from accanto.base.text import fold
from accanto.base.trigrams import containing
from accanto.residents.models import HouseholdMember, Person


@dataclass(frozen=True)
class Found:
    """A person as a search shows her: four columns, and the household she lives in now."""

    pk: int
    name: str
    birth_date: date | None
    household_id: int | None
    household_name: str

    @property
    def age(self) -> int | None:
        """Completed years today."""
        return age(self.birth_date, clock.today()) if self.birth_date else None


def found_people(user, text: str, limit: int) -> list[Found]:
    """search_people for a page that only lists them: two queries, without the columns that nobody looks at.

    Households are looked up for the people shown, and not joined to the hundreds that a part of a name may match.
    """
    people = list(search_people(user, text).values_list("pk", "family_name", "given_name", "birth_date")[:limit])
    stays = HouseholdMember.objects.filter(person__in=[person[0] for person in people], until=None).order_by()
    homes = {person: home for person, *home in stays.values_list("person", "household", "household__name")}
    return [
        Found(pk, f"{family} {given}".strip(), born, *homes.get(pk, (None, ""))) for pk, family, given, born in people
    ]


def search_people(user, text: str) -> QuerySet[Person]:
    """People by any part of their names, whatever the accents and the order of words."""
    words = fold(text).split()
    return Person.objects.visible_to(user).filter(matching(words)) if words else Person.objects.none()


def with_stays(people: QuerySet[Person]) -> QuerySet[Person]:
    """People with the households they live in now, as `current_stays`."""
    current = HouseholdMember.objects.filter(until=None).select_related("household")
    return people.prefetch_related(Prefetch("stays", current, to_attr="current_stays"))


def matching(words: list[str]) -> Q:
    """People whose folded names contain every one of these folded words."""
    return containing(Person, words)
