"""Pages of the diary: who finds them, what they show, what they cost."""

import io
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from PIL import Image

from accanto.audit.models import AuditRecord
from accanto.base import clock
from accanto.diary import queries
from accanto.diary.actions import add_attachment, correct_entry
from accanto.diary.models import Attachment, Entry
from accanto.diary.tests.factories import make_entry
from accanto.residents.tests.factories import HouseholdFactory, TeamMemberFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def household():
    return HouseholdFactory(name="Bennani")


@pytest.fixture
def entry(household, coordinator):
    return make_entry(coordinator, household, reserved_text="segreto", next_step="Chiamare", next_step_on=clock.today())


@pytest.fixture
def reader(volunteer, household, client_of):
    """The browser of a volunteer beside the household, who did not write the entry."""
    TeamMemberFactory(household=household, user=volunteer, since=clock.today() - timedelta(days=30))
    return client_of(volunteer)


@pytest.fixture
def writer(client_of, coordinator):
    return client_of(coordinator)


def paper(name="ricevuta.pdf", content=b"%PDF-1.7 <script>alert(1)</script>"):
    return SimpleUploadedFile(name, content)


def pages(entry) -> list[str]:
    """Every address about an entry."""
    names = "entry_detail entry_correct entry_strike attachment_add step_move"
    attachments = [reverse("diary:attachment", args=[file.pk]) for file in entry.attachments.all()]
    return [reverse(f"diary:{name}", args=[entry.pk]) for name in names.split()] + attachments


@pytest.mark.parametrize("persona", ["outsider", "board", "resident", "social_worker", "technician"])
def test_for_strangers_the_diary_does_not_exist(entry, household, coordinator, client_of, persona, request):
    add_attachment(by=coordinator, entry=entry, file=paper())
    client = client_of(request.getfixturevalue(persona))
    missing = client.get("/diario/999999/").content
    for address in [*pages(entry), reverse("diary:timeline", args=[household.pk])]:
        response = client.get(address)
        assert (response.status_code, response.content) == (404, missing)
        assert client.post(address, {"text": "x", "why": "x"}).status_code == 404
    assert client.post(reverse("diary:step_finish", args=[entry.pk])).status_code == 404
    assert Entry.objects.get().next_step_done_on is None


def test_every_page_of_the_diary_opens_for_its_author_and_is_recorded(entry, household, coordinator, writer):
    add_attachment(by=coordinator, entry=entry, file=paper())
    for address in [*pages(entry), reverse("diary:timeline", args=[household.pk])]:
        assert writer.get(address).status_code == 200, address
    read = AuditRecord.objects.filter(verb="read", household_id=household.pk).values_list("subject", flat=True)
    assert {"diary.entry", "diary.attachment", "residents.household"} <= set(read)


@pytest.mark.expects_logged_errors
def test_when_the_reading_cannot_be_recorded_nothing_is_shown(entry, household, coordinator, writer, monkeypatch):
    add_attachment(by=coordinator, entry=entry, file=paper())

    def broken(**about):
        raise RuntimeError("the register cannot be written")

    monkeypatch.setattr("accanto.diary.views.entries.record_read", broken)
    for address in (pages(entry)[0], pages(entry)[1], pages(entry)[-1], reverse("diary:timeline", args=[household.pk])):
        with pytest.raises(RuntimeError):
            writer.get(address)


def test_the_reserved_part_is_on_the_page_of_those_who_may_read_it_only(entry, household, reader, writer):
    assert "segreto" in writer.get(entry.get_absolute_url()).content.decode()
    page = reader.get(entry.get_absolute_url()).content.decode()
    assert "segreto" not in page and "riservata ad altri" in page
    for client in (reader, writer):
        page = client.get(reverse("diary:timeline", args=[household.pk])).content.decode()
        assert "segreto" not in page and "parte riservata" in page


def test_who_did_not_write_it_cannot_correct_it(entry, reader):
    for name in ("entry_correct", "entry_strike"):
        address = reverse(f"diary:{name}", args=[entry.pk])
        assert reader.get(address).status_code == reader.post(address, {"why": "x"}).status_code == 404
    assert "Correggi" not in reader.get(entry.get_absolute_url()).content.decode()


def test_a_correction_through_the_form_keeps_the_earlier_text(entry, writer):
    address = reverse("diary:entry_correct", args=[entry.pk])
    form = writer.get(address).context["form"]
    values = {name: "" if form[name].value() is None else form[name].value() for name in form.fields}
    values.update(happened_at=clock.now().strftime("%Y-%m-%dT%H:%M"), minutes="45", text="Testo nuovo.")
    assert writer.post(address, values).url == entry.get_absolute_url()
    page = writer.get(entry.get_absolute_url()).content.decode()
    assert "Testo nuovo." in page and "Ha preparato le foto" in page and "minuti: 20" in page
    again = writer.post(address, {**values, "form_token": "", "text": "Terzo."})
    assert "Nel frattempo" in again.content.decode() and "Terzo." in again.content.decode()


def test_striking_asks_why_and_hides_the_text_from_others(entry, reader, writer):
    address = reverse("diary:entry_strike", args=[entry.pk])
    assert "obbligatorio" in writer.post(address, {"why": " "}).content.decode()
    writer.post(address, {"why": "era un altro nucleo"})
    page = reader.get(entry.get_absolute_url()).content.decode()
    assert "era un altro nucleo" in page and "Ha preparato" not in page
    assert "Ha preparato" in writer.get(entry.get_absolute_url()).content.decode()


def test_of_a_struck_entry_files_go_with_the_text(entry, coordinator, reader, writer):
    file = add_attachment(by=coordinator, entry=entry, file=paper())
    writer.post(reverse("diary:entry_strike", args=[entry.pk]), {"why": "era un altro nucleo"})
    assert reader.get(file.get_absolute_url()).status_code == 404
    assert writer.get(file.get_absolute_url()).status_code == 200


def test_the_next_step_is_done_and_moved_from_the_page(entry, reader):
    later = clock.today() + timedelta(days=4)
    reader.post(reverse("diary:step_move", args=[entry.pk]), {"to": later.isoformat()})
    assert Entry.objects.get().next_step_on == later
    assert (
        "già passato" in reader.post(reverse("diary:step_move", args=[entry.pk]), {"to": "1999-01-01"}).content.decode()
    )
    reader.post(reverse("diary:step_finish", args=[entry.pk]))
    assert Entry.objects.get().next_step_done_on == clock.today()


class TestAttachments:
    def test_a_file_is_sent_back_from_a_sandbox(self, entry, writer):
        writer.post(reverse("diary:attachment_add", args=[entry.pk]), {"file": paper("x.html", b"<script>alert(1)")})
        file = Attachment.objects.get()
        response = writer.get(file.get_absolute_url())
        assert response.content == b"<script>alert(1)"
        assert response["Content-Type"] == "text/plain"
        assert response["Content-Disposition"] == 'attachment; filename="x.html"'
        assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert "no-store" in response["Cache-Control"]

    def test_its_name_on_disk_says_nothing(self, entry, writer):
        writer.post(reverse("diary:attachment_add", args=[entry.pk]), {"file": paper("diagnosi-bennani.pdf")})
        assert re.fullmatch(r"diary/[0-9a-f]{2}/[0-9a-f]{38}", Attachment.objects.get().file.name)

    def test_a_photograph_arrives_without_its_place(self, entry, writer):
        exif = Image.Exif()
        exif.get_ifd(0x8825).update({1: "N", 2: (43.0, 52.0, 39.7)})
        written = io.BytesIO()
        Image.new("RGB", (40, 40), "red").save(written, "JPEG", exif=exif)
        writer.post(reverse("diary:attachment_add", args=[entry.pk]), {"file": paper("foto.jpg", written.getvalue())})
        with Attachment.objects.get().file.open("rb") as kept:
            assert not Image.open(kept).getexif()

    @pytest.mark.parametrize(
        ("content", "sentence"), [(b"\x00\x00\x00\x18ftypheic" + b"\x00" * 40, "HEIC"), (b"", "vuoto")]
    )
    def test_a_refusal_is_a_sentence_and_leaves_nothing_on_disk(self, entry, writer, content, sentence, settings):
        page = writer.post(reverse("diary:attachment_add", args=[entry.pk]), {"file": paper("x.jpg", content)})
        assert page.status_code == 200 and sentence in page.content.decode()
        assert not Attachment.objects.exists()

    def test_a_row_that_cannot_be_written_takes_the_bytes_away_again(self, entry, coordinator, monkeypatch):
        def broken(**about):
            raise RuntimeError("the register cannot be written")

        written = []
        monkeypatch.setattr("accanto.diary.actions.attachments.record", broken)
        monkeypatch.setattr("accanto.documents.files._flush", written.append)
        with pytest.raises(RuntimeError):
            add_attachment(by=coordinator, entry=entry, file=paper())
        assert len(written) == 1
        assert not Path(written[0]).exists()

    def test_twenty_are_enough(self, entry, coordinator):
        for _ in range(20):
            add_attachment(by=coordinator, entry=entry, file=paper())
        with pytest.raises(Exception, match="venti"):
            add_attachment(by=coordinator, entry=entry, file=paper())


class TestTimeline:
    @pytest.fixture
    def many(self, household, coordinator):
        return [
            make_entry(coordinator, household, text=f"numero {n}.", happened_at=clock.now() - timedelta(hours=n // 2))
            for n in range(45)
        ]

    def test_page_by_page_every_entry_is_met_once_newest_first(self, many, household, coordinator):
        cursor, met = "", []
        while cursor is not None:
            page = queries.timeline(coordinator, household, cursor=cursor)
            met += [link.entry for link in page]
            cursor = page.older
        assert met == sorted(many, key=lambda entry: (entry.happened_at, entry.pk), reverse=True)

    def test_the_pager_keeps_the_filter(self, many, household, writer):
        page = writer.get(reverse("diary:timeline", args=[household.pk]), {"kind": "visit"}).content.decode()
        (address,) = re.findall(r'rel="next" href="([^"]+)"', page)
        address = address.replace("&amp;", "&")
        assert "kind=visit" in address
        second = writer.get(reverse("diary:timeline", args=[household.pk]) + address).content.decode()
        assert "numero 20." in second or "numero 21." in second
        assert 'rel="prev"' in second

    def test_filters(self, household, coordinator, writer):
        make_entry(coordinator, household, kind="call", text="Al telefono.")
        with_file = make_entry(coordinator, household, text="Con la ricevuta.")
        add_attachment(by=coordinator, entry=with_file, file=paper())
        address = reverse("diary:timeline", args=[household.pk])
        calls = writer.get(address, {"kind": "call"}).content.decode()
        assert "Al telefono." in calls and "Con la ricevuta." not in calls
        filed = writer.get(address, {"with_attachments": "on"}).content.decode()
        assert "Al telefono." not in filed and "ricevuta.pdf" in filed
        assert "Nessuna nota con questi filtri" in writer.get(address, {"kind": "message"}).content.decode()
        for nonsense in ({"kind": "boh"}, {"page": "boh"}, {"page": "9" * 5000}):
            assert "Al telefono." in writer.get(address, nonsense).content.decode()

    @pytest.mark.parametrize("count", [1, 3])
    def test_a_page_costs_the_same_whatever_it_holds(
        self, household, coordinator, writer, count, django_assert_num_queries
    ):
        for _ in range(count):
            entry = make_entry(coordinator, household, HouseholdFactory(), persons=[household.members.get().person])
            add_attachment(by=coordinator, entry=entry, file=paper())
            correct_entry(by=coordinator, entry=entry, text="Corretta.")
        writer.get(reverse("diary:timeline", args=[household.pk]))  # the session notes when it began
        # session, user, household; the head of the register and its row; links, others, people, files
        with django_assert_num_queries(9):
            writer.get(reverse("diary:timeline", args=[household.pk]))

    @pytest.mark.sqlite_only
    def test_one_index_serves_the_diary(self, household, volunteer, coordinator, django_assert_num_queries):
        for user in (coordinator, volunteer):
            with django_assert_num_queries(1) as captured:
                queries.timeline(user, household, cursor="")
            plan = explained(captured.captured_queries[0]["sql"])
            assert "diary_of_a_household" in plan and "TEMP B-TREE" not in plan, plan


def explained(sql: str) -> str:
    """SQLite's plan of a statement."""
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN QUERY PLAN " + sql.replace("%", "%%"))
        return "\n".join(row[3] for row in cursor.fetchall())
