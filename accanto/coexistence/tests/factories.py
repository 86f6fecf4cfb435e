"""Invented buildings with neighbours, for tests."""

from datetime import date, datetime, time, timedelta

import factory

from accanto.accounts.tests.factories import UserFactory
from accanto.base import clock
from accanto.coexistence import models
from accanto.coexistence.states import RulesState
from accanto.coexistence.weeks import WEEK, monday_of
from accanto.housing.tests.factories import AssignmentFactory, BuildingFactory, DwellingFactory
from accanto.residents.tests.factories import HouseholdFactory, HouseholdMemberFactory, PersonFactory

SUMMARY = "Qui abitano più famiglie. Le scale sono di tutti. Ogni settimana una famiglia pulisce le scale."


class SharedSpaceFactory(factory.django.DjangoModelFactory):
    """The stairs."""

    class Meta:
        model = models.SharedSpace

    building = factory.SubFactory(BuildingFactory)
    name = factory.Sequence(lambda number: f"scale {number + 1}")
    rules = "Si puliscono una volta alla settimana."


class BookingFactory(factory.django.DjangoModelFactory):
    """The common room, tomorrow afternoon."""

    class Meta:
        model = models.Booking

    space = factory.SubFactory(SharedSpaceFactory, is_bookable=True)
    household = factory.LazyAttribute(lambda booking: neighbour(booking.space.building))
    starts_at = factory.LazyFunction(lambda: tomorrow(15))
    ends_at = factory.LazyFunction(lambda: tomorrow(17))


class HouseRulesFactory(factory.django.DjangoModelFactory):
    """The rules of all buildings, in force since January."""

    class Meta:
        model = models.HouseRules

    number = factory.Sequence(lambda number: number + 1)
    text = "Art. 1. Le scale si tengono libere."
    summary = SUMMARY
    member_duties = "Tengo pulite le scale.\nFaccio silenzio dopo le 22."
    cooperative_duties = "Riparo le luci delle scale.\nRispondo entro tre giorni."
    state = RulesState.IN_FORCE
    in_force_from = date(2026, 1, 1)


class RulesTranslationFactory(factory.django.DjangoModelFactory):
    """The rules in Arabic, not read through yet."""

    class Meta:
        model = models.RulesTranslation

    rules = factory.SubFactory(HouseRulesFactory)
    language = "ar"
    text = "المادة 1. يبقى الدرج خاليا."
    summary = "الدرج للجميع."
    member_duties = "أحافظ على نظافة الدرج.\nألتزم الصمت بعد العاشرة."
    cooperative_duties = "أصلح أضواء الدرج.\nأجيب خلال ثلاثة أيام."


class PactFactory(factory.django.DjangoModelFactory):
    """A pact that is proposed."""

    class Meta:
        model = models.CoexistencePact

    household = factory.SubFactory(HouseholdFactory)
    rules = factory.SubFactory(HouseRulesFactory)
    proposed_on = date(2026, 11, 1)


class MeetingFactory(factory.django.DjangoModelFactory):
    """A meeting of the week before, not written down yet."""

    class Meta:
        model = models.HouseMeeting

    building = factory.SubFactory(BuildingFactory)
    called_for = factory.LazyFunction(lambda: clock.now() - timedelta(days=7))
    agenda = "Le biciclette nell'androne."


class DecisionFactory(factory.django.DjangoModelFactory):
    """A decision of a meeting that was held."""

    class Meta:
        model = models.MeetingDecision

    meeting = factory.SubFactory(MeetingFactory, state="held", minutes="Si è parlato delle biciclette.")
    text = "Comprare una rastrelliera."
    owner_user = factory.SubFactory(UserFactory)
    due_on = factory.LazyFunction(lambda: clock.today() + timedelta(days=10))


class MovementFactory(factory.django.DjangoModelFactory):
    """Twenty euro in the box."""

    class Meta:
        model = models.CashMovement

    building = factory.SubFactory(BuildingFactory)
    day = factory.LazyFunction(clock.today)
    amount = 20
    what = "quota di novembre"


class RepresentativeFactory(factory.django.DjangoModelFactory):
    """Somebody who represents a building since the summer."""

    class Meta:
        model = models.HouseRepresentative

    building = factory.SubFactory(BuildingFactory)
    person = factory.SubFactory(PersonFactory)
    since = date(2026, 6, 1)


def tomorrow(hour: int) -> datetime:
    """An hour of tomorrow, Italian time."""
    return datetime.combine(clock.today() + timedelta(days=1), time(hour), clock.ROME)


def neighbour(building, *, adults: int = 1, label: str = "", since: date = date(2024, 3, 12), **household):
    """A household that lives in the building, of so many adults."""
    home = HouseholdFactory(**household)
    for _another in range(adults - 1):
        HouseholdMemberFactory(household=home, person=PersonFactory())
    dwelling = DwellingFactory(building=building, **({"label": label} if label else {}))
    AssignmentFactory(household=home, dwelling=dwelling, since=since)
    return home


def lived_in_building(homes: int = 3, spaces: int = 1):
    """A building with so many neighbours and spaces that have turns."""
    building = BuildingFactory()
    for _number in range(homes):
        neighbour(building, adults=2)
    for _number in range(spaces):
        SharedSpaceFactory(building=building)
    return building


def a_turn(building=None, *, weeks_from_now: int = 0, household=None, **values):
    """A turn of a building, this week unless said."""
    building = building or lived_in_building()
    week = monday_of(clock.today()) + weeks_from_now * WEEK
    rota = models.Rota.objects.create(
        building=building, first_week=week, weeks=1, made_by=UserFactory(), made_on=clock.today()
    )
    space = values.pop("space", None) or SharedSpaceFactory(building=building)
    return models.RotaTurn.objects.create(
        rota=rota, space=space, household=household or neighbour(building), week=week, **values
    )


def a_swap(**values):
    """A neighbour who asks another to change turns: next week for the week after."""
    building = lived_in_building(homes=0)
    turn = a_turn(building, weeks_from_now=1)
    other = a_turn(building, weeks_from_now=2)
    return models.TurnSwap.objects.create(
        turn=turn, other_turn=other, asked_by=turn.household, asked_of=other.household, **values
    )
