"""The coordinator's pages of a building's common life."""

import pytest
from django.urls import reverse

from accanto.coexistence.models import HouseMeeting, MeetingDecision, RotaTurn
from accanto.coexistence.tests import factories
from accanto.coexistence.tests.factories import a_turn, lived_in_building, neighbour

pytestmark = pytest.mark.django_db

OF_A_BUILDING = ["building_detail", "rota_page", "meeting_list", "space_list", "cash_page"]


@pytest.mark.parametrize("page", OF_A_BUILDING)
def test_every_part_of_an_empty_building_says_what_to_do(read, page):
    building = factories.BuildingFactory()
    assert building.name in read(f"coexistence:{page}", building.pk)


@pytest.mark.parametrize("persona", ["volunteer", "board", "resident", "social_worker", "technician", "outsider"])
@pytest.mark.parametrize("page", OF_A_BUILDING)
def test_only_who_runs_the_common_life_sees_it(request, client_of, persona, page):
    address = reverse(f"coexistence:{page}", args=[lived_in_building().pk])
    assert client_of(request.getfixturevalue(persona)).get(address).status_code == 404


def test_turns_are_made_from_the_page_and_explained(read, send):
    building = lived_in_building(homes=4, spaces=2)
    answer = send("coexistence:rota_new", building.pk, first_week="2026-11-23", weeks=13)
    assert answer.status_code == 302
    assert RotaTurn.objects.count() == 26
    page = read("coexistence:rota_detail", building.rotas.get().pk)
    assert "Nessuno ha due settimane di fila." in page
    assert "6,50" not in page and "3,25" in page  # 26 turns by 8 adults


def test_a_meeting_from_the_call_to_a_decision_that_is_done(read, send):
    building = lived_in_building(homes=3)
    home = neighbour(building, label="9C")
    send(
        "coexistence:meeting_new",
        building.pk,
        called_for_0="2026-11-20",
        called_for_1="18:30",
        agenda="Le biciclette",
    )
    meeting = HouseMeeting.objects.get()
    held = {"present": [home.pk], "minutes": "Si decide la rastrelliera.", "summary": "Compriamo la rastrelliera."}
    assert send("coexistence:meeting_hold", meeting.pk, **held).status_code == 302
    decided = {"what": "Comprare la rastrelliera", "owner": f"household-{home.pk}", "due_on": "2026-12-10"}
    assert send("coexistence:decision_new", meeting.pk, **decided).status_code == 302
    page = read("coexistence:meeting_detail", meeting.pk)
    assert "Ci pensa: int. 9C." in page and "Gulpease" in page
    decision = MeetingDecision.objects.get()
    assert send("coexistence:decision_vote", decision.pk, **{f"of_{home.pk}": "for"}).status_code == 302
    address = decision.promise.get_absolute_url()
    assert f'href="{address}"' in read("coexistence:meeting_detail", meeting.pk)
    assert send("plans:promise_detail", decision.promise_id, state="kept", settled_on="2026-11-22").status_code == 302
    page = read("coexistence:meeting_detail", meeting.pk)
    assert "Mantenuta" in page and "Com'è andata?" not in page.replace("&#x27;", "'")


def test_a_decision_nobody_owns_is_refused_at_the_field(send):
    meeting = factories.MeetingFactory(state="held", minutes="scritto")
    answer = send("coexistence:decision_new", meeting.pk, what="Pulire", due_on="2026-12-10")
    assert answer.status_code == 422
    assert "Una decisione di nessuno non si fa." in answer.content.decode()
    assert not MeetingDecision.objects.exists()


def test_the_sheet_for_the_stairwell_is_a_pdf(cooperative, client_of, coordinator):
    building = a_turn().space.building
    answer = client_of(coordinator).get(reverse("coexistence:rota_print", args=[building.pk]))
    assert answer["Content-Type"] == "application/pdf" and answer.content.startswith(b"%PDF")


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_of_buildings_costs_the_same(client_of, coordinator, django_assert_num_queries, rows):
    for _number in range(rows):
        a_turn(weeks_from_now=-1)
    client = client_of(coordinator)
    with django_assert_num_queries(10):
        assert client.get(reverse("coexistence:building_list")).content.decode().count("1 turno da confermare") == rows
