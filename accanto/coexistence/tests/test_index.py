"""The index of self-management: from what happened, quarter by quarter; what is not known is left out."""

from datetime import date, datetime, time, timedelta

import pytest
from django.urls import reverse

from accanto.accounts.tests.factories import UserFactory
from accanto.base import clock
from accanto.coexistence import queries
from accanto.coexistence.pictures import history_picture
from accanto.coexistence.queries.self_management import Part
from accanto.coexistence.states import MeetingState, TurnState
from accanto.coexistence.tests.factories import (
    DisagreementFactory,
    MeetingFactory,
    a_decision,
    a_turn,
    lived_in_building,
    neighbour,
)
from accanto.coexistence.weeks import Quarter
from accanto.housing.tests.factories import BuildingFactory
from accanto.plans.actions import settle_promise

pytestmark = pytest.mark.django_db


def at(day: date) -> datetime:
    return datetime.combine(day, time(18), clock.ROME)


def turns(building, states) -> None:
    """Turns of past weeks of this quarter, in these states."""
    for number, state in enumerate(states, start=1):
        done = {"done_on": clock.today(), "confirmed_by_id": None} if state == TurnState.DONE else {}
        turn = a_turn(building, weeks_from_now=-1 - number % 6)
        if done:
            done["confirmed_by_id"] = turn.rota.made_by_id
        turn.change(state=state, **done)


def test_the_mean_of_the_parts_as_counted_by_hand():
    building = lived_in_building(homes=0)
    turns(building, [TurnState.DONE] * 3 + [TurnState.MISSED])  # 3 of 4: 75
    held = MeetingFactory(
        building=building, state=MeetingState.HELD, minutes="Scritto.", called_for=at(date(2026, 10, 20))
    )
    MeetingFactory(building=building, called_for=at(date(2026, 11, 3)))  # 1 of 2: 50
    for state, day in (("kept", 25), ("open", 26), ("late", 27), ("released", 28)):
        decided(held, date(2026, 10, day), state, date(2026, 10, day + (state == "late")))  # 2 of 3: 66.67
    index = queries.index_history(building)[-1]
    assert [(share.good, share.all) for share in index.parts.values()] == [(3, 4), (1, 2), (2, 3)]
    assert index.percent == 64  # (75 + 50 + 66.67) / 3 = 63.89
    assert index.left_out == ["questioni risolte senza mediazione"]


def test_a_part_without_data_is_left_out_and_said(read):
    building = lived_in_building(homes=0)
    turns(building, [TurnState.DONE, TurnState.MISSED])
    index = queries.index_history(building)[-1]
    left_out = ["riunioni tenute", "decisioni mantenute", "questioni risolte senza mediazione"]
    assert (index.percent, index.left_out) == (50, left_out)
    page = read("coexistence:building_detail", building.pk)
    assert f"Senza dati, e quindi fuori dalla media: {', '.join(left_out)}." in page


def test_nothing_known_is_no_zero(read):
    building = BuildingFactory()
    assert [index.percent for index in queries.index_history(building)] == [None] * 5
    assert "non c'è ancora niente da contare" in read("coexistence:building_detail", building.pk).replace("&#x27;", "'")


def test_what_is_still_to_come_does_not_count():
    building = lived_in_building(homes=0)
    a_turn(building)
    a_turn(building, weeks_from_now=1)
    MeetingFactory(building=building, called_for=clock.now() + timedelta(days=3))
    long_ago = MeetingFactory(building=building, state="held", minutes="x", called_for=at(date(2025, 1, 8)))
    a_decision(long_ago)
    assert queries.index_history(building)[-1].percent is None


def decided(meeting, due_on: date, state: str = "open", on: date | None = None) -> None:
    """A decision due on a day, and what became of it on another."""
    promise = a_decision(meeting, due_on=due_on).promise
    if state != "open":
        settle_promise(by=promise.user, promise=promise, state=state, word="perché", settled_on=on)


def test_a_decision_kept_after_its_quarter_stays_open_in_it():
    building = BuildingFactory()
    meeting = MeetingFactory(building=building, state="held", minutes="x", called_for=at(date(2026, 9, 1)))
    decided(meeting, date(2026, 9, 20), "late", date(2026, 9, 30))
    decided(meeting, date(2026, 9, 20), "late", date(2026, 10, 1))
    decided(meeting, date(2026, 9, 20), "partly", date(2026, 9, 20))
    share = queries.index_history(building)[-2].parts[Part.DECISIONS]
    assert (share.good, share.all) == (1, 3)


def test_quarters():
    assert (Quarter.of(date(2026, 11, 22)).first, Quarter(2026, 4).last) == (date(2026, 10, 1), date(2026, 12, 31))
    assert Quarter(2026, 1).before(1) == Quarter(2025, 4) and Quarter(2026, 4).before(5) == Quarter(2025, 3)


def test_the_picture_stands_on_its_base_and_says_itself_in_words():
    building = lived_in_building(homes=0)
    turns(building, [TurnState.DONE, TurnState.MISSED])
    picture = history_picture(queries.index_history(building))
    last, first = picture.columns[-1], picture.columns[0]
    assert last.y + last.height == picture.frame.baseline and last.percent == 50 and first.height == 0
    assert "trimestre 4/2026: 50 su 100" in picture.in_words and "trimestre 4/2025: senza dati" in picture.in_words


def matter(building, *steps, restricted=False) -> None:
    """A disagreement of two households of the building that went through these states in November."""
    first, second = neighbour(building, is_restricted=restricted), neighbour(building)
    row = DisagreementFactory(first=first, second=second, state=steps[-1])
    for day, state in enumerate(steps, start=2):
        row.steps.create(to=state, by=UserFactory(), on=date(2026, 11, day), words="Si è parlato.")


def test_matters_that_ended_without_a_mediation_count_where_they_live(coordinator):
    building = BuildingFactory()
    matter(building, "heard", "ended")
    matter(building, "heard", "talks", "agreed", "ended")
    matter(building, "heard", "mediation", "agreed")
    matter(building, "heard", "talks")
    matter(building, "heard", "ended", restricted=True)
    matter(BuildingFactory(), "heard", "ended")
    share = queries.index_history(building)[-1].parts[Part.MATTERS]
    assert (share.good, share.all) == (2, 3)


def test_the_board_reads_a_number_for_each_building_and_no_family(read, board, coordinator):
    many, few = lived_in_building(homes=1), lived_in_building(homes=0)  # two more with the turns
    for building in (many, few):
        turns(building, [TurnState.DONE, TurnState.MISSED])
    page = read("coexistence:building_figures", user=board)
    assert page.count("<strong>50</strong>") == 1 and page.count("meno di tre famiglie") == 1
    assert "Nucleo" not in page and "4/2026" in page
    assert read("coexistence:building_figures", user=coordinator).count("<strong>50</strong>") == 2


@pytest.mark.parametrize("rows", [1, 3])
def test_the_figures_of_buildings_cost_the_same(client_of, board, django_assert_num_queries, rows):
    for _number in range(rows):
        turns(lived_in_building(homes=5), [TurnState.DONE])
    client = client_of(board)
    with django_assert_num_queries(10):
        assert (
            client.get(reverse("coexistence:building_figures")).content.decode().count("<strong>100</strong>") == rows
        )
