"""The note box: from a POST to a saved note, without and with its script."""

import re
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accanto.base import clock
from accanto.desk.tests.factories import typed
from accanto.diary.models import Entry
from accanto.directory.tests.factories import OrganisationFactory
from accanto.partners.tests.factories import AgreementFactory
from accanto.residents.tests.factories import HouseholdFactory, TeamMemberFactory
from accanto.support.states import State
from accanto.support.tests.factories import a_request

pytestmark = pytest.mark.django_db

NOTE = "/nota/"
FETCH = {"X-Requested-With": "fetch"}


@pytest.fixture
def household():
    return HouseholdFactory(name="Bennani")


@pytest.fixture
def writer(volunteer, household, client_of):
    """The browser of a volunteer who stands beside the household."""
    TeamMemberFactory(household=household, user=volunteer, since=clock.today() - timedelta(days=30))
    return client_of(volunteer)


def test_the_box_is_ready_with_sensible_defaults(writer, household):
    page = writer.get(NOTE, {"nucleo": household.pk}).content.decode()
    for wanted in ('value="visit" id="id_kind_0" required checked', 'value="20"', "Bennani"):
        assert wanted in page
    assert re.search(r'name="households" value="\d+" [^>]*checked', page)
    assert "Niente diagnosi" in page


def test_a_note_is_saved_and_one_is_back_where_one_was(writer, household, volunteer):
    response = writer.post(NOTE, typed(household, next="/?di=nuclei"))
    assert response.url == "/?di=nuclei"
    entry = Entry.objects.get()
    assert (entry.author, entry.text, entry.contact) == (volunteer, "Ha preparato le foto.", "met")


@pytest.mark.parametrize("trap", ["//altrove.example/", "https://altrove.example/", "javascript:alert(1)", "\\\\x"])
def test_the_way_back_never_leads_elsewhere(writer, household, trap):
    assert writer.post(NOTE, typed(household, next=trap)).url == household.get_absolute_url()


@pytest.mark.parametrize("count", [1, 3])
def test_saving_costs_few_queries(writer, household, count, django_assert_num_queries):
    for _ in range(count):
        writer.post(NOTE, typed(household))
    # session, user, household; two savepoints; entry, link, presence, draft; the register's head and row; releases
    with django_assert_num_queries(13):
        assert writer.post(NOTE, typed(household)).status_code == 302


def test_a_double_click_and_the_back_button_count_once(writer, household):
    note = typed(household)
    assert writer.post(NOTE, note).url == writer.post(NOTE, note).url
    assert Entry.objects.count() == 1


def test_the_same_form_sent_with_another_text_is_asked_about_and_then_saved(writer, household):
    note = typed(household)
    writer.post(NOTE, note)
    again = writer.post(NOTE, {**note, "text": "Un'altra visita."})
    assert "era già salvata" in again.content.decode()
    token = re.search(r'name="form_token" value="([^"]+)"', again.content.decode())[1]
    assert token != note["form_token"]
    assert writer.post(NOTE, {**note, "text": "Un'altra visita.", "form_token": token}).status_code == 302
    assert Entry.objects.count() == 2


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"text": "x" * 200_000}, "20000"),
        ({"minutes": "-1"}, "maggiore o uguale a 0"),
        ({"minutes": "1" + "0" * 30}, "minore o uguale a 1440"),
        ({"minutes": "9" * 6000}, "numero"),
        ({"happened_at": "2199-01-01T10:00"}, "deve ancora venire"),
        ({"happened_at": "1850-01-01T10:00"}, "tra il 1900 e il 2200"),
        ({"happened_at": "0001-01-01T00:00"}, "tra il 1900 e il 2200"),
        ({"happened_at": "9999-12-31T23:59"}, "tra il 1900 e il 2200"),
        ({"happened_at": "ieri"}, "Scrivi giorno e ora"),
        ({"households": []}, "Scegli con quale nucleo"),
        ({"households": "9" * 40}, "scegli di nuovo"),
        ({"persons": "7"}, "scegli di nuovo"),
        ({"kind": "boh"}, "prendine una dall&#x27;elenco"),
        ({"text": "", "contact": "met"}, "in due parole"),
        ({"next_step_on": "2026-02-31", "next_step": "Chiamare"}, "data"),
    ],
)
def test_bad_input_gets_a_sentence_and_loses_nothing(writer, household, values, sentence):
    note = typed(household, **{"with_whom": "la maestra <b>", **values})
    response = writer.post(NOTE, note)
    page = response.content.decode()
    assert response.status_code == 200
    assert sentence in page
    assert "la maestra &lt;b&gt;" in page
    assert note["text"] in page
    assert not Entry.objects.exists()


def test_a_lone_surrogate_is_replaced(writer, household):
    body = urlencode(typed(household)) + "&with_whom=%ED%A0%80&next_step=a%ED%BF%BF"
    response = writer.post(NOTE, body, content_type="application/x-www-form-urlencoded")
    assert response.status_code == 302


def test_a_meeting_says_with_which_body_it_was(client_of, coordinator, household):
    services = AgreementFactory().parties.get()
    stranger = OrganisationFactory()
    client = client_of(coordinator)
    around = client.get("/nota/intorno/", {"households": household.pk}).json()
    assert around["bodies"] == [{"id": services.pk, "name": services.name}]
    assert "scegli di nuovo" in client.post(NOTE, typed(household, bodies=stranger.pk)).content.decode()
    client.post(NOTE, typed(household, kind="meeting", bodies=services.pk))
    entry = Entry.objects.get()
    assert list(entry.bodies.all()) == [services]
    assert services.name in client.get(entry.get_absolute_url()).content.decode()


def test_someone_elses_household_cannot_be_written_about(client_of, outsider, household):
    client = client_of(outsider)
    page = client.post(NOTE, typed(household)).content.decode()
    assert "scegli di nuovo" in page and "Bennani" not in page
    assert "Bennani" not in client.get(NOTE, {"nucleo": household.pk}).content.decode()
    assert client.get("/nota/nuclei/", {"q": "benn"}).json() == {"households": []}
    assert client.get("/nota/intorno/", {"households": household.pk}).json() == {
        "persons": [],
        "bodies": [],
        "readers": [],
        "requests": [],
    }
    assert not Entry.objects.exists()


@pytest.mark.parametrize("persona", ["board", "resident", "social_worker", "technician"])
def test_only_who_writes_diaries_finds_the_box(client_of, persona, request):
    assert client_of(request.getfixturevalue(persona)).get(NOTE).status_code == 404


def test_the_script_gets_an_address_or_the_wish_to_show_something(writer, household):
    assert writer.post(NOTE, typed(household, next="/"), headers=FETCH).json() == {"to": "/"}
    assert writer.post(NOTE, typed(household, minutes="-1"), headers=FETCH).status_code == 422


def test_a_household_is_found_without_the_script(client_of, coordinator, household):
    page = client_of(coordinator).post(NOTE, {**typed(household, households=[]), "find": "bénn", "search": "1"})
    text = page.content.decode()
    assert "Bennani" in text and "Ha preparato le foto." in text and "error-summary" not in text


def test_people_and_readers_of_the_household_are_offered_and_saved(writer, household, other_volunteer):
    TeamMemberFactory(household=household, user=other_volunteer)
    person = household.members.get().person
    offered = writer.get("/nota/intorno/", {"households": household.pk}).json()
    assert [row["id"] for row in offered["persons"]] == [person.pk]
    assert [row["id"] for row in offered["readers"]] == [other_volunteer.pk]
    writer.post(NOTE, typed(household, persons=person.pk, reserved_text="solo noi", readers=other_volunteer.pk))
    entry = Entry.objects.get()
    assert list(entry.persons.all()) == [person]
    assert list(entry.reserved_part.readers.all()) == [other_volunteer]


def test_a_note_is_shown_on_the_request_that_it_is_about(writer, household, coordinator):
    about, ended = a_request(household=household), a_request(State.WITHDRAWN, household=household)
    others = a_request(household=HouseholdFactory())
    offered = writer.get("/nota/intorno/", {"households": household.pk}).json()["requests"]
    assert [row["id"] for row in offered] == [about.pk]
    for wrong in (ended, others):
        assert "scegli di nuovo" in writer.post(NOTE, typed(household, requests=wrong.pk)).content.decode()
    assert not Entry.objects.exists()
    writer.post(NOTE, typed(household, requests=about.pk))
    assert [link.entry for link in about.entry_links.all()] == [Entry.objects.get()]


def test_a_file_that_cannot_be_kept_does_not_take_the_note_with_it(writer, household):
    heic = SimpleUploadedFile("foto.heic", b"\x00\x00\x00\x18ftypheic" + b"\x00" * 40)
    paper = SimpleUploadedFile("ricevuta.pdf", b"%PDF-1.7 ricevuta")
    page = writer.post(NOTE, typed(household, files=[heic, paper], next=reverse("desk:note_new")), follow=True)
    assert "HEIC" in page.content.decode()
    assert [file.name for file in Entry.objects.get().attachments.all()] == ["ricevuta.pdf"]
