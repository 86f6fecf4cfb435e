"""The forms of housing: what is written, what is refused in place with one sentence, and where one goes next."""

from datetime import date

import pytest
from django.urls import reverse

from accanto.housing.models import Application, Assignment, Building, Dwelling, Works
from accanto.housing.states import ApplicationState
from accanto.housing.tests.factories import (
    ApplicationFactory,
    AssignmentFactory,
    DwellingFactory,
    WorksFactory,
)
from accanto.residents.tests.factories import HouseholdFactory, PersonFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_november")]


def test_a_household_is_looked_for_and_gets_the_home(read, send):
    dwelling = DwellingFactory()
    household = HouseholdFactory(name="Hoxha")
    found = read("assignment_start", dwelling.pk, query="?q=hoxha")
    assert reverse("housing:assignment_new", args=[dwelling.pk, household.pk]) in found
    answer = send("assignment_new", dwelling.pk, household.pk, basis="assignment", since="2026-11-22", expenses="40,50")
    assert answer["location"] == dwelling.get_absolute_url()
    assert Assignment.objects.get().household == household
    assert "Hoxha" in read("dwelling_detail", dwelling.pk)


def test_from_the_household_one_chooses_among_free_homes(read):
    household = AssignmentFactory(dwelling__label="41").household
    free, works = DwellingFactory(label="42"), WorksFactory(until=None, dwelling__label="43")
    text = read("assignment_for_household", household.pk)
    assert reverse("housing:assignment_new", args=[free.pk, household.pk]) in text
    assert reverse("housing:assignment_new", args=[works.dwelling_id, household.pk]) not in text


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"since": "2026-11-20"}, "L&#x27;alloggio è assegnato dal 12/03/2024 e non è ancora libero."),
        ({"since": "31/02/2026"}, "data valida"),
        ({"since": "0001-01-01"}, "L&#x27;anno deve stare tra il 1900 e il 2200."),
        ({"since": "2062-01-01"}, "Manca più di un anno"),
        ({"since": "2026-11-20", "planned_end": "2026-11-01"}, "La fine prevista viene prima dell&#x27;inizio."),
        ({"since": "2026-11-20", "occupancy_charge": "-5"}, "maggiore o uguale a 0"),
        ({"since": "2026-11-20", "deposit": "9" * 40}, "cifre"),
    ],
)
def test_what_cannot_be_gets_one_sentence_and_keeps_what_was_typed(send, data, sentence):
    stay = AssignmentFactory()
    data = {"basis": "agreement", "expenses": "77.70"} | data
    answer = send("assignment_new", stay.dwelling_id, HouseholdFactory().pk, **data)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in text
    assert "77.70" in text or "77,70" in text
    assert Assignment.objects.count() == 1


def test_sent_twice_it_counts_once(client_of, coordinator):
    dwelling, household = DwellingFactory(), HouseholdFactory()
    client = client_of(coordinator)
    address = reverse("housing:assignment_new", args=[dwelling.pk, household.pk])
    data = {
        "basis": "assignment",
        "since": "2026-11-22",
        "form_token": client.get(address).context["form"]["form_token"].value(),
    }
    assert [client.post(address, data).status_code for _ in range(2)] == [302, 302]
    assert Assignment.objects.count() == 1


def test_the_end_is_written_with_its_reason(send, read):
    stay = AssignmentFactory()
    refused = send("assignment_end", stay.pk, until="2026-11-22")
    assert refused.status_code == 422
    done = send("assignment_end", stay.pk, until="2026-11-22", end_reason="moved_out", destination="bought")
    assert done.status_code == 302
    stay.refresh_from_db()
    assert (stay.until, stay.destination) == (date(2026, 11, 22), "bought")
    assert "ultimo giorno 22/11/2026" in read("dwelling_detail", stay.dwelling_id)


def test_an_assignment_is_corrected_and_an_older_page_is_refused(send):
    stay = AssignmentFactory()
    data = {"basis": "hospitality", "since": "2024-04-01", "version": stay.version}
    assert send("assignment_edit", stay.pk, **data).status_code == 302
    answer = send("assignment_edit", stay.pk, **data | {"since": "2024-05-01"})
    assert answer.status_code == 422
    assert "Nel frattempo qualcun altro" in answer.content.decode()


def test_the_notification_is_due_on_the_page_and_then_written(read, send):
    stay = AssignmentFactory(since=date(2026, 11, 18))
    person = stay.household.members.get().person
    assert "non risulta" in read("dwelling_detail", stay.dwelling_id)
    assert "48 ore" in read("notification_new", stay.pk, person.pk)
    send("notification_new", stay.pk, person.pk, notified_on="2026-11-19", reference="PO-1")
    text = read("household_home", stay.household_id)
    assert "comunicata" in text
    assert "PO-1" in text


def test_nobody_but_a_foreign_guest_is_told_of(client_of, coordinator):
    stay = AssignmentFactory(household=HouseholdFactory(head=PersonFactory(citizenships=["IT"])))
    for person in (stay.household.members.get().person, PersonFactory()):
        address = reverse("housing:notification_new", args=[stay.pk, person.pk])
        assert client_of(coordinator).get(address).status_code == 404


def test_buildings_and_dwellings_are_written_down(send):
    send("building_new", name="Via Po 1", municipality="Prato")
    building = Building.objects.get()
    answer = send("dwelling_new", building.pk, label="3/B", beds="4", sqm="54,5", tenure="on_loan")
    dwelling = Dwelling.objects.get()
    assert answer["location"] == dwelling.get_absolute_url()
    assert (dwelling.number, dwelling.letter, str(dwelling.sqm)) == ("3", "B", "54.50")
    again = send("dwelling_new", building.pk, label="int. 3b", tenure="owned")
    assert "Questo interno c&#x27;è già nel fabbricato." in again.content.decode()
    assert send("dwelling_edit", dwelling.pk, label="4", tenure="owned", beds="99999999999").status_code == 422
    assert send("building_edit", building.pk, name="Via Arno 2").status_code == 302
    assert send("place_new", dwelling.pk, name="camera 1", beds="1").status_code == 302
    assert send("place_edit", dwelling.places.get().pk, name="camera 2", beds="2").status_code == 302
    assert str(dwelling.places.get()) == "camera 2"


def test_works_begin_and_end(send, read):
    dwelling = DwellingFactory()
    send("works_new", dwelling.pk, since="2026-11-20", why="tetto")
    assert "in lavori" in read("dwelling_list")
    send("works_edit", Works.objects.get().pk, since="2026-11-20", until="2026-11-21", why="tetto")
    assert "libero" in read("dwelling_detail", dwelling.pk)


def test_an_application_goes_from_the_search_to_the_assignment(read, send):
    household = HouseholdFactory(name="Hoxha")
    dwelling = DwellingFactory(beds=3)
    ask = reverse("housing:application_for_household", args=[household.pk])
    assert ask in read("application_new", query="?q=hoxha")
    data = {
        "origin": "self",
        "people_count": "3",
        "cause": "eviction",
        "urgency": "ordinary",
        "received_on": "2026-11-20",
    }
    assert send("application_for_household", household.pk, **data | {"people_count": "0"}).status_code == 422
    send("application_for_household", household.pk, **data)
    application = Application.objects.get()
    send("application_decide", application.pk, to_state="listed", reasons="requisiti verificati")
    listed = read("application_list")
    assert "Hoxha" in listed
    assert str(dwelling) in listed
    offer = send("application_decide", application.pk, to_state="offered", reasons="ha la misura", dwelling=dwelling.pk)
    assert offer["location"] == application.get_absolute_url()
    answer = send("application_decide", application.pk, to_state="accepted", reasons="ha visto la casa")
    assert answer["location"] == reverse("housing:assignment_new", args=[dwelling.pk, household.pk])
    assert not Assignment.objects.exists()
    assert "Hoxha" in read("application_list", query="?mostra=chiuse")


def test_a_person_without_a_household_applies_too(read, send):
    person = PersonFactory(family_name="Kowalski")
    ask = reverse("housing:application_for_person", args=[person.pk])
    assert ask in read("application_new", query="?q=kowalski")
    data = {"origin": "association", "people_count": "1", "cause": "no_home", "received_on": "2026-11-20"}
    answer = send("application_for_person", person.pk, **data | {"urgency": "emergency"})
    assert "Scrivi perché è urgente." in answer.content.decode()
    send("application_for_person", person.pk, **data | {"urgency": "high", "urgency_reasons": "dorme in auto"})
    assert "Kowalski" in read("application_list", query="?mostra=attesa")
    assert "dorme in auto" in read("application_detail", Application.objects.get().pk)


def test_an_application_is_corrected(send):
    application = ApplicationFactory()
    data = {"origin": "self", "people_count": "5", "cause": "cost", "urgency": "ordinary", "received_on": "2026-09-15"}
    assert send("application_edit", application.pk, need="due stanze", **data).status_code == 302
    application.refresh_from_db()
    assert (application.people_count, application.need) == (5, "due stanze")


@pytest.mark.parametrize("to_state", ["accepted", "inventato", ""])
def test_a_step_that_cannot_be_is_refused_in_the_form(send, to_state):
    application = ApplicationFactory(state=ApplicationState.LISTED)
    answer = send("application_decide", application.pk, to_state=to_state, reasons="perché no")
    assert answer.status_code == 422
    assert "perché no" in answer.content.decode()


def test_an_offer_of_a_home_that_is_not_free_is_refused_in_the_form(send):
    application = ApplicationFactory(state=ApplicationState.LISTED)
    taken = AssignmentFactory().dwelling
    answer = send("application_decide", application.pk, to_state="offered", reasons="sì", dwelling=taken.pk)
    assert answer.status_code == 422
