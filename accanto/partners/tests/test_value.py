"""What the cooperative gives: hours of volunteers for the families covered, at the rate of each day, and costs."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from accanto.base.clock import ROME
from accanto.base.models import Parameter
from accanto.diary.tests.factories import make_entry
from accanto.housing.tests.factories import AssignmentFactory
from accanto.partners import queries
from accanto.partners.tests.factories import AgreementFactory, CostFactory
from accanto.residents.tests.factories import HouseholdFactory
from accanto.support.models import SupportArea
from accanto.support.states import State
from accanto.support.tests.factories import a_request

pytestmark = pytest.mark.django_db
SINCE, UNTIL = date(2026, 1, 1), date(2026, 6, 30)


def rate(value: str, valid_from: date) -> None:
    Parameter.objects.create(
        code="volunteer_hour_value",
        name="Valore di un'ora di volontariato",
        unit="€",
        value=value,
        valid_from=valid_from,
        source="delibera n. 3",
        checked_on=valid_from,
    )


def note(user, *households, on: date, minutes: int):
    at = datetime(on.year, on.month, on.day, 11, tzinfo=ROME)
    return make_entry(user, *households, happened_at=at, minutes=minutes)


def test_hours_count_once_at_the_rate_of_their_day(volunteer, coordinator):
    rate("12.50", date(2025, 1, 1))
    rate("14.00", date(2026, 4, 1))
    agreement, first, second = AgreementFactory(), HouseholdFactory(), HouseholdFactory()
    agreement.households.set([first, second])
    note(volunteer, first, second, on=date(2026, 1, 1), minutes=50)
    note(volunteer, first, on=date(2026, 3, 31), minutes=10)
    note(volunteer, second, on=date(2026, 4, 1), minutes=90)
    note(volunteer, second, on=date(2026, 7, 1), minutes=500)  # after the period
    note(volunteer, HouseholdFactory(), on=date(2026, 2, 2), minutes=500)  # not covered
    note(coordinator, first, on=date(2026, 2, 2), minutes=500)  # paid
    value = queries.given_value(agreement, SINCE, UNTIL)
    assert [(stretch.minutes, stretch.worth) for stretch in value.hours] == [
        (60, Decimal("12.50")),
        (90, Decimal("21.00")),
    ]
    assert (value.total_hours, value.total, value.is_decided) == (Decimal("2.50"), Decimal("33.50"), True)


def test_costs_of_the_period_are_added(volunteer):
    agreement = AgreementFactory()
    for day, amount in [(SINCE, "10.10"), (UNTIL, "20.20"), (date(2026, 7, 1), "500")]:
        CostFactory(agreement=agreement, day=day, amount=amount)
    assert queries.given_value(agreement, SINCE, UNTIL).total == Decimal("30.30")


def test_a_period_before_the_first_rate_is_counted_and_not_valued(volunteer):
    agreement, household = AgreementFactory(starts_on=date(1901, 1, 1)), HouseholdFactory()
    agreement.households.add(household)
    note(volunteer, household, on=date(1901, 2, 1), minutes=60)
    value = queries.given_value(agreement, date(1901, 1, 1), date(1901, 12, 31))
    assert (value.total_hours, value.total, value.is_decided) == (1, 0, False)


def test_until_the_board_decides_hours_are_counted_and_not_valued(volunteer):
    agreement, household = AgreementFactory(), HouseholdFactory()
    agreement.households.add(household)
    note(volunteer, household, on=SINCE, minutes=60)
    value = queries.given_value(agreement, SINCE, UNTIL)
    assert (value.total_hours, value.total, value.is_decided) == (1, 0, False)


def covered(agreement) -> set:
    return set(queries.covered_households(agreement, SINCE, UNTIL))


@pytest.mark.parametrize(
    ("since", "until", "counts"),
    [
        (date(2020, 1, 1), None, True),
        (date(2020, 1, 1), SINCE, True),
        (date(2020, 1, 1), date(2025, 12, 31), False),
        (UNTIL, None, True),
        (date(2026, 7, 1), None, False),
    ],
)
def test_a_home_covers_who_lives_there_in_the_period(since, until, counts):
    stay = AssignmentFactory(since=since, until=until)
    agreement = AgreementFactory()
    agreement.dwellings.add(stay.dwelling)
    assert covered(agreement) == ({stay.household} if counts else set())


def test_an_area_covers_who_asks_in_it(coordinator):
    agreement, school = AgreementFactory(), SupportArea.objects.get(code="school")
    request = a_request(State.ACCEPTED, household=HouseholdFactory(), by=coordinator)
    type(request).objects.filter(pk=request.pk).update(asked_on=UNTIL)
    agreement.areas.add(school)
    request.areas.set([school])
    assert covered(agreement) == {request.household}
    request.areas.set([SupportArea.objects.exclude(code="school").first()])
    assert covered(agreement) == set()


def test_a_restricted_household_is_not_counted(volunteer):
    agreement, hidden = AgreementFactory(), HouseholdFactory(is_restricted=True)
    agreement.households.add(hidden)
    note(volunteer, hidden, on=SINCE, minutes=60)
    assert covered(agreement) == set()
    assert queries.given_value(agreement, SINCE, UNTIL).minutes == 0
