"""Turns made for a building: absences, swaps, confirmation, what the stairwell shows."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accanto.coexistence import actions, queries
from accanto.coexistence.models import Rota, RotaTurn, TurnSwap
from accanto.coexistence.states import Sign, TurnState
from accanto.coexistence.tests.factories import SharedSpaceFactory, a_turn, lived_in_building, neighbour
from accanto.housing.tests.factories import BuildingFactory

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 23)


def make(coordinator, building, weeks=13, first_week=MONDAY):
    return actions.make_rota(by=coordinator, building=building, first_week=first_week, weeks=weeks)


def test_who_is_exempt_has_no_turn_and_the_cause_is_nowhere(coordinator):
    building = lived_in_building(homes=4)
    home = neighbour(building, label="9C")
    exemption = actions.add_exemption(by=coordinator, household=home, since=MONDAY, until=date(2027, 1, 10))
    rota = make(coordinator, building)
    weeks = rota.turns.filter(household=home).values_list("week", flat=True)
    assert weeks and min(weeks) > exemption.until
    assert {field.name for field in exemption._meta.fields} == {
        "id", "created_at", "version", "household", "since", "until"
    }  # fmt: skip


def test_who_moves_in_has_turns_from_the_first_whole_week(coordinator):
    building = lived_in_building(homes=3)
    late = neighbour(building, since=date(2027, 1, 13))
    rota = make(coordinator, building)
    assert min(rota.turns.filter(household=late).values_list("week", flat=True)) >= date(2027, 1, 18)


def test_the_extra_turn_goes_round_from_quarter_to_quarter(coordinator):
    building = lived_in_building(homes=0)
    homes = [neighbour(building).pk for _number in range(2)]
    first, second = make(coordinator, building), make(coordinator, building, first_week=date(2027, 2, 22))
    counts = [[rota.turns.filter(household=home).count() for home in homes] for rota in (first, second)]
    assert sorted(counts[0]) == [6, 7] and counts[1] == counts[0][::-1]


def test_a_rota_is_refused_for_weeks_gone_by_taken_or_not_from_monday(coordinator):
    building = lived_in_building()
    make(coordinator, building, weeks=4)
    for day in (MONDAY, date(2026, 11, 9), date(2026, 11, 24), date(2030, 1, 7)):
        with pytest.raises(ValidationError) as refused:
            make(coordinator, building, first_week=day)
        assert "first_week" in refused.value.error_dict
    assert Rota.objects.count() == 1


def test_an_impossible_rota_is_refused_with_its_rules_in_words(coordinator):
    building = lived_in_building(homes=1)
    SharedSpaceFactory(building=building, name="cortile")
    with pytest.raises(ValidationError) as refused:
        make(coordinator, building)
    assert "«cortile» ha un turno ogni settimana" in refused.value.messages
    assert "una famiglia fa al massimo un turno alla settimana" in refused.value.messages


def test_without_spaces_or_neighbours_there_is_nothing_to_make(coordinator):
    with pytest.raises(ValidationError, match="spazi comuni"):
        make(coordinator, BuildingFactory())
    with pytest.raises(ValidationError, match="non abita nessuno"):
        make(coordinator, SharedSpaceFactory().building)


def test_one_space_has_one_turn_in_a_week_whoever_writes():
    turn = a_turn()
    with pytest.raises(IntegrityError), transaction.atomic():
        RotaTurn.objects.create(rota=turn.rota, space=turn.space, household=turn.household, week=turn.week)


def test_neighbours_swap_when_both_agree(coordinator, resident):
    building = lived_in_building(homes=0)
    mine, theirs = a_turn(building, weeks_from_now=1), a_turn(building, weeks_from_now=2)
    swap = actions.ask_swap(by=resident, turn=mine, other_turn=theirs)
    assert RotaTurn.objects.get(pk=mine.pk).household == mine.household
    actions.agree_swap(by=coordinator, swap=swap)
    assert RotaTurn.objects.get(pk=mine.pk).household == theirs.household
    assert RotaTurn.objects.get(pk=theirs.pk).household == mine.household


def test_a_swap_that_is_declined_or_taken_back_changes_nothing(coordinator):
    building = lived_in_building(homes=0)
    turn, other = a_turn(building, weeks_from_now=1), a_turn(building, weeks_from_now=2)
    for end in (actions.decline_swap, actions.withdraw_swap):
        swap = end(by=coordinator, swap=actions.ask_swap(by=coordinator, turn=turn, other_turn=other))
        with pytest.raises(ValidationError):
            actions.agree_swap(by=coordinator, swap=swap)
    assert RotaTurn.objects.get(pk=turn.pk).household == turn.household


def test_nobody_swaps_with_herself_across_buildings_or_what_is_over(coordinator):
    building = lived_in_building(homes=0)
    turn = a_turn(building, weeks_from_now=1)
    own = a_turn(building, weeks_from_now=2, household=turn.household)
    elsewhere, over = a_turn(weeks_from_now=1), a_turn(building, weeks_from_now=-1)
    for other in (own, elsewhere, over):
        with pytest.raises(ValidationError):
            actions.ask_swap(by=coordinator, turn=turn, other_turn=other)
    with pytest.raises(IntegrityError), transaction.atomic():
        TurnSwap.objects.create(turn=turn, other_turn=own, asked_by=turn.household, asked_of=turn.household)


def test_a_swap_needs_both_turns_still_in_the_same_hands(coordinator):
    building = lived_in_building(homes=0)
    turn, other, third = (a_turn(building, weeks_from_now=number) for number in (1, 2, 3))
    swap = actions.ask_swap(by=coordinator, turn=turn, other_turn=other)
    actions.exchange_turns(by=coordinator, turn=other, other_turn=third, both_agree=True)
    with pytest.raises(ValidationError, match="è passato a un'altra famiglia"):
        actions.agree_swap(by=coordinator, swap=swap)


def test_the_cooperative_exchanges_only_what_both_agreed(coordinator):
    building = lived_in_building(homes=0)
    turn, other = a_turn(building, weeks_from_now=1), a_turn(building, weeks_from_now=2)
    with pytest.raises(ValidationError):
        actions.exchange_turns(by=coordinator, turn=turn, other_turn=other, both_agree=False)
    assert not TurnSwap.objects.exists()


def test_a_turn_is_confirmed_from_its_week_on_and_missed_only_after_it(coordinator):
    now, next_week, past = a_turn(), a_turn(weeks_from_now=1), a_turn(weeks_from_now=-1)
    assert actions.confirm_turn(by=coordinator, turn=now).done_on == date(2026, 11, 22)
    with pytest.raises(ValidationError):
        actions.confirm_turn(by=coordinator, turn=next_week)
    with pytest.raises(ValidationError):
        actions.miss_turn(by=coordinator, turn=a_turn())
    actions.miss_turn(by=coordinator, turn=past)
    assert actions.reopen_turn(by=coordinator, turn=past).state == TurnState.PLANNED


def test_to_make_turns_anew_only_what_is_to_come_is_taken_away(coordinator):
    building = lived_in_building()
    rota = make(coordinator, building, first_week=date(2026, 11, 16), weeks=4)
    actions.stop_rota(by=coordinator, rota=rota)
    assert [turn.week for turn in rota.turns.all()] == [date(2026, 11, 16)]
    assert make(coordinator, building).turns.count() == 13


def test_the_stairwell_shows_numbers_and_given_names_that_were_chosen_and_no_surname(coordinator):
    building = lived_in_building(homes=0)
    plain, named = neighbour(building, label="1A", name="Shehu"), neighbour(building, label="2B", name="Okafor")
    restricted = neighbour(building, label="3C", name="Haddad")
    for home in (named, restricted):
        person = home.members.get().person
        actions.choose_sign(by=coordinator, household=home, sign=Sign.GIVEN_NAME, person=person)
    restricted.change(is_restricted=True)
    assert queries.signs_of(building) == {plain.pk: "int. 1A", named.pk: "int. 2B · Naima", restricted.pk: "int. 3C"}


def test_a_restricted_household_cannot_choose_a_name_nor_anybody_the_name_of_another(coordinator):
    home = neighbour(BuildingFactory(), is_restricted=True)
    other = neighbour(BuildingFactory())
    for household, person in ((home, home.members.get().person), (other, home.members.get().person), (other, None)):
        with pytest.raises(ValidationError):
            actions.choose_sign(by=coordinator, household=household, sign=Sign.GIVEN_NAME, person=person)
