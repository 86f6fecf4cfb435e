"""A resident and the spaces that she shares, from her own phone."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from accanto.base import clock
from accanto.coexistence.tests.factories import SharedSpaceFactory, neighbour
from accanto.housing.tests.factories import BuildingFactory

pytestmark = pytest.mark.journey


@pytest.fixture
def building(live_server, resident):
    """Where the resident lives."""
    building = BuildingFactory(name="Via del Mulino 65")
    person = neighbour(building, label="1A").members.get().person
    person.user = resident
    person.save()
    return building


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
