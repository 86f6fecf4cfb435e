"""What is due: composed, ordered, done and moved; the feed and the reminders say no more than they may."""

from datetime import date, timedelta

import icalendar
import pytest
import time_machine
from django.core import mail

from accanto.agenda import actions, queries
from accanto.agenda.models import ReminderSent
from accanto.agenda.sources import FINISH, KINDS, MOVE, SOURCES
from accanto.base import clock
from accanto.base.due import Whose
from accanto.diary.actions import write_entry
from accanto.residents import actions as residents
from accanto.residents.tests.factories import HouseholdFactory, PaperFactory, TeamMemberFactory

pytestmark = pytest.mark.django_db
NOON = "2026-11-23 12:00:00+01:00"


@pytest.fixture
def household(volunteer):
    household = HouseholdFactory(name="Igbinedion")
    TeamMemberFactory(household=household, user=volunteer)
    return household


def write_step(volunteer, household, on: date):
    return write_entry(
        by=volunteer,
        households=[household],
        happened_at=clock.now(),
        minutes=20,
        kind="visit",
        contact="met",
        text="Ha portato le foto.",
        next_step="portare la ricevuta",
        next_step_on=on,
    )


def test_every_kind_has_one_source_and_a_name():
    assert len(KINDS) == sum(len(source.KINDS) for source in SOURCES)
    assert all(str(name) for name in KINDS.values())
    assert set(FINISH) <= set(KINDS) and set(MOVE) <= set(KINDS)


@time_machine.travel(NOON, tick=False)
def test_overdue_comes_first_and_what_is_far_does_not_come(volunteer, household):
    person = household.members.get().person
    late = PaperFactory(person=person, expires_on=clock.today() - timedelta(days=3))
    write_step(volunteer, household, clock.today())
    PaperFactory(person=person, expires_on=clock.today() + timedelta(days=400))
    items = queries.due_items(volunteer, Whose.MINE)
    assert [(item.kind, item.day) for item in items] == [
        ("residents.paper_expires", late.expires_on),
        ("diary.next_step", clock.today()),
    ]


def test_somebody_else_has_nothing_of_it(volunteer, outsider, household):
    write_step(volunteer, household, clock.today())
    for whose in Whose:
        assert queries.due_items(outsider, whose) == []


def test_done_with_one_action_and_only_by_whoever_may(client_of, volunteer, outsider, household):
    entry = write_step(volunteer, household, clock.today())
    address = f"/agenda/fatto/diary.next_step/{entry.pk}/"
    assert client_of(outsider).post(address).status_code == 404
    assert client_of(volunteer).post(address).status_code == 302
    assert queries.due_items(volunteer, Whose.MINE) == []


def test_moved_to_another_day_but_not_to_a_past_one(client_of, volunteer, household):
    entry = write_step(volunteer, household, clock.today())
    client, address = client_of(volunteer), f"/agenda/sposta/diary.next_step/{entry.pk}/"
    past = client.post(address, {"to": (clock.today() - timedelta(days=1)).isoformat()})
    assert past.status_code == 422 and "già passato" in past.content.decode()
    tomorrow = clock.today() + timedelta(days=1)
    assert client.post(address, {"to": tomorrow.isoformat()}).status_code == 302
    assert [item.day for item in queries.due_items(volunteer, Whose.MINE)] == [tomorrow]


@pytest.mark.parametrize("kind", ["nothing", "residents.paper_expires", "diary.next_step"])
def test_what_cannot_be_done_does_not_exist(client_of, volunteer, kind):
    assert client_of(volunteer).post(f"/agenda/fatto/{kind}/1/").status_code == 404


def feed_of(client, volunteer) -> str:
    actions.make_feed(by=volunteer)
    client.post("/agenda/calendario/nuovo/")
    page = client.get("/agenda/promemoria/").content.decode()
    return page.split("<code>")[1].split("</code>")[0].removeprefix("http://localhost:8000")


@time_machine.travel(NOON, tick=False)
def test_the_feed_is_a_calendar_that_another_program_reads_and_holds_no_name(client_of, client, volunteer, household):
    write_step(volunteer, household, clock.today() + timedelta(days=2))
    answer = client.get(feed_of(client_of(volunteer), volunteer))
    assert answer["content-type"] == "text/calendar; charset=utf-8"
    calendar = icalendar.Calendar.from_ical(answer.content)
    (event,) = [event for event in calendar.events if "Prossimo passo" in event["SUMMARY"]]
    assert event.errors == [] and date(2026, 11, 25) == event.DTSTART and event["UID"]
    assert all(len(line) <= 75 for line in answer.content.split(b"\r\n"))
    for secret in ("Igbinedion", "Naima", "ricevuta"):
        assert secret not in answer.content.decode()


def test_a_new_address_closes_the_old_one_and_a_closed_account_has_none(client_of, client, volunteer, household):
    browser = client_of(volunteer)
    first = feed_of(browser, volunteer)
    second = feed_of(browser, volunteer)
    assert (client.get(first).status_code, client.get(second).status_code) == (404, 200)
    volunteer.is_active = False
    volunteer.save()
    assert client.get(second).status_code == 404


def test_the_address_is_shown_once(client_of, volunteer):
    browser = client_of(volunteer)
    browser.post("/agenda/calendario/nuovo/")
    assert "<code>" in browser.get("/agenda/promemoria/").content.decode()
    assert "<code>" not in browser.get("/agenda/promemoria/").content.decode()


def test_one_reminder_a_day_which_says_nothing(volunteer, household):
    volunteer.email = "paolo@example.org"
    volunteer.save()
    write_step(volunteer, household, clock.today())
    assert (actions.remind_everybody(), actions.remind_everybody()) == (1, 0)
    (message,) = mail.outbox
    assert message.to == ["paolo@example.org"]
    for secret in ("Igbinedion", "Naima", "ricevuta"):
        assert secret not in message.subject + message.body
    with time_machine.travel(clock.now() + timedelta(days=1)):
        assert actions.remind_everybody() == 1


def test_no_reminder_for_nothing_or_for_what_one_does_not_want_to_hear(client_of, volunteer, household):
    volunteer.email = "paolo@example.org"
    volunteer.save()
    assert actions.remind_everybody() == 0
    write_step(volunteer, household, clock.today())
    wanted = [kind for kind in KINDS if kind != "diary.next_step"]
    assert client_of(volunteer).post("/agenda/promemoria/", {"wanted": wanted}).status_code == 302
    assert actions.remind_everybody() == 0


def test_a_mail_that_did_not_go_out_is_tried_again(volunteer, household, monkeypatch):
    volunteer.email = "paolo@example.org"
    volunteer.save()
    write_step(volunteer, household, clock.today())
    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.EmailMessage.send", _fails)
        with pytest.raises(OSError):
            actions.remind_everybody()
    assert not ReminderSent.objects.exists()
    assert actions.remind_everybody() == 1


def _fails(self):
    raise OSError("no relay")


def test_access_to_what_is_due_ends_with_the_place(coordinator, volunteer, household):
    write_step(volunteer, household, clock.today() + timedelta(days=1))
    residents.end_team_place(by=coordinator, team_member=household.team.get(), until=household.team.get().since)
    with time_machine.travel(clock.now() + timedelta(days=60)):
        assert queries.due_items(volunteer, Whose.HOUSEHOLDS) == []
