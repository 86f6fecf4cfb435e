"""Applications for a home: a list that explains itself, and decisions that a person takes."""

from datetime import date, timedelta
from random import Random

import pytest
from django.core.exceptions import ValidationError

from accanto.base.models import Parameter
from accanto.housing import actions, queries
from accanto.housing.models import Application
from accanto.housing.states import AWAITING_ANSWER, STEPS, TRANSITIONS, ApplicationState
from accanto.housing.tests.factories import ApplicationFactory, AssignmentFactory, DwellingFactory
from accanto.residents.tests.factories import HouseholdFactory, PersonFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_november")]
S = ApplicationState


@pytest.fixture
def decide(coordinator):
    def deciding(application, to_state, **values):
        values = {"reasons": "così nel colloquio"} | values
        return actions.decide(by=coordinator, application=application, to_state=to_state, **values)

    return deciding


@pytest.fixture
def receive(coordinator):
    def receiving(**values):
        values = {"received_on": date(2026, 11, 20), "people_count": 2, "cause": "cost"} | values
        return actions.receive_application(by=coordinator, **values)

    return receiving


def listed(**values):
    return ApplicationFactory(state=S.LISTED, **values)


def in_order(user, **wanted) -> list:
    """The first page of the list."""
    return queries.waiting_page(user, wanted, "").rows


def test_every_state_says_where_it_may_go_and_what_that_step_is_called():
    assert set(TRANSITIONS) == set(STEPS) == set(S)
    assert all(state not in steps for state, steps in TRANSITIONS.items())


@pytest.mark.parametrize("state", list(S))
def test_a_step_that_is_not_in_the_table_is_refused(decide, state):
    offered = DwellingFactory() if state in {S.OFFERED, S.ACCEPTED} else None
    application = ApplicationFactory(state=state, offered_dwelling=offered)
    for other in set(S) - set(TRANSITIONS[state]):
        with pytest.raises(ValidationError, match="to_state"):
            decide(application, other)
    assert not application.decisions.exists()


def test_a_decision_keeps_who_when_and_why(decide, coordinator):
    application = ApplicationFactory()
    decision = decide(application, S.LISTED)
    assert (decision.by, decision.on, decision.reasons) == (coordinator, date(2026, 11, 22), "così nel colloquio")
    assert (decision.from_state, application.state, application.answer_by) == (S.RECEIVED, S.LISTED, None)


def test_nothing_is_decided_without_reasons(decide):
    with pytest.raises(ValidationError, match="reasons"):
        decide(ApplicationFactory(), S.LISTED, reasons="  ")


def test_an_offer_names_a_free_dwelling(decide):
    application = listed()
    with pytest.raises(ValidationError, match="Scegli l'alloggio"):
        decide(application, S.OFFERED)
    with pytest.raises(ValidationError, match="non è libero"):
        decide(application, S.OFFERED, dwelling=AssignmentFactory().dwelling)
    free = DwellingFactory()
    assert decide(application, S.OFFERED, dwelling=free).dwelling == free
    assert application.offered_dwelling == free
    assert application.state in AWAITING_ANSWER
    assert application.answer_by == date(2026, 12, 22)


def test_one_dwelling_is_offered_to_one_application(decide):
    free = DwellingFactory()
    decide(listed(), S.OFFERED, dwelling=free)
    with pytest.raises(ValidationError, match="già proposto"):
        decide(listed(), S.OFFERED, dwelling=free)


@pytest.mark.parametrize(("step", "kept"), [(S.ACCEPTED, True), (S.REFUSED, False), (S.WITHDRAWN, False)])
def test_the_answer_to_an_offer_keeps_the_dwelling_or_frees_it(decide, step, kept):
    application, free = listed(), DwellingFactory()
    decide(application, S.OFFERED, dwelling=free)
    decision = decide(application, step)
    assert decision.dwelling == free
    assert application.offered_dwelling == (free if kept else None)


def test_a_person_without_a_household_cannot_accept_yet(decide, receive):
    application = receive(person=PersonFactory())
    decide(application, S.LISTED)
    decide(application, S.OFFERED, dwelling=DwellingFactory())
    with pytest.raises(ValidationError, match="apri la scheda del nucleo"):
        decide(application, S.ACCEPTED)
    household = HouseholdFactory(head=application.person)
    decide(application, S.ACCEPTED)
    assert application.household == household


def test_of_two_who_decide_the_second_is_told(decide):
    application = ApplicationFactory()
    seen = application.version
    mine = Application.objects.get(pk=application.pk)
    decide(application, S.LISTED, version=seen)
    with pytest.raises(ValidationError, match="Nel frattempo"):
        decide(mine, S.NOT_ADMITTED, version=seen)


def test_a_household_has_one_open_application(receive):
    household = HouseholdFactory()
    receive(household=household)
    with pytest.raises(ValidationError, match="già una domanda aperta"):
        receive(person=household.members.get().person)


def test_what_cannot_be_is_refused_at_its_field(receive):
    with pytest.raises(ValidationError) as refused:
        receive(household=HouseholdFactory(), received_on=date(2026, 11, 23), urgency="high")
    assert set(refused.value.error_dict) == {"received_on", "urgency_reasons"}


def test_the_order_of_the_list_is_the_sum_of_its_reasons(coordinator):
    longest = listed(received_on=date(2024, 1, 5))  # 34 months, at most 24 points
    urgent = listed(received_on=date(2026, 9, 22), urgency="high", urgency_reasons="sfratto il 15")  # 30 + 2
    desperate = listed(received_on=date(2026, 11, 20), urgency="emergency", urgency_reasons="in strada")
    found = in_order(coordinator)
    assert [row.application for row in found] == [desperate, urgent, longest]
    assert [[reason.points for reason in row.reasons] for row in found] == [[60, 0, 0], [30, 2, 0], [0, 24, 0]]
    assert [row.points for row in found] == [60, 32, 24]
    assert "sfratto il 15" in found[1].reasons[0].text


def test_of_two_with_equal_points_the_one_who_waits_longer_stands_first(coordinator):
    second = listed(received_on=date(2026, 10, 20))
    first = listed(received_on=date(2026, 10, 2))
    assert [row.application for row in in_order(coordinator)] == [first, second]


def test_the_points_are_rows_that_the_cooperative_changes(coordinator):
    listed(received_on=date(2026, 8, 22))
    Parameter.objects.filter(code="application_points_month").update(value=3)
    assert in_order(coordinator)[0].points == 9


@pytest.mark.parametrize(
    ("home", "need", "fits"),
    [
        ({"beds": 3}, {"people_count": 3}, True),
        ({"beds": 2}, {"people_count": 3}, False),
        ({"beds": None}, {"people_count": 1}, False),
        ({"beds": 4, "rooms": 2}, {"people_count": 3, "rooms_needed": 3}, False),
        ({"beds": 4, "rooms": None}, {"people_count": 3, "rooms_needed": 3}, True),
        ({"beds": 4}, {"people_count": 3, "needs_accessible": True}, False),
        ({"beds": 4, "is_accessible": True}, {"people_count": 3, "needs_accessible": True}, True),
        ({"beds": 4, "held_until": date(2026, 11, 1)}, {"people_count": 3}, False),
    ],
)
def test_a_free_dwelling_that_fits_brings_points_and_is_named(coordinator, home, need, fits):
    dwelling = DwellingFactory(**home)
    listed(received_on=date(2026, 11, 20), **need)
    reason = in_order(coordinator)[0].reasons[2]
    assert reason.points == (5 if fits else 0)
    assert (str(dwelling) in reason.text) == fits


def test_the_smallest_dwelling_that_fits_is_named(coordinator):
    DwellingFactory(beds=6)
    small = DwellingFactory(beds=3)
    AssignmentFactory(dwelling__beds=3)
    listed(people_count=3)
    assert str(small) in in_order(coordinator)[0].reasons[2].text


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(coordinator, count, django_assert_num_queries):
    for _ in range(count):
        listed()
        DwellingFactory()
    with django_assert_num_queries(5):
        in_order(coordinator)


def test_the_database_counts_the_points_that_the_reasons_tell(coordinator):
    luck = Random(7)
    for _ in range(60):
        urgency = luck.choice(["ordinary", "high", "emergency"])
        listed(
            received_on=date(2026, 11, 22) - timedelta(days=luck.randrange(1500)),
            urgency=urgency,
            urgency_reasons="" if urgency == "ordinary" else "sfratto",
            people_count=luck.randint(1, 7),
            rooms_needed=luck.choice([None, 1, 2, 3, 4]),
            needs_accessible=luck.random() < 0.3,
        )
    for beds, rooms, is_accessible in [(3, 2, True), (5, None, False), (5, 4, False), (2, 1, False), (None, 3, True)]:
        DwellingFactory(beds=beds, rooms=rooms, is_accessible=is_accessible)
    rows, cursor = [], ""
    while cursor is not None:
        page = queries.waiting_page(coordinator, {}, cursor)
        rows, cursor = [*rows, *page], page.older
    assert [row.place for row in rows] == list(range(1, 61))
    assert [row.points for row in rows] == [row.application.points for row in rows]
    assert {row.reasons[2].points for row in rows} == {0, 5}
    for row in rows:
        assert queries.standing_of(coordinator, row.application) == row
        fitting, _others = queries.free_by_fit(coordinator, row.application)
        assert bool(fitting) == bool(row.reasons[2].points)
    narrowed = in_order(coordinator, urgency="high", fit=True)
    assert narrowed == [row for row in rows if row.application.urgency == "high" and row.reasons[2].points][:25]


def test_restricted_applicants_are_nowhere(coordinator):
    hidden = listed(household=HouseholdFactory(is_restricted=True))
    assert in_order(coordinator) == []
    assert not Application.objects.visible_to(coordinator).filter(pk=hidden.pk).exists()
