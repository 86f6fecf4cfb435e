"""The note box: from a POST to a saved note, without and with its script."""

import json
import re
import uuid
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accanto.base import clock
from accanto.diary.models import Draft, Entry
from accanto.diary.tests.sealing import sealed
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


def typed(household, **values):
    note = {
        "form_token": str(uuid.uuid4()),
        "households": household.pk,
        "kind": "visit",
        "contact": "met",
        "happened_at": clock.now().astimezone(clock.ROME).strftime("%Y-%m-%dT%H:%M"),
        "minutes": "20",
        "text": "Ha preparato le foto.",
    }
    return {**note, **values}


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
        ({"happened_at": "2999-01-01T10:00"}, "deve ancora venire"),
        ({"happened_at": "1850-01-01T10:00"}, "prima del 1900"),
        ({"happened_at": "0001-01-01T00:00"}, "prima del 1900"),
        ({"happened_at": "9999-12-31T23:59"}, "deve ancora venire"),
        ({"happened_at": "ieri"}, "Scrivi giorno e ora"),
        ({"households": []}, "Scegli con quale nucleo"),
        ({"households": "9" * 40}, "scegli di nuovo"),
        ({"persons": "7"}, "scegli di nuovo"),
        ({"kind": "boh"}, "boh"),
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


def test_someone_elses_household_cannot_be_written_about(client_of, outsider, household):
    client = client_of(outsider)
    page = client.post(NOTE, typed(household)).content.decode()
    assert "scegli di nuovo" in page and "Bennani" not in page
    assert "Bennani" not in client.get(NOTE, {"nucleo": household.pk}).content.decode()
    assert client.get("/nota/nuclei/", {"q": "benn"}).json() == {"households": []}
    assert client.get("/nota/intorno/", {"households": household.pk}).json() == {
        "persons": [],
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


class TestDrafts:
    def save(self, client, household, **values):
        return client.post("/diario/bozze/salva/", typed(household, **values), headers=FETCH)

    def test_what_is_typed_is_kept_offered_and_taken_up_again(self, writer, household):
        note = typed(household, minutes="quasi trenta", persons=["1"], typed_at="1")
        assert writer.post("/diario/bozze/salva/", note, headers=FETCH).json()["saved_at"]
        page = writer.get(NOTE).content.decode()
        assert "Hai una nota non salvata" in page and "Ha preparato le foto." in page
        page = writer.get(NOTE, {"bozza": note["form_token"]}).content.decode()
        assert "quasi trenta" in page and note["form_token"] in page and "Hai una nota" not in page

    def test_it_is_nobody_elses(self, writer, household, client_of, coordinator):
        note = typed(household)
        writer.post("/diario/bozze/salva/", note, headers=FETCH)
        other = client_of(coordinator)
        assert "preparato" not in other.get(NOTE, {"bozza": note["form_token"]}).content.decode()
        other.post(f"/diario/bozze/{note['form_token']}/butta/")
        assert Draft.objects.count() == 1
        writer.post(f"/diario/bozze/{note['form_token']}/butta/")
        assert Draft.objects.count() == 0

    def test_an_older_version_does_not_take_the_place_of_a_newer_one(self, writer, household):
        token = str(uuid.uuid4())
        for moment, text in ((2000, "nuova"), (1000, "vecchia")):
            self.save(writer, household, form_token=token, text=text, typed_at=str(moment))
        assert Draft.objects.get().body["text"] == ["nuova"]

    def test_one_that_arrives_after_the_note_is_dropped(self, writer, household):
        note = typed(household, text="Riga\r\nseconda ")
        writer.post(NOTE, note)
        assert writer.post("/diario/bozze/salva/", note, headers=FETCH).status_code == 204
        assert not Draft.objects.exists()

    def test_even_a_note_too_long_to_be_saved_is_kept(self, writer, household):
        self.save(writer, household, text="x" * 200_000)
        assert len(Draft.objects.get().body["text"][0]) == 200_000

    def test_nonsense_is_refused_with_a_sentence(self, writer, household):
        assert self.save(writer, household, form_token="boh").status_code == 400
        assert self.save(writer, household, text="x" * 400_001).json()["error"]
        assert writer.get("/diario/bozze/salva/").status_code == 405

    def test_an_expired_session_is_said_to_the_script(self, client, household):
        assert self.save(client, household).status_code == 401

    def test_a_note_sent_when_the_session_had_expired_comes_back_filled(self, writer, household, volunteer, client_of):
        writer.logout()
        files = SimpleUploadedFile("r.pdf", b"%PDF-1.7")
        assert writer.post(NOTE, typed(household, typed_by=volunteer.pk, files=[files])).status_code == 302
        parked = dict(writer.session.items())
        back = client_of(volunteer)
        session = back.session
        session.update({name: value for name, value in parked.items() if name.startswith("parked")})
        session.save()
        page = back.get(NOTE).content.decode()
        assert "Ha preparato le foto." in page
        assert not Entry.objects.exists()


class TestSealed:
    def send(self, client, note):
        content = sealed(note) if isinstance(note, dict) else note
        return client.post("/nota/sigillata/", content, content_type="application/octet-stream", headers=FETCH).json()

    def note(self, writer, household, was_sent=False, **values):
        body = {name: value if isinstance(value, list) else [str(value)] for name, value in typed(household).items()}
        client_id = body.pop("form_token")[0]
        note = {"user": str(writer.pk), "client_id": client_id, "typed_at": 1000, "body": body, "was_sent": was_sent}
        return {**note, **values}

    def test_what_waited_becomes_a_draft(self, writer, volunteer, household):
        assert self.send(writer, self.note(volunteer, household))["state"] == "draft"
        assert Draft.objects.get().body["text"] == ["Ha preparato le foto."]

    def test_where_save_was_pressed_it_becomes_the_note_and_once_only(self, writer, volunteer, household):
        note = self.note(volunteer, household, was_sent=True)
        for _ in range(2):
            assert self.send(writer, note)["state"] == "written"
        assert Entry.objects.get().text == "Ha preparato le foto."
        assert not Draft.objects.exists()

    def test_where_the_form_would_refuse_it_becomes_a_draft(self, writer, volunteer, household):
        note = self.note(volunteer, household, was_sent=True)
        note["body"]["minutes"] = ["-1"]
        assert self.send(writer, note)["state"] == "draft"
        assert not Entry.objects.exists()

    def test_changed_after_it_had_been_saved_it_becomes_a_draft(self, writer, volunteer, household):
        note = self.note(volunteer, household, was_sent=True)
        self.send(writer, note)
        note["body"]["text"] = ["Con un'aggiunta."]
        assert self.send(writer, note)["state"] == "draft"
        assert Draft.objects.get().body["text"] == ["Con un'aggiunta."]

    def test_somebody_elses_stays_on_the_phone(self, writer, coordinator, household):
        assert self.send(writer, self.note(coordinator, household, was_sent=True)) == {"state": "not_yours"}
        assert not Draft.objects.exists() and not Entry.objects.exists()

    @pytest.mark.parametrize(
        "noise",
        [b"", b"\x01" + b"x" * 200, b"\x02" + b"x" * 200, json.dumps({"user": 1}).encode(), b"\x01" * 2_000_000],
    )
    def test_noise_opens_nothing(self, writer, noise):
        assert self.send(writer, noise) == {"state": "gone"}

    @pytest.mark.parametrize(
        "broken",
        [{"user": None}, {"client_id": "boh"}, {"typed_at": 10**30}, {"typed_at": "x"}, {"body": []}, {"body": None}],
    )
    def test_a_sealed_note_of_another_shape_opens_nothing(self, writer, volunteer, household, broken):
        assert self.send(writer, self.note(volunteer, household, **broken)) == {"state": "gone"}
        assert not Draft.objects.exists()

    def test_one_flipped_bit_opens_nothing(self, writer, volunteer, household):
        content = bytearray(sealed(self.note(volunteer, household)))
        content[60] ^= 1
        assert self.send(writer, bytes(content)) == {"state": "gone"}
