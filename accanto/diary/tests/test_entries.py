"""Writing, correcting and striking entries."""

import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import Http404

from accanto.audit.models import AuditRecord
from accanto.base import clock
from accanto.base.due import Whose
from accanto.diary import due, queries
from accanto.diary.actions import correct_entry, finish_next_step, move_next_step, strike_entry, write_entry
from accanto.diary.models import Draft, Entry
from accanto.diary.states import Contact, Kind, Part
from accanto.diary.tests.factories import make_entry
from accanto.directory.tests.factories import OrganisationFactory
from accanto.residents.tests.factories import HouseholdFactory, PersonFactory, TeamMemberFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def household():
    return HouseholdFactory()


@pytest.fixture
def beside(volunteer, household):
    return TeamMemberFactory(household=household, user=volunteer, since=clock.today() - timedelta(days=30))


def last_met(household):
    household.refresh_from_db()
    return household.last_met_on


def test_an_entry_is_written_audited_and_seen(coordinator, household):
    entry = make_entry(coordinator, household, persons=[household.members.get().person])
    record = AuditRecord.objects.first()
    assert (record.verb, record.household_id, record.subject_id) == ("write_entry", household.pk, str(entry.pk))
    assert "passaporto" not in str(record.details)
    assert last_met(household) == clock.today()
    assert entry.minutes == 20
    assert list(entry.households.all()) == [household]


def test_a_note_sent_twice_counts_once(coordinator, household):
    client_id = uuid.uuid4()
    first, second = (make_entry(coordinator, household, client_id=client_id) for _ in range(2))
    assert first == second
    assert Entry.objects.count() == 1
    assert AuditRecord.objects.filter(verb="write_entry").count() == 1


def test_the_same_identifier_with_another_text_is_not_swallowed(coordinator, household):
    client_id = uuid.uuid4()
    make_entry(coordinator, household, client_id=client_id)
    with pytest.raises(ValidationError) as refused:
        make_entry(coordinator, household, client_id=client_id, text="Un'altra cosa.")
    assert refused.value.code == "saved_with_another_text"


def test_somebody_elses_identifier_is_not_answered_with_her_entry(coordinator, volunteer, household):
    client_id = uuid.uuid4()
    make_entry(coordinator, household, client_id=client_id)
    with pytest.raises(IntegrityError):
        make_entry(volunteer, household, client_id=client_id)


def test_an_attempt_is_no_meeting_and_a_note_no_contact(coordinator, household):
    assert make_entry(coordinator, household, contact=Contact.ATTEMPTED, text="").text == ""
    assert make_entry(coordinator, household, kind=Kind.NOTE).contact == Contact.NONE
    assert last_met(household) is None


def test_an_older_meeting_does_not_turn_back_the_day_last_met(coordinator, household):
    make_entry(coordinator, household)
    make_entry(coordinator, household, happened_at=clock.now() - timedelta(days=9))
    assert last_met(household) == clock.today()


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"happened_at": datetime(2999, 1, 1, tzinfo=UTC)}, "happened_at"),
        ({"happened_at": datetime(1850, 1, 1, tzinfo=UTC)}, "happened_at"),
        ({"text": ""}, "text"),
        ({"next_step_on": clock.today()}, "next_step"),
        ({"next_step": "richiamare", "next_step_on": date(1901, 1, 1)}, "next_step_on"),
    ],
)
def test_nonsense_is_refused_at_its_field(coordinator, household, values, field):
    with pytest.raises(ValidationError) as refused:
        make_entry(coordinator, household, **values)
    assert list(refused.value.error_dict) == [field]
    assert not Entry.objects.exists()


def test_no_household_and_people_of_others_are_refused(coordinator, household):
    with pytest.raises(ValidationError, match="almeno un nucleo"):
        make_entry(coordinator)
    with pytest.raises(ValidationError, match="persone dei nuclei"):
        make_entry(coordinator, household, persons=[PersonFactory()])


def test_the_database_itself_refuses_what_must_never_be(coordinator, household):
    entry = make_entry(coordinator, household)
    for wrong in (
        {"minutes": 1441},
        {"kind": Kind.NOTE},
        {"contact": Contact.NONE},
        {"next_step_on": clock.today()},
        {"struck_at": clock.now()},
        {"struck_why": "boh"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Entry.objects.filter(pk=entry.pk).update(**wrong)


def test_saving_takes_away_the_draft(coordinator, household):
    client_id = uuid.uuid4()
    Draft.objects.create(user=coordinator, client_id=client_id, body={}, typed_at=clock.now())
    make_entry(coordinator, household, client_id=client_id)
    assert not Draft.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_writing_asks_the_database_little(coordinator, household, count, django_assert_num_queries):
    for _ in range(count):
        make_entry(coordinator, household)
    # savepoint; entry, link, presence, draft; the head of the register and its new row; release
    with django_assert_num_queries(8):
        make_entry(coordinator, household)


def test_a_correction_keeps_the_earlier_text(coordinator, volunteer, beside):
    entry = make_entry(volunteer, beside.household, text="Manca la certificazione.")
    correct_entry(by=coordinator, entry=entry, version=0, text="Manca il passaporto.", minutes=35)
    (kept,) = queries.corrections_of(entry, with_reserved=False)
    assert (kept.previous_text, kept.facts, kept.by) == ("Manca la certificazione.", {"minutes": 20}, coordinator)
    assert (entry.text, entry.minutes) == ("Manca il passaporto.", 35)
    assert entry.corrected_at
    record = AuditRecord.objects.first()
    assert (record.verb, record.details) == ("correct_entry", {"fields": ["text", "minutes"]})


def test_who_was_there_for_a_body_is_written_and_corrected(coordinator, household):
    services, school = OrganisationFactory(), OrganisationFactory()
    entry = make_entry(coordinator, household, kind=Kind.MEETING, bodies=[services])
    correct_entry(by=coordinator, entry=entry, bodies=[school], version=entry.version)
    assert list(entry.bodies.all()) == [school]
    assert entry.corrections.get().facts == {"bodies": services.name}
    correct_entry(by=coordinator, entry=entry, text="Altro testo.")
    assert list(entry.bodies.all()) == [school]


def test_a_correction_without_change_leaves_nothing_behind(coordinator, household):
    entry = make_entry(coordinator, household)
    correct_entry(by=coordinator, entry=entry, version=0, text=entry.text)
    assert entry.corrected_at is None
    assert queries.corrections_of(entry, with_reserved=True) == []


def test_two_people_correcting_do_not_overwrite_each_other(coordinator, volunteer, beside):
    entry = make_entry(volunteer, beside.household)
    twin = Entry.objects.get(pk=entry.pk)
    correct_entry(by=coordinator, entry=entry, version=0, text="Prima.")
    with pytest.raises(ValidationError) as refused:
        correct_entry(by=volunteer, entry=twin, version=0, text="Seconda.")
    assert refused.value.code == "changed_meanwhile"
    assert Entry.objects.get().text == "Prima."


def test_a_corrected_reserved_part_stays_reserved(coordinator, household):
    entry = make_entry(coordinator, household, reserved_text="prima")
    correct_entry(by=coordinator, entry=entry, reserved_text="dopo")
    assert queries.corrections_of(entry, with_reserved=False) == []
    (kept,) = queries.corrections_of(entry, with_reserved=True)
    assert (kept.part, kept.previous_text) == (Part.RESERVED, "prima")
    assert queries.reserved_part_of(coordinator, entry).text == "dopo"


def test_correcting_day_or_contact_recounts_when_the_household_was_met(coordinator, household):
    make_entry(coordinator, household, happened_at=clock.now() - timedelta(days=12))
    entry = make_entry(coordinator, household)
    correct_entry(by=coordinator, entry=entry, happened_at=clock.now() - timedelta(days=5))
    assert last_met(household) == clock.today() - timedelta(days=5)
    assert entry.links.get().happened_at == entry.happened_at
    correct_entry(by=coordinator, entry=entry, contact=Contact.ATTEMPTED)
    assert last_met(household) == clock.today() - timedelta(days=12)


def test_a_stranger_corrects_nothing(beside, coordinator, volunteer):
    entry = make_entry(coordinator, beside.household)
    with pytest.raises(ValidationError):
        correct_entry(by=volunteer, entry=entry, text="Altro.")
    with pytest.raises(ValidationError):
        strike_entry(by=volunteer, entry=entry, why="non mi piace")
    assert Entry.objects.get().text == entry.text


def test_a_struck_entry_counts_for_nothing_and_stays(coordinator, household):
    entry = make_entry(coordinator, household, next_step="Chiamare", next_step_on=clock.today())
    strike_entry(by=coordinator, entry=entry, why="era un altro nucleo")
    assert Entry.objects.get().struck_why == "era un altro nucleo"
    assert last_met(household) is None
    assert due.due(coordinator, clock.today(), Whose.COOPERATIVE, 10) == []
    assert list(queries.minutes_by_month(clock.today(), clock.today())) == []
    for act in (lambda: strike_entry(by=coordinator, entry=entry, why="ancora"),
                lambda: correct_entry(by=coordinator, entry=entry, text="Altro.")):  # fmt: skip
        with pytest.raises(ValidationError):
            act()


def test_hours_are_counted_by_author_and_italian_month(coordinator, volunteer, household):
    for moment in (datetime(2026, 9, 30, 22, 30, tzinfo=UTC), datetime(2026, 10, 20, 9, 0, tzinfo=UTC)):
        make_entry(volunteer, household, happened_at=moment, minutes=45)
    make_entry(coordinator, household, happened_at=datetime(2026, 9, 30, 21, 30, tzinfo=UTC))
    rows = queries.minutes_by_month(datetime(2026, 10, 1).date(), datetime(2026, 10, 31).date())
    assert [(row["author_id"], row["month"].month, row["minutes"]) for row in rows] == [(volunteer.pk, 10, 90)]


class TestNextSteps:
    def test_it_falls_due_for_its_author_and_for_the_team(self, beside, coordinator, volunteer, other_volunteer):
        today = clock.today()
        entry = make_entry(coordinator, beside.household, next_step="Portare i moduli", next_step_on=today)
        for user, whose, count in (
            (coordinator, Whose.MINE, 1),
            (coordinator, Whose.HOUSEHOLDS, 0),
            (volunteer, Whose.MINE, 1),
            (volunteer, Whose.HOUSEHOLDS, 1),
            (other_volunteer, Whose.COOPERATIVE, 0),
        ):
            items = due.due(user, today, whose, 10)
            assert [item.subject_id for item in items] == [entry.pk] * count
        assert items == [] and due.due(coordinator, today - timedelta(days=1), Whose.MINE, 10) == []
        item = due.due(coordinator, today, Whose.MINE, 10)[0]
        assert (item.title, item.household_name) == ("Portare i moduli", beside.household.name)

    def test_done_and_moved(self, beside, coordinator, volunteer):
        today = clock.today()
        entry = make_entry(coordinator, beside.household, next_step="Portare i moduli", next_step_on=today)
        move_next_step(by=volunteer, subject_id=entry.pk, to=today + timedelta(days=3))
        assert due.due(volunteer, today, Whose.MINE, 10) == []
        with time_machine.travel(clock.now() + timedelta(days=3)):
            assert len(due.due(volunteer, clock.today(), Whose.MINE, 10)) == 1
            finish_next_step(by=volunteer, subject_id=entry.pk)
            finish_next_step(by=volunteer, subject_id=entry.pk)
            assert due.due(volunteer, clock.today(), Whose.MINE, 10) == []
        verbs = AuditRecord.objects.values_list("verb", flat=True)[:2]
        assert list(verbs) == ["finish_next_step", "move_next_step"]

    def test_not_by_strangers_nor_into_the_past(self, beside, coordinator, outsider):
        today = clock.today()
        entry = make_entry(coordinator, beside.household, next_step="Portare i moduli", next_step_on=today)
        with pytest.raises(Http404):
            finish_next_step(by=outsider, subject_id=entry.pk)
        with pytest.raises(ValidationError):
            move_next_step(by=coordinator, subject_id=entry.pk, to=today - timedelta(days=1))

    @pytest.mark.parametrize("count", [1, 3])
    def test_they_cost_two_queries(self, beside, volunteer, count, django_assert_num_queries):
        for _ in range(count):
            make_entry(volunteer, beside.household, next_step="Chiamare", next_step_on=clock.today())
        with django_assert_num_queries(2):
            assert len(due.due(volunteer, clock.today(), Whose.MINE, 10)) == count


def test_write_entry_is_also_called_by_other_apps_without_an_identifier(coordinator, household):
    first = write_entry(by=coordinator, households=[household], happened_at=clock.now(), kind=Kind.NOTE, text="Aperta.")
    assert first.client_id
