"""The cash box holds to the cent, and never less than nothing unless somebody lends it."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from accanto.coexistence import actions, queries
from accanto.coexistence.models import CashMovement
from accanto.housing.tests.factories import BuildingFactory

pytestmark = pytest.mark.django_db


def move(by, building, direction, amount, **values):
    values = {"what": "detersivo", "day": date(2026, 11, 20), **values}
    return actions.add_movement(by=by, building=building, direction=direction, amount=Decimal(amount), **values)


def test_the_balance_is_the_sum_to_the_cent(coordinator):
    building = BuildingFactory()
    for amount in ("0.10", "0.20", "0.30"):
        move(coordinator, building, "in", amount)
    move(coordinator, building, "out", "0.35")
    move(coordinator, BuildingFactory(), "in", "99")
    assert queries.balance_of(building) == Decimal("0.25")


def test_below_zero_only_when_somebody_advances(coordinator):
    building = BuildingFactory()
    move(coordinator, building, "in", "10")
    with pytest.raises(ValidationError) as refused:
        move(coordinator, building, "out", "10.01")
    assert "10,00 €" in refused.value.message_dict["advanced_by"][0]
    move(coordinator, building, "out", "10.01", advanced_by="int. 3B")
    assert queries.balance_of(building) == Decimal("-0.01")


def test_a_mistake_is_put_right_by_its_opposite_once(coordinator):
    building = BuildingFactory()
    wrong = move(coordinator, building, "in", "50")
    opposite = actions.correct_movement(by=coordinator, movement=wrong)
    assert queries.balance_of(building) == 0 and CashMovement.objects.count() == 2
    for movement in (wrong, opposite):
        with pytest.raises(ValidationError):
            actions.correct_movement(by=coordinator, movement=movement)


@pytest.mark.parametrize(
    ("amount", "day"), [("0", date(2026, 11, 1)), ("-5", date(2026, 11, 1)), ("5", date(2027, 1, 1))]
)
def test_no_amount_and_no_day_to_come(coordinator, amount, day):
    with pytest.raises(ValidationError):
        move(coordinator, BuildingFactory(), "in", amount, day=day)


def test_the_form_takes_a_comma(send, coordinator):
    building = BuildingFactory()
    form = {"direction": "in", "amount": "12,50", "what": "quote", "day": "2026-11-20"}
    assert send("coexistence:movement_new", building.pk, **form).status_code == 302
    assert queries.balance_of(building) == Decimal("12.50")
