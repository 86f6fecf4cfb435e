"""What is being written is kept by the server, and what waited on a phone is opened for its writer only."""

import json
import uuid
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accanto.base import clock
from accanto.desk.tests.factories import typed
from accanto.diary.models import Draft, Entry
from accanto.diary.tests.sealing import sealed
from accanto.residents.tests.factories import HouseholdFactory, TeamMemberFactory

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
