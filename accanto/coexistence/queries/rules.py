"""House rules, their languages, who signed them; pacts."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from accanto.base.codes import language_name
from accanto.coexistence.models import CoexistencePact, HouseRules, RulesReading, RulesTranslation
from accanto.coexistence.models.rules import Wording
from accanto.coexistence.states import RulesState, Side
from accanto.housing.models import Building
from accanto.housing.queries import home_of
from accanto.plans.models import Promise
from accanto.residents import queries as residents
from accanto.residents.models import Household, Person

ITALIAN = "it"


@dataclass(frozen=True)
class ReadingRow:
    """An adult of a household: whether she read and signed the version in force, and in which language she could."""

    person: Person
    reading: RulesReading | None
    language: str
    missing: str

    @property
    def signed_in(self) -> str:
        """The language in which it was signed, by name."""
        return language_name(self.reading.language) if self.reading else ""


def all_rules() -> list[HouseRules]:
    """Every version, with how many signed it."""
    rows = HouseRules.objects.select_related("building").prefetch_related("translations")
    signed = Count("readings", filter=Q(readings__signed_on__isnull=False), distinct=True)
    return list(rows.annotate(signatures=signed).order_by("building__name", "building_id", "-number"))


def rules_for(pk: int) -> HouseRules:
    """A version of the rules. Raises Http404."""
    return get_object_or_404(HouseRules.objects.select_related("building"), pk=pk)


def translation_for(pk: int) -> RulesTranslation:
    """A translation with its rules. Raises Http404."""
    return get_object_or_404(RulesTranslation.objects.select_related("rules__building"), pk=pk)


def in_force(building: Building | None) -> HouseRules | None:
    """The version in force in a building: its own, or that of all buildings."""
    of_it = Q(building=None) | Q(building=building) if building else Q(building=None)
    found = HouseRules.objects.filter(of_it, state=RulesState.IN_FORCE).prefetch_related("translations")
    return max(found, key=lambda rules: rules.building_id is not None, default=None)


def rules_of(household: Household) -> HouseRules | None:
    """The version that binds a household, by the building in which it lives today."""
    home = home_of(household)
    return in_force(home.dwelling.building if home else None)


def wording_in(rules: HouseRules, language: str) -> Wording | None:
    """The rules in a language: the Italian text itself, a translation, or None."""
    if language == ITALIAN:
        return rules
    return next((row for row in rules.translations.all() if row.language == language), None)


def language_for(rules: HouseRules, person: Person) -> tuple[str, str]:
    """In which language a person can read the rules, and the one that is missing ("" when none is).

    Italian where she reads it, or where nobody has written down what she reads.
    """
    reads = list(person.reads)
    if not reads or ITALIAN in reads:
        return ITALIAN, ""
    found = next((code for code in reads if wording_in(rules, code)), None)
    return (found, "") if found else (ITALIAN, language_name(reads[0]))


def readings_in(household: Household, rules: HouseRules | None) -> list[ReadingRow]:
    """The adults of a household beside the version in force; nothing while there is none."""
    if rules is None:
        return []
    adults = [member.person for member in residents.people_of(household) if (member.person.age or 18) >= 18]
    known = {row.person_id: row for row in rules.readings.filter(person__in=adults)}
    return [ReadingRow(person, known.get(person.pk), *language_for(rules, person)) for person in adults]


def reading_of(rules: HouseRules, person: Person) -> RulesReading | None:
    """Whether and how a person read a version."""
    return rules.readings.filter(person=person).first()


def adult_of(household: Household, pk: int) -> Person:
    """Somebody of the household, by id. Raises Http404."""
    for member in residents.members_of(household):
        if member.person_id == pk:
            return member.person
    raise Http404


def pacts_of(household: Household) -> QuerySet[CoexistencePact]:
    """Every pact of a household, the latest first."""
    return household.pacts.select_related("rules", "signed_by", "for_cooperative")


def pact_for(user, pk: int) -> CoexistencePact:
    """A pact of a household that this user may open. Raises Http404."""
    rows = CoexistencePact.objects.visible_to(user).select_related(
        "household", "rules__building", "signed_by", "for_cooperative"
    )
    return get_object_or_404(rows, pk=pk)


def promises_in(pact: CoexistencePact) -> list[Promise]:
    """What is promised in a pact by a day, the next due first."""
    return list(pact.promises.with_promisers().order_by("due_on", "pk"))


def duties_of(pact: CoexistencePact) -> list[tuple[Side, list]]:
    """What each side promises, one beside the other."""
    rows = list(pact.duties.all())
    return [(side, [row for row in rows if row.side == side]) for side in Side]
