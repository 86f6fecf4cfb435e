"""Invented buildings with neighbours, for tests."""

from datetime import date, datetime, time, timedelta

import factory

from accanto.accounts.tests.factories import UserFactory
from accanto.base import clock
from accanto.coexistence import actions, models
from accanto.coexistence.states import LADDER, BreachState, RulesState
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


def a_decision(meeting=None, *, by=None, days: int = 10, **values) -> models.MeetingDecision:
    """A decision of a meeting that was held, due in so many days; a coordinator sees to it unless said."""
    meeting = meeting or MeetingFactory(state="held", minutes="Si è parlato delle biciclette.")
    by = by or UserFactory(role="coordinator")
    given = {"what": "Comprare una rastrelliera.", "due_on": clock.today() + timedelta(days=days)}
    owner = {} if {"household", "organisation", "contact"} & set(values) else {"user": by}
    return actions.add_decision(by=by, meeting=meeting, **given | owner | values)


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


def a_swap(building=None, *, asked_by=None, asked_of=None, **values):
    """A neighbour who asks another to change turns: next week for the week after."""
    building = building or lived_in_building(homes=0)
    turn = a_turn(building, weeks_from_now=1, household=asked_by)
    other = a_turn(building, weeks_from_now=2, household=asked_of)
    return models.TurnSwap.objects.create(
        turn=turn, other_turn=other, asked_by=turn.household, asked_of=other.household, **values
    )


class BreachFactory(factory.django.DjangoModelFactory):
    """A rule that somebody says was broken in March; `a_breach` has steps too."""

    class Meta:
        model = models.Breach

    household = factory.SubFactory(HouseholdFactory)
    rule = "Art. 7: niente rumori dopo le 22"
    what = "Musica alta di notte."
    happened_on = date(2026, 3, 1)
    reported_on = date(2026, 3, 2)


# What a breach on this rung holds besides its state.
HELD = {
    BreachState.VERIFIED: {"mediation_by": date(2026, 3, 12)},
    BreachState.REMINDER: {"mediation_outcome": "declined"},
    BreachState.WARNING: {"remedy_by": date(2026, 4, 30)},
    BreachState.RESOLVED: {
        "heard_on": date(2026, 5, 20),
        "ground": "serious_breach",
        "statute_article": "art. 12",
        "votes_for": 3,
    },
}
DAYS = [date(2026, 3, 2), date(2026, 3, 5), date(2026, 3, 9), date(2026, 3, 23), date(2026, 4, 10), date(2026, 5, 4)]
DAYS += [date(2026, 6, 1), date(2026, 7, 1), date(2026, 9, 1)]


def a_breach(state: str = BreachState.REPORTED, *, by=None, **values) -> models.Breach:
    """A breach on a rung, with every step before it and what they leave behind."""
    rungs = LADDER[: LADDER.index(BreachState(state)) + 1]
    held = {name: value for rung in rungs for name, value in HELD.get(rung, {}).items()}
    breach, by = BreachFactory(state=state, **{**held, **values}), by or UserFactory(role="coordinator")
    for origin, to, on in zip(("", *rungs), rungs, DAYS, strict=False):
        words = {"reason": "Lo hanno sentito in tre.", "evidence": "Tre vicini.", "text": "Abbassa la musica."}
        breach.steps.create(origin=origin, to=to, by=by, at=clock.now(), on=on, language="it", **words)
    return breach


class DisagreementFactory(factory.django.DjangoModelFactory):
    """Two families and a bicycle on the stairs."""

    class Meta:
        model = models.Disagreement

    first = factory.SubFactory(HouseholdFactory)
    second = factory.SubFactory(HouseholdFactory)
    about = "la bicicletta sulle scale"
    heard_on = date(2026, 11, 2)


def a_spoken_disagreement(first, second=None, *, state: str = "mediation", by=None):
    """A disagreement in which both sides have begun to speak."""
    row = DisagreementFactory(first=first, second=second or HouseholdFactory(), state=state)
    by = by or UserFactory(role="coordinator")
    for to in ("heard", "mediation"):
        row.steps.create(to=to, by=by, on=date(2026, 11, 3), words="Lo dice il vicino del terzo piano.")
    return row


class KeptApartFactory(factory.django.DjangoModelFactory):
    """Two families that must not meet."""

    class Meta:
        model = models.HouseholdsKeptApart

    first = factory.SubFactory(HouseholdFactory)
    second = factory.SubFactory(HouseholdFactory)
    why = "una delle due ha paura"
    written_by = factory.SubFactory(UserFactory)
    since = date(2026, 1, 1)
