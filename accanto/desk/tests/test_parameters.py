"""Terms and tariffs are set from a day on; what held before stays."""

from datetime import date, datetime
from decimal import Decimal

import pytest
import time_machine

from accanto.base.clock import ROME
from accanto.base.models import Parameter
from accanto.base.parameters import value_on

pytestmark = pytest.mark.django_db
CODE = "volunteer_hour_value"
ADDRESS = f"/parametri/{CODE}/"


@pytest.fixture(autouse=True)
def _a_monday_in_march():
    with time_machine.travel(datetime(2026, 3, 2, 10, tzinfo=ROME), tick=False):
        yield


def typed(**values) -> dict:
    new = {"value": "12,50", "valid_from": "2026-03-10", "source": "delibera n. 4", "checked_on": "2026-03-02"}
    return new | values


def test_a_new_value_holds_from_its_day_and_the_old_one_before_it(client_of, coordinator):
    client = client_of(coordinator)
    assert client.post(ADDRESS, typed()).status_code == 302
    assert value_on(CODE, date(2026, 3, 9)) == 0
    assert value_on(CODE, date(2026, 3, 10)) == Decimal("12.50")
    page = client.get(ADDRESS).content.decode()
    assert "delibera n. 4" in page and "il consiglio non ha ancora deciso" in page
    assert "cambia presto" in client.get("/parametri/").content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"valid_from": "2026-03-01"},
        {"value": "-1"},
        {"value": "1" * 20},
        {"value": "NaN"},
        {"source": ""},
        {"checked_on": "2026-03-03"},
    ],
)
def test_what_cannot_hold_is_refused_and_the_past_stays(client_of, coordinator, wrong):
    before = list(Parameter.objects.values())
    assert client_of(coordinator).post(ADDRESS, typed(**wrong)).status_code == 422
    assert list(Parameter.objects.values()) == before


def test_a_value_is_said_as_people_say_it_and_of_which_procedure_it_is(client_of, coordinator):
    client = client_of(coordinator)
    page = client.get("/parametri/").content.decode()
    for said in ["80,46 €", "26 dicembre", "livello 4", '<div class="row-about">Assegno di inclusione</div>']:
        assert said in page
    assert "Assegno di inclusione" in client.get("/parametri/procedure_adi_isee/").content.decode()


def test_days_are_counted_in_wholes(client_of, coordinator):
    client = client_of(coordinator)
    assert client.post("/parametri/agreement_report_term/", typed(value="30,5")).status_code == 422
    assert client.post("/parametri/agreement_report_term/", typed(value="45")).status_code == 302


def test_two_values_do_not_begin_on_one_day_nor_out_of_order(client_of, coordinator):
    client = client_of(coordinator)
    client.post(ADDRESS, typed())
    assert client.post(ADDRESS, typed(value="13")).status_code == 422
    assert client.post(ADDRESS, typed(value="13", valid_from="2026-03-05")).status_code == 422


def test_only_what_has_not_begun_is_taken_back(client_of, coordinator):
    client = client_of(coordinator)
    client.post(ADDRESS, typed())
    coming = Parameter.objects.get(code=CODE, valid_from=date(2026, 3, 10))
    held = Parameter.objects.get(code=CODE, valid_from=date(2000, 1, 1))
    assert client.post(f"{ADDRESS}{held.pk}/togli/").status_code == 404
    assert client.post(f"{ADDRESS}{coming.pk}/togli/").status_code == 302
    assert list(Parameter.objects.filter(code=CODE)) == [held]


@pytest.mark.parametrize("persona", ["volunteer", "board", "resident", "social_worker", "technician", "outsider"])
def test_nobody_else_sets_terms(request, client_of, persona):
    client = client_of(request.getfixturevalue(persona))
    assert client.get("/parametri/").status_code == client.post(ADDRESS, typed()).status_code == 404


def test_the_list_costs_the_same_whatever_it_holds(client_of, coordinator, django_assert_num_queries):
    client = client_of(coordinator)
    client.get("/parametri/")
    with django_assert_num_queries(4):  # session, user, parameters, the procedures they belong to
        client.get("/parametri/")
    client.post(ADDRESS, typed())
    with django_assert_num_queries(4):  # session, user, parameters, the procedures they belong to
        client.get("/parametri/")
