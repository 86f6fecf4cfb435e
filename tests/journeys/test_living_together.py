"""A rota is made, a turn is done, and two neighbours change turns: each from her own phone."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from accanto.accounts.models import User
from accanto.base import clock
from accanto.coexistence.models import RotaTurn
from accanto.coexistence.tests.factories import SharedSpaceFactory, neighbour
from accanto.coexistence.weeks import monday_of
from accanto.housing.tests.factories import BuildingFactory
from tests.personas import PASSWORD

pytestmark = pytest.mark.journey


def living_in(building, label: str, user) -> None:
    """The user lives in the building, at this number."""
    person = neighbour(building, label=label).members.get().person
    person.user = user
    person.save()


@pytest.fixture
def building(live_server, resident):
    """Three households and the stairs; in two of them somebody has a log-in."""
    building = BuildingFactory(name="Via del Mulino 65")
    SharedSpaceFactory(building=building, name="Scale")
    living_in(building, "1A", resident)
    other = User.objects.create_user(username="vicina", password=PASSWORD, name="Blerina Kola", role="resident")
    living_in(building, "2B", other)
    neighbour(building, label="3C")
    return building


def test_a_rota_made_a_turn_done_and_one_swapped(building, opened, phone_of, coordinator, resident, axe):
    # The coordinator makes the turns of a quarter, from this week on
    desk = opened(coordinator)
    desk.goto(f"/vita-in-comune/{building.pk}/turni/")
    desk.get_by_role("link", name="Fai i turni").first.click()
    desk.get_by_label(re.compile("Dal lunedì")).fill(monday_of(clock.today()).isoformat())
    desk.get_by_label(re.compile("settimane")).fill("9")
    desk.get_by_role("button", name="Fai i turni").click()
    expect(desk.get_by_role("heading", name="Perché così")).to_be_visible()
    expect(desk.get_by_text("Nessuno ha due settimane di fila.")).to_be_visible()
    axe(desk)
    assert RotaTurn.objects.count() == 9

    # Whoever has the turn of this week says that it is done
    desk.goto(f"/vita-in-comune/{building.pk}/turni/")
    desk.get_by_role("button", name="Fatto").first.click()
    expect(desk.get_by_text("fatto", exact=True).first).to_be_visible()

    # A resident asks her neighbour to change turns; nothing changes before the answer
    phone = phone_of(resident)
    own = RotaTurn.objects.filter(household__members__person__user=resident, week__gt=clock.today()).first()
    theirs = RotaTurn.objects.filter(household__members__person__user__username="vicina", week__gt=clock.today())
    wanted = theirs.order_by("-week").first()
    phone.goto(f"/mio/casa/turni/{own.pk}/scambia/")
    phone.locator(f"input[value='{wanted.pk}']").check()
    phone.get_by_role("button", name="Chiedi").click()
    expect(phone.get_by_text(re.compile("Hai chiesto a int. 2B"))).to_be_visible()
    axe(phone)
    assert RotaTurn.objects.get(pk=own.pk).household_id == own.household_id

    # The neighbour agrees on her own phone, where she sees a number and no surname
    other = phone_of(User.objects.get(username="vicina"))
    other.goto("/mio/casa/")
    expect(other.get_by_text(re.compile("int. 1A chiede il tuo turno"))).to_be_visible()
    assert "Nucleo" not in other.content()
    other.get_by_role("button", name="Sì, scambiamo").click()
    expect(other.get_by_text(re.compile("chiede il tuo turno"))).to_have_count(0)
    assert RotaTurn.objects.get(pk=own.pk).household_id == wanted.household_id
    assert RotaTurn.objects.get(pk=wanted.pk).household_id == own.household_id


def test_a_resident_books_the_common_room(building, phone_of, resident, axe):
    room = SharedSpaceFactory(building=building, name="Sala", is_bookable=True, turn_weight=0)
    phone = phone_of(resident)
    phone.goto(f"/mio/casa/spazi/{room.pk}/prenota/")
    phone.get_by_label(re.compile("Giorno")).fill((clock.today() + timedelta(days=2)).isoformat())
    phone.get_by_label(re.compile("Dalle")).fill("15:00")
    phone.get_by_label(re.compile("Alle")).fill("17:00")
    phone.get_by_role("button", name="Prenota").click()
    expect(phone.get_by_role("link", name="Annulla la prenotazione")).to_be_visible()
    axe(phone)
