"""A resident meets her own file and nobody else's."""

import pytest

from accanto.audit.actions import record_read
from accanto.residents.tests.factories import HouseholdFactory, TeamMemberFactory
from accanto.support.models import SupportArea, SupportRequest

pytestmark = pytest.mark.django_db


@pytest.fixture
def own(resident):
    household = HouseholdFactory(name="Haddad")
    person = household.members.get().person
    person.user = resident
    person.save()
    return household


def test_she_sees_who_is_beside_her_and_who_read(client_of, resident, own, coordinator):
    place = TeamMemberFactory(household=own)
    record_read(by=coordinator, subject=own, household_id=own.pk)
    client = client_of(resident)
    assert str(place.user) in client.get("/mio/").content.decode()
    assert coordinator.name in client.get("/mio/letture/").content.decode()


def test_she_asks_in_her_own_words_and_a_day_is_promised(client_of, resident, own):
    area = SupportArea.objects.get(code="school")
    form = {"words": "Cerco un doposcuola", "areas": [area.pk]}
    assert client_of(resident).post("/mio/chiedi/", form).status_code == 302
    request = SupportRequest.objects.get()
    assert (request.household, request.word_how, request.words) == (own, "portal", "Cerco un doposcuola")
    assert request.acknowledge_by and request.talk_by


def test_an_empty_question_is_asked_again(client_of, resident, own):
    page = client_of(resident).post("/mio/chiedi/", {"words": "", "areas": []})
    assert page.status_code == 422 and not SupportRequest.objects.exists()


def test_without_a_household_there_is_no_file(client_of, resident):
    assert client_of(resident).get("/mio/").status_code == 404


@pytest.mark.parametrize("persona", ["coordinator", "volunteer", "board", "social_worker", "technician", "outsider"])
def test_nobody_else_has_these_pages(request, client_of, own, persona):
    for address in ("/mio/", "/mio/chiedi/", "/mio/letture/"):
        assert client_of(request.getfixturevalue(persona)).get(address).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_her_file_costs_the_same_for_one_and_three_requests(client_of, resident, own, django_assert_num_queries, rows):
    client = client_of(resident)
    for number in range(rows):
        client.post("/mio/chiedi/", {"words": f"Domanda {number}", "areas": [SupportArea.objects.first().pk]})
    with django_assert_num_queries(12):
        page = client.get("/mio/")
    assert page.content.decode().count("Domanda") == rows
