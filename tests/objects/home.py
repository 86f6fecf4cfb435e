"""Where the persona `resident` lives, and what is hers there; or where another family lives, and what is theirs."""

from datetime import date, timedelta
from functools import cached_property

from accanto.base import clock
from accanto.coexistence.models import HouseRules
from accanto.coexistence.tests import factories as coexistence
from accanto.housing.tests.factories import BuildingFactory
from accanto.plans.tests import factories as plans
from accanto.residents.models import HouseholdMember
from tests.personas import make

SINCE = date(2024, 3, 12)


class Home:
    """A household in a building with neighbours: what it is asked, what it asked for, what it may use.

    Its head is the persona `resident`, who represents the building too: one home, whoever asks. With
    `strangers`, a head without an account, and another home each time.
    """

    def __init__(self, *, strangers: bool = False):
        self.user = None if strangers else make("resident")

    @cached_property
    def household(self):
        place = self.user and HouseholdMember.objects.filter(person__user=self.user).first()
        return place.household if place else self._moved_in()

    def _moved_in(self):
        building = BuildingFactory()
        household = coexistence.neighbour(building, adults=2, since=SINCE)
        person = plans.head_of(household)
        person.user = self.user
        person.save()
        coexistence.RepresentativeFactory(building=building, person=person, since=SINCE)
        _happened_in(building, household)
        return household

    @property
    def building(self):
        return self.household.assignments.first().dwelling.building

    @property
    def turn(self):
        return coexistence.a_turn(self.building, household=self.household)

    @property
    def swap_to_answer(self):
        """A neighbour asks this household to change turns."""
        return coexistence.a_swap(self.building, asked_of=self.household)

    @property
    def swap_asked(self):
        """This household asks a neighbour."""
        return coexistence.a_swap(self.building, asked_by=self.household)

    @property
    def space(self):
        return coexistence.SharedSpaceFactory(building=self.building, is_bookable=True)

    @property
    def booking(self):
        return coexistence.BookingFactory(space=self.space, household=self.household)

    @property
    def disagreement(self):
        """With a neighbour, after both have spoken."""
        return coexistence.a_spoken_disagreement(self.household)

    @property
    def letter(self):
        """A reminder that nobody has answered."""
        return coexistence.a_breach("reminder", household=self.household).steps.get(to="reminder")

    @cached_property
    def plan(self):
        """The path that is running: one at a time."""
        return self.household.plans.filter(ended_on=None).first() or plans.a_plan(household=self.household)

    @cached_property
    def version(self):
        """What it may sign: one while nothing has changed."""
        return self.plan.versions.first() or plans.a_version(self.plan)


def _happened_in(building, household) -> None:
    """Give every part of the house's pages something to show."""
    rules = HouseRules.objects.first() or coexistence.HouseRulesFactory()
    if not rules.translations.exists():
        coexistence.RulesTranslationFactory(rules=rules)
    coexistence.a_turn(building, household=household)
    coexistence.a_swap(building, asked_of=household)
    coexistence.a_swap(building, asked_by=household)
    coexistence.BookingFactory(
        space=coexistence.SharedSpaceFactory(building=building, is_bookable=True), household=household
    )
    coexistence.MeetingFactory(building=building, called_for=clock.now() + timedelta(days=7))
    held = coexistence.MeetingFactory(building=building, state="held", minutes="Biciclette.", summary="Ci siamo visti.")
    coexistence.a_decision(held)
    coexistence.MovementFactory(building=building)
