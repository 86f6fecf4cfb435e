"""Finding people by any part of their names."""

from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet

from accanto.accounts.readers import Reader
from accanto.base import clock
from accanto.base.dates import age
from accanto.base.statements import GivenIds, kept
from accanto.base.text import fold
from accanto.base.trigrams import Shape, containing, containing_given, given_words, shape_of
from accanto.residents.models import HouseholdMember, Person
from accanto.residents.models.scope import of_open_files


@dataclass(frozen=True)
class Found:
    """A person as a search shows her: four columns, and the household she lives in now."""

    pk: int
    name: str
    age: int | None
    household_id: int | None
    household_name: str


def found_people(user, text: str, limit: int) -> list[Found]:
    """search_people for a page that only lists them: two queries, without the columns that nobody looks at.

    Households are looked up for the people shown, and not joined to the hundreds that a part of a name may match.
    """
    words = fold(text).split()
    people = _people(Reader.of(user), shape_of(words), limit).rows(**given_words(words)) if words else []
    stays = _homes(Reader.of(user)).rows(people=[person[0] for person in people])
    homes = {person: home for person, *home in stays}
    today = clock.today()
    return [
        Found(pk, f"{family} {given}".strip(), born and age(born, today), *homes.get(pk, (None, "")))
        for pk, family, given, born in people
    ]


@kept
def _people(reader: Reader, shape: Shape, limit: int) -> QuerySet:
    """The people of a search of this shape, as far as this reader may see them."""
    found = Person.objects.visible_to(reader.as_user()).filter(containing_given(Person, shape))
    return found.values_list("pk", "family_name", "given_name", "birth_date")[:limit]


@kept
def _homes(reader: Reader) -> QuerySet:
    """The households that people live in now, those that this reader may open."""
    stays = HouseholdMember.objects.filter(person__in=GivenIds("people"), until=None).order_by()
    return of_open_files(stays, reader.as_user()).values_list("person", "household", "household__name")


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
