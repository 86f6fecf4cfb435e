"""The pages of an import, from the choice of files to the undoing."""

from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accanto.base import clock
from accanto.exchange import actions
from accanto.exchange.actions import tasks
from accanto.exchange.models import ImportBatch
from accanto.exchange.reading import MAX_BYTES
from accanto.exchange.states import BatchState
from accanto.exchange.tests.factories import make_batch
from accanto.exchange.tests.spreadsheets import rows_of, write_csv
from accanto.residents.models import Household, Person
from accanto.residents.tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(client_of, coordinator):
    return client_of(coordinator)


def upload(tmp_path, *names) -> list[SimpleUploadedFile]:
    paths = [write_csv(tmp_path / f"{name}.csv", rows_of(name)) for name in names]
    return [SimpleUploadedFile(path.name, path.read_bytes()) for path in paths]


def act(client, name, batch, **data):
    return client.post(reverse(f"exchange:{name}", args=[batch.pk]), data)


def test_from_files_to_a_household(client, tmp_path, django_capture_on_commit_callbacks):
    files = upload(tmp_path, "betulla_members", "betulla_homes")
    page = client.post(reverse("exchange:start"), {"files": files}, follow=True)
    batch = ImportBatch.objects.get()
    assert page.redirect_chain[-1][0] == batch.get_absolute_url()
    assert b"Importa quello che" in page.content and "annotazioni libere" in page.content.decode()
    assert not Person.objects.exists(), "reading writes nothing"
    with django_capture_on_commit_callbacks(execute=True):
        waiting = client.post(reverse("exchange:run", args=[batch.pk]), follow=True)
    assert waiting["Refresh"] and b"In attesa di partire" in waiting.content
    tasks.run_import.call(batch.pk)
    done = client.get(batch.get_absolute_url())
    household = Household.objects.get()
    assert household.get_absolute_url() in done.content.decode() and "Refresh" not in done
    undone = act(client, "undo", batch)
    assert undone.status_code == 302 and not Person.objects.exists()
    assert b"stato tolto" in client.get(batch.get_absolute_url()).content


def test_a_file_too_large_is_told_at_the_field(client, monkeypatch):
    monkeypatch.setattr("accanto.exchange.forms.MAX_BYTES", 10)
    page = client.post(reverse("exchange:start"), {"files": [SimpleUploadedFile("soci.csv", b"x" * 11)]})
    assert b"il massimo" in page.content and not ImportBatch.objects.exists()
    assert MAX_BYTES == 50 * 1024 * 1024


def test_no_file_is_told_at_the_field(client):
    page = client.post(reverse("exchange:start"), {})
    assert page.status_code == 200 and page.context["form"].errors["files"]


@pytest.mark.parametrize(
    "content", [b"\x89PNG\r\n\x1a\n" + bytes(90), b"PK\x03\x04junk", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]
)
def test_a_file_that_cannot_be_read_is_a_sentence_on_the_page(client, content):
    page = client.post(reverse("exchange:start"), {"files": [SimpleUploadedFile("a.xlsx", content)]}, follow=True)
    assert page.status_code == 200
    assert ImportBatch.objects.get().report["files"][0]["problems"][0]["sentence"] in page.content.decode()


def test_the_meaning_of_a_column_can_be_changed(client, coordinator):
    batch = make_batch(coordinator)
    address = reverse("exchange:sheet_edit", args=[batch.pk, 0])
    form = client.get(address).context["form"]
    data = {name: form[name].value() or "" for name in form.fields}
    share = next(name for name, value in data.items() if value == "share")
    response = client.post(address, {**data, share: ""})
    batch.refresh_from_db()
    assert response.url == batch.get_absolute_url()
    assert "share" not in batch.sheets[0]["fields"] and batch.state == BatchState.CHECKED
    token = client.get(address).context["form"]["form_token"].value()
    twice = client.post(address, {**data, share: "number", "form_token": token})
    assert "Due colonne" in twice.content.decode()


def test_a_sheet_can_be_left_out_or_taken_for_something_else(client, coordinator):
    batch = make_batch(coordinator)
    address = reverse("exchange:sheet_edit", args=[batch.pk, 0])
    client.post(address, {"kind": "left_out"})
    batch.refresh_from_db()
    assert batch.report["files"][0]["created"] == 0
    client.post(address, {"kind": "volunteers"})
    batch.refresh_from_db()
    assert batch.sheets[0]["kind"] == "volunteers" and "full_name" in batch.sheets[0]["fields"]


def test_free_remarks_are_shown_to_nobody(client, coordinator):
    batch = make_batch(coordinator)
    assert "terapia" not in str(batch.sheets) + str(batch.report)
    assert b"terapia" not in client.get(reverse("exchange:sheet_edit", args=[batch.pk, 0])).content


def test_doubtful_rows_are_decided_on_a_page(client, coordinator):
    person = PersonFactory(family_name="Bianchi", given_name="Luca", birth_date=None)
    batch = make_batch(coordinator)
    address = reverse("exchange:decide", args=[batch.pk])
    page = client.get(address)
    assert "Bianchi Luca" in page.content.decode()
    client.post(address, {"question_0": f"same:{person.pk}"})
    batch.refresh_from_db()
    assert not batch.report["questions"] and batch.report["totals"]["waiting"] == 0


def test_where_nothing_was_read_nothing_can_be_confirmed(client, coordinator, tmp_path):
    broken = tmp_path / "soci.xlsx"
    broken.write_bytes(b"MZ\x90\x00" * 100)
    batch = actions.open_batch(by=coordinator, files=[(broken, broken.name)])
    actions.check_batch(by=coordinator, batch=batch)
    page = client.get(batch.get_absolute_url()).content.decode()
    assert "niente da importare" in page and reverse("exchange:run", args=[batch.pk]) not in page
    good = make_batch(coordinator)
    assert reverse("exchange:run", args=[good.pk]) in client.get(good.get_absolute_url()).content.decode()


def test_when_no_worker_comes_it_can_be_done_here(client, coordinator):
    batch = make_batch(coordinator)
    actions.queue_batch(by=coordinator, batch=batch)
    assert b"run_here" not in client.get(batch.get_absolute_url()).content
    with time_machine.travel(clock.now() + timedelta(seconds=15)):
        assert reverse("exchange:run_here", args=[batch.pk]) in client.get(batch.get_absolute_url()).content.decode()
    act(client, "run_here", batch)
    batch.refresh_from_db()
    assert batch.state == BatchState.DONE and Person.objects.count() == 4
    again = act(client, "run_here", batch)
    assert again.status_code == 200 and "in corso" in again.content.decode()
    tasks.run_import.call(batch.pk)
    assert Person.objects.count() == 4, "the worker that comes late does nothing"


def test_a_run_that_fell_silent_is_taken_up_again(coordinator):
    batch = make_batch(coordinator)
    ImportBatch.objects.filter(pk=batch.pk).update(state=BatchState.RUNNING, beat_at=clock.now())
    tasks.run_import.call(batch.pk)
    assert not Person.objects.exists()
    with time_machine.travel(clock.now() + timedelta(minutes=6)):
        tasks.run_import.call(batch.pk)
    assert Person.objects.count() == 4


def test_an_import_can_be_dropped(client, coordinator):
    batch = make_batch(coordinator)
    assert act(client, "discard", batch).url == reverse("exchange:start")
    assert not ImportBatch.objects.exists() and not batch.folder.exists()


def test_nobody_else_sees_an_import(client_of, coordinator, volunteer, outsider, board):
    batch = make_batch(coordinator)
    for user in (volunteer, outsider, board):
        there, nowhere = (client_of(user).get(reverse("exchange:batch_detail", args=[pk])) for pk in (batch.pk, 10**17))
        assert there.status_code == nowhere.status_code == 404 and there.content == nowhere.content


def test_the_list_asks_the_same_for_one_and_three(client, coordinator, django_assert_num_queries):
    make_batch(coordinator)
    client.get(reverse("exchange:start"))
    with django_assert_num_queries(3):
        client.get(reverse("exchange:start"))
    make_batch(coordinator)
    make_batch(coordinator)
    with django_assert_num_queries(3):
        client.get(reverse("exchange:start"))
