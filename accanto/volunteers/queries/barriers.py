"""What stands between a volunteer and a household: the rules, read for one pair or for a whole round."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from accanto.base import clock
from accanto.base.dates import add_months
from accanto.residents.models import Household, HouseholdMember, HouseholdRole
from accanto.residents.permissions import running
from accanto.volunteers import rules
from accanto.volunteers.models import KeptApart, VisitWish, Volunteer
from accanto.volunteers.queries.law import check_needed_near_minors
from accanto.volunteers.queries.register import BY_NAME, in_register_and_visible, with_load


def ready_for_rules(volunteers: QuerySet) -> QuerySet:
    """Volunteers with all that `rules` reads of them, in a fixed number of queries."""
    return volunteers.select_related("person", "user").prefetch_related(
        "covers", "record_checks", "areas", "availability", Prefetch("kept_apart", KeptApart.objects.order_by("id"))
    )


def with_minors(households, on: date) -> set[int]:
    """The ids of those households in which somebody is under age on a day, or a child of unknown age."""
    born_after = add_months(on, -12 * rules.FULL_AGE)
    minor = Q(person__birth_date__gt=born_after) | Q(person__birth_date=None, role=HouseholdRole.CHILD)
    rows = HouseholdMember.objects.filter(running(on), minor, household__in=households)
    return set(rows.values_list("household_id", flat=True))


@dataclass(frozen=True, slots=True)
class Around:
    """What the rules ask of some households: who is at home there, minors, wishes. Read in four queries."""

    minors: set[int]
    women_only: set[int]
    at_home: set[tuple[int, int]]

    @classmethod
    def of(cls, households, persons, on: date) -> "Around":
        """For these household ids and the person ids of the volunteers in question."""
        wishes = VisitWish.objects.filter(household__in=households, only_women=True)
        at_home = HouseholdMember.objects.filter(running(on), household__in=households, person__in=persons)
        return cls(
            minors=with_minors(households, on) if check_needed_near_minors(on) else set(),
            women_only=set(wishes.values_list("household_id", flat=True)),
            at_home=set(at_home.values_list("household_id", "person_id")),
        )

    def refusals(self, volunteer: Volunteer, household_id: int, since: date, until: date | None = None):
        """Every rule that forbids this pair in this period, each with its sentence."""
        found = rules.refusals(volunteer, since, until)
        if volunteer.taken >= volunteer.max_households:
            found.append(rules.full_refusal(volunteer, volunteer.taken))
        return found + self.refusals_here(volunteer, household_id, max(since, clock.today()))

    def refusals_here(self, volunteer: Volunteer, household_id: int, on: date) -> list[rules.Refusal]:
        """The rules that this household adds."""
        found = []
        if (household_id, volunteer.person_id) in self.at_home:
            found.append(rules.lives_there_refusal(volunteer))
        apart = [pair for pair in volunteer.kept_apart.all() if pair.household_id == household_id]
        found += [rules.kept_apart_refusal(volunteer, pair) for pair in apart]
        if household_id in self.women_only and not rules.is_woman(volunteer):
            found.append(rules.women_only_refusal(volunteer))
        if household_id in self.minors and not rules.may_be_near_minors(volunteer.record_checks.all(), on):
            found.append(rules.record_check_refusal(volunteer, on))
        return found


def refusals_for(
    volunteer: Volunteer, household: Household, since: date, until: date | None = None
) -> list[rules.Refusal]:
    """Every rule that forbids putting her beside this household in this period, each with its sentence."""
    volunteer = ready_for_rules(with_load(Volunteer.objects.filter(pk=volunteer.pk))).get()
    around = Around.of([household.pk], [volunteer.person_id], max(since, clock.today()))
    return around.refusals(volunteer, household.pk, since, until)


def wish_of(household: Household) -> tuple[bool, frozenset]:
    """Whether only a woman is to come, and the slots in which the household would like to be visited."""
    wish = VisitWish.objects.filter(household=household).prefetch_related("slots").first()
    if wish is None:
        return False, frozenset()
    return wish.only_women, frozenset((slot.weekday, slot.part) for slot in wish.slots.all())


def barred_from(user, household: Household) -> list[str]:
    """A sentence for each rule that keeps somebody in the register from this household today."""
    today = clock.today()
    volunteers = ready_for_rules(with_load(in_register_and_visible(user))).order_by(*BY_NAME)
    around = Around.of([household.pk], [one.person_id for one in volunteers], today)
    return [refusal.sentence for one in volunteers for refusal in around.refusals(one, household.pk, today)]
