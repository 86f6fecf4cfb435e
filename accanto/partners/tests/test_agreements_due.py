"""What agreements ask for as their days come: reminders of the end, duties, reports."""

from datetime import date, datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.http import Http404

from accanto.archive.models import LegalForm
from accanto.base.clock import ROME
from accanto.base.due import Whose
from accanto.directory.tests.factories import OrganisationFactory
from accanto.partners import actions, due, queries
from accanto.partners.tests.factories import AgreementFactory, DutyFactory, under_law_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _a_monday_in_march():
    with time_machine.travel(datetime(2026, 3, 2, 10, tzinfo=ROME), tick=False):
        under_law_of(LegalForm.SOCIAL)
        yield


def _due(user, until: date = date(2026, 3, 2), whose: Whose = Whose.COOPERATIVE):
    return due.due(user, until, whose)


@pytest.mark.parametrize("days", [90, 60, 30, 0])
def test_it_reminds_before_its_end_and_is_silent_once_seen_to(coordinator, days):
    end = date(2028, 1, 14)
    agreement = AgreementFactory(report_every_months=None)
    day = date.fromordinal(end.toordinal() - days)
    with time_machine.travel(datetime(day.year, day.month, day.day, 9, tzinfo=ROME), tick=False):
        (item,) = _due(coordinator, day)
        assert (item.kind, item.day, item.subject_id) == ("partners.agreement_ends", day, agreement.pk)
        due.FINISH[item.kind](by=coordinator, subject_id=agreement.pk)
        assert _due(coordinator, day) == []


def test_before_the_first_reminder_nothing_is_due(coordinator):
    AgreementFactory()
    assert _due(coordinator, date(2027, 10, 15)) == []
    assert len(_due(coordinator, date(2027, 10, 16))) == 1


def test_with_tacit_renewal_the_notice_is_what_counts(coordinator):
    AgreementFactory(renews_tacitly=True, notice_days=60)  # notice by 15 November 2027
    assert [item.day for item in _due(coordinator, date(2027, 8, 17))] == [date(2027, 8, 17)]


def test_a_renewal_that_is_being_written_silences_the_reminders(coordinator):
    actions.renew_agreement(by=coordinator, agreement=AgreementFactory(report_every_months=None))
    assert _due(coordinator, date(2028, 1, 14)) == []


def test_duties_are_done_and_moved_from_today(coordinator):
    duty = DutyFactory(due_on=date(2026, 3, 2))
    (item,) = _due(coordinator)
    assert (item.kind, item.subject_id) == ("partners.duty", duty.pk)
    due.MOVE[item.kind](by=coordinator, subject_id=duty.pk, to=date(2026, 3, 9))
    assert _due(coordinator) == []
    due.FINISH[item.kind](by=coordinator, subject_id=duty.pk)
    duty.refresh_from_db()
    assert (duty.done_on, duty.done_by) == (date(2026, 3, 2), coordinator)
    assert _due(coordinator, date(2026, 3, 9)) == []


def test_half_yearly_reports_are_owed_a_month_after_each_period(coordinator):
    agreement = actions.draft_agreement(
        by=coordinator,
        kind="protocol",
        object="Alloggi temporanei",
        parties=[OrganisationFactory()],
        starts_on=date(2025, 8, 31),
        ends_on=date(2026, 12, 31),
        signed_on=date(2025, 8, 1),
        report_every_months=6,
    )
    owed = [(row.since, row.until, row.due_on) for row in queries.reporting_dates_of(agreement)]
    assert owed == [
        (date(2025, 8, 31), date(2026, 2, 27), date(2026, 3, 29)),
        (date(2026, 2, 28), date(2026, 8, 30), date(2026, 9, 29)),
        (date(2026, 8, 31), date(2026, 12, 31), date(2027, 1, 30)),
    ]
    (item,) = _due(coordinator, date(2026, 3, 29))
    assert item.kind == "partners.report"
    with pytest.raises(ValidationError):
        due.MOVE[item.kind](by=coordinator, subject_id=item.subject_id, to=date(2026, 2, 26))


@pytest.mark.parametrize("persona", ["volunteer", "board", "social_worker"])
def test_what_agreements_ask_for_is_for_whoever_keeps_them(request, persona):
    user, duty = request.getfixturevalue(persona), DutyFactory(due_on=date(2026, 3, 2))
    assert _due(user) == []
    with pytest.raises(Http404):
        due.FINISH["partners.duty"](by=user, subject_id=duty.pk)


def test_about_a_household_nothing_is_due(coordinator):
    DutyFactory(due_on=date(2026, 3, 2))
    assert _due(coordinator, whose=Whose.HOUSEHOLDS) == []


def test_what_renewed_itself_gets_its_new_end(coordinator):
    agreement = AgreementFactory(
        starts_on=date(2025, 3, 1), ends_on=date(2026, 2, 28), renews_tacitly=True, report_every_months=None
    )
    assert [item.title for item in _due(coordinator)] == [
        "L'accordo si è rinnovato da solo il 28/02/2026: scrivi la nuova fine"
    ]
    actions.prolong_agreement(by=coordinator, agreement=agreement)
    assert agreement.ends_on == date(2027, 2, 28)
    assert _due(coordinator) == []
