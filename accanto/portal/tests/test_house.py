"""A resident and her building: what is hers, what hangs in the stairwell, and nothing of her neighbours."""

from datetime import date

import pytest
from django.urls import reverse

from accanto.coexistence.models import RulesReading, TurnSwap
from accanto.coexistence.tests import factories
from accanto.coexistence.tests.factories import a_turn, neighbour
from accanto.housing.tests.factories import BuildingFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_november(time_machine):
    """It is Sunday 22 November 2026, ten in the morning."""
    time_machine.move_to("2026-11-22T10:00:00+01:00")


@pytest.fixture
def home(resident):
    """Where the resident lives."""
    household = neighbour(BuildingFactory(), label="1A", name="Haddad")
    person = household.members.get().person
    person.user = resident
    person.save()
    household.building = household.assignments.get().dwelling.building
    return household


@pytest.fixture
def phone(client_of, resident):
    return client_of(resident)


def page(phone, name="house", *args) -> str:
    answer = phone.get(reverse(f"portal:{name}", args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def test_without_a_home_of_ours_the_page_says_so(phone):
    assert "Oggi non abiti in una casa della cooperativa." in page(phone)


def test_she_sees_numbers_of_her_building_and_no_name_of_a_neighbour(phone, home):
    a_turn(home.building, household=neighbour(home.building, label="2B", name="Shehu"))
    a_turn(household=neighbour(BuildingFactory(), label="77Z"))
    text = page(phone)
    assert "int. 2B" in text and "Shehu" not in text and "77Z" not in text


def test_she_confirms_her_turn_and_no_other(phone, home):
    own, other = a_turn(home.building, household=home), a_turn(home.building)
    assert phone.post(reverse("portal:turn_confirm", args=[own.pk])).status_code == 302
    assert phone.post(reverse("portal:turn_confirm", args=[other.pk])).status_code == 404
    own.refresh_from_db()
    assert own.state == "done"


def test_she_answers_only_what_is_asked_of_her(phone, home):
    own = a_turn(home.building, household=home, weeks_from_now=1)
    asked = a_turn(home.building, weeks_from_now=2)
    swap = TurnSwap.objects.create(turn=asked, other_turn=own, asked_by=asked.household, asked_of=home)
    foreign = factories.a_swap()
    assert phone.post(reverse("portal:swap_agree", args=[foreign.pk])).status_code == 404
    assert phone.post(reverse("portal:swap_agree", args=[swap.pk])).status_code == 302
    own.refresh_from_db()
    assert own.household == asked.household


def test_she_books_in_her_own_building_only(phone, home):
    here = factories.SharedSpaceFactory(building=home.building, is_bookable=True)
    there = factories.SharedSpaceFactory(is_bookable=True)
    form = {"day": "2026-11-24", "begins": "15:00", "ends": "16:00"}
    assert phone.post(reverse("portal:house_book", args=[there.pk]), form).status_code == 404
    assert phone.post(reverse("portal:house_book", args=[here.pk]), form).status_code == 302
    booking = home.bookings.get()
    assert phone.post(reverse("portal:booking_cancel", args=[booking.pk])).status_code == 302


def test_she_signs_in_a_language_that_exists_and_is_told_which_is_missing(phone, home):
    rules = factories.HouseRulesFactory()
    person = home.members.get().person
    person.change(reads=["ar", "ur"])
    assert "Il regolamento non c'è ancora in questa lingua: arabo" in page(phone, "house_rules").replace("&#x27;", "'")
    factories.RulesTranslationFactory(rules=rules)
    text = page(phone, "house_rules")
    assert "الدرج للجميع." in text and '<div lang="ar" dir="auto">' in text
    assert phone.post(reverse("portal:house_rules"), {"seen": rules.pk}).status_code == 302
    reading = RulesReading.objects.get()
    assert (reading.language, reading.signed_on) == ("ar", date(2026, 11, 22))


def test_she_does_not_sign_a_version_that_took_the_place_of_what_she_read(phone, home):
    read = factories.HouseRulesFactory()
    read.change(state="superseded")
    newer = factories.HouseRulesFactory(text="Art. 1. Le scale si lavano.")
    for seen in ({"seen": read.pk}, {}):
        answer = phone.post(reverse("portal:house_rules"), seen)
        assert answer.status_code == 422
        page = answer.content.decode()
        assert "Mentre leggevi il regolamento è cambiato." in page and "si lavano" in page
        assert f'name="seen" value="{newer.pk}"' in page
    assert not RulesReading.objects.exists()


def test_only_who_represents_the_building_sees_how_it_runs(phone, home):
    factories.MovementFactory(building=home.building, what="scope nuove")
    address = reverse("portal:house_year")
    assert phone.get(address).status_code == 404
    row = factories.RepresentativeFactory(building=home.building, person=home.members.get().person)
    assert "scope nuove" in page(phone, "house_year")
    row.change(until=date(2026, 11, 21))
    assert phone.get(address).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_her_building_costs_the_same_for_one_and_three(phone, home, django_assert_num_queries, rows):
    for number in range(rows):
        a_turn(home.building, household=home, weeks_from_now=number)
        factories.BookingFactory(space=factories.SharedSpaceFactory(building=home.building, is_bookable=True))
        held = factories.MeetingFactory(building=home.building, state="held", minutes="x")
        factories.a_decision(held)
    phone.get(reverse("portal:house"))
    with django_assert_num_queries(23):
        page(phone)
