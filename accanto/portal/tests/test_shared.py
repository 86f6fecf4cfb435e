"""The shared file: what a partner sees and does, how it ends, and what the family sees of it."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.db import DatabaseError
from django.utils import timezone

from accanto.accounts.access import Role
from accanto.accounts.tests.factories import UserFactory
from accanto.audit import actions as audit
from accanto.audit.models import AuditRecord
from accanto.base import clock
from accanto.base.clock import ROME
from accanto.directory.tests.factories import OrganisationFactory
from accanto.partners import actions, queries
from accanto.partners.models import Appointment, Referral, Share
from accanto.partners.states.shares import EndedBy, Section
from accanto.partners.tests.factories import under_law_of
from accanto.partners.tests.share_factories import a_consent, a_share, met_under, sent_under
from accanto.plans.models import Promise
from accanto.plans.states import Side
from accanto.plans.tests.factories import a_plan, a_promise
from accanto.portal.queries import shared as shared_queries
from accanto.procedures.tests.factories import a_procedure
from accanto.residents.actions import withdraw_consent
from accanto.residents.tests.factories import HouseholdFactory, PersonFactory, TeamMemberFactory
from accanto.support.states import State
from accanto.support.tests.factories import a_request

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _a_monday_in_march():
    under_law_of()
    with time_machine.travel(datetime(2026, 3, 2, 10, tzinfo=ROME), tick=False):
        yield


@pytest.fixture
def share(social_worker, resident) -> Share:
    person = PersonFactory(user=resident, family_name="Haddad", given_name="Rania")
    return a_share(household=HouseholdFactory(name="Haddad", head=person), user=social_worker)


def address(share: Share) -> str:
    return f"/condivise/{share.pk}/"


@pytest.fixture
def referral(share) -> Referral:
    return sent_under(share)


def test_she_sees_what_was_granted(client_of, social_worker, share, referral):
    client = client_of(social_worker)
    TeamMemberFactory(household=share.household, user=UserFactory(role=Role.VOLUNTEER, name="Paola Neri"))
    assert "Haddad" in client.get("/condivise/").content.decode()
    page = client.get(address(share)).content.decode()
    assert "Paola Neri" in page and "Un contributo per le bollette" in page and "in corso" in page


@pytest.mark.parametrize("section", list(Section))
def test_each_section_by_itself_and_nothing_else(client_of, social_worker, share, referral, coordinator, section):
    share.sections.exclude(section=section).delete()
    parts = client_of(social_worker).get(address(share)).context["parts"]
    assert [part.section for part in parts] == [section]


def test_her_words_and_the_diary_stay_with_us(client_of, social_worker, share, coordinator):
    request = a_request(State.ACCEPTED, household=share.household, by=coordinator)
    page = client_of(social_worker).get(address(share)).content.decode()
    assert request.words not in page


def test_a_page_that_does_not_show_a_section_does_not_let_her_add_to_it(client_of, social_worker, share, referral):
    share.sections.exclude(section=Section.MASTHEAD).delete()
    client = client_of(social_worker)
    for page in ("impegni/nuovo/", "appuntamenti/nuovo/", f"segnalazioni/{referral.pk}/"):
        assert client.get(address(share) + page).status_code == client.post(address(share) + page).status_code == 404


def test_what_another_share_shows_is_not_done_through_this_one(client_of, social_worker, share):
    share.sections.filter(section=Section.APPOINTMENTS).delete()
    another = a_share(household=share.household, user=social_worker, agreement=share.agreement, consent=share.consent)
    page = f"appuntamenti/{met_under(share).pk}/annulla/"
    client = client_of(social_worker)
    assert client.get(address(another) + page).status_code == 200
    assert client.get(address(share) + page).status_code == client.post(address(share) + page).status_code == 404


# --- How it ends ------------------------------------------------------------------------------------


def withdraw(share):
    withdraw_consent(by=share.invited_by, consent=share.consent)


def refuse(share):
    a_consent(share.consent.person, is_given=False)


def move_out(share):
    share.household.members.update(until=clock.today() - timedelta(days=1))


def restrict(share):
    type(share.household).objects.filter(pk=share.household_id).update(is_restricted=True)


def close_household(share):
    type(share.household).objects.filter(pk=share.household_id).update(closed_on=clock.today())


def end_agreement(share):
    actions.end_agreement(by=share.invited_by, agreement=share.agreement, ended_on=clock.today(), end_reason="disdetta")


def uncover(share):
    share.agreement.households.clear()


def leave_the_parties(share):
    share.agreement.parties.set([OrganisationFactory()])


def close_account(share):
    type(share.user).objects.filter(pk=share.user_id).update(is_active=False)


def end(share):
    actions.end_share(by=share.invited_by, share=share)


ENDS = [withdraw, refuse, move_out, restrict, close_household, end_agreement, uncover, leave_the_parties, end]


@pytest.mark.parametrize("how", ENDS, ids=lambda how: how.__name__)
def test_the_next_click_finds_nothing_and_looks_like_nothing(client_of, social_worker, share, how):
    client = client_of(social_worker)
    assert client.get(address(share)).status_code == 200
    how(share)
    gone, nothing = client.get(address(share)), client.get("/condivise/999999999/")
    assert (gone.status_code, gone.content) == (404, nothing.content)
    assert "Haddad" not in client.get("/condivise/").content.decode()
    for page in ("impegni/nuovo/", "appuntamenti/nuovo/", "lascia/"):
        form = {"what": "colloquio", "due_on": "2026-04-01", "at": "2026-04-01T09:00", "place": ""}
        gone = client.post(address(share) + page, form)
        nothing = client.post(f"/condivise/999999999/{page}", form)
        assert (gone.status_code, gone.content) == (404, nothing.content)
    assert not Promise.objects.exists() and not Appointment.objects.exists()
    share.refresh_from_db()
    assert share.ended_by != EndedBy.PARTNER


def test_a_closed_account_opens_nothing(share):
    close_account(share)
    share.user.refresh_from_db()
    assert not Share.objects.open_to(share.user).exists()


@pytest.mark.parametrize(("days", "opens"), [(-1, False), (0, True), (30, True), (31, False)])
def test_it_opens_from_its_first_day_to_its_last(client_of, social_worker, share, days, opens):
    at = timezone.now() + timedelta(days=days)
    with time_machine.travel(at, tick=False):
        assert client_of(social_worker).get(address(share)).status_code == (200 if opens else 404)


def test_the_file_of_another_is_not_hers(client_of, share):
    another = UserFactory(role=Role.SOCIAL_WORKER)
    assert client_of(another).get(address(share)).status_code == 404


# --- What she does ----------------------------------------------------------------------------------


def test_she_answers_what_we_asked(client_of, social_worker, share, referral):
    client, page = client_of(social_worker), f"{address(share)}segnalazioni/{referral.pk}/"
    assert client.post(page, {"outcome": "refused", "answer": "", "reason": ""}).status_code == 422
    client.post(page, {"outcome": "accepted", "answer": "Venga martedì allo sportello.", "reason": ""})
    referral.refresh_from_db()
    assert (referral.state, referral.answer) == ("accepted", "Venga martedì allo sportello.")
    assert client.get(page).status_code == 404  # answered once


def test_a_referral_to_another_body_is_not_hers_to_answer(client_of, social_worker, share, referral):
    Referral.objects.filter(pk=referral.pk).update(organisation=OrganisationFactory())
    assert client_of(social_worker).get(f"{address(share)}segnalazioni/{referral.pk}/").status_code == 404


def test_her_commitments_stand_among_the_promises(client_of, social_worker, share):
    client = client_of(social_worker)
    page = f"{address(share)}impegni/nuovo/"
    assert client.post(page, {"what": "", "due_on": "2026-03-01"}).status_code == 422
    client.post(page, {"what": "preparare la relazione", "due_on": "2026-03-20"})
    promise = Promise.objects.get()
    assert (promise.household, promise.organisation, promise.taken_by) == (
        share.household,
        share.organisation,
        social_worker,
    )
    assert "preparare la relazione" in client.get(address(share)).content.decode()


def test_her_appointments_are_seen_by_whoever_walks_beside(client_of, social_worker, share, coordinator, volunteer):
    client = client_of(social_worker)
    page = f"{address(share)}appuntamenti/nuovo/"
    assert client.post(page, {"what": "colloquio", "at": "2026-03-01T09:00", "place": ""}).status_code == 422
    client.post(page, {"what": "colloquio", "at": "2026-03-05T09:00", "place": "Via Roma"})
    appointment = Appointment.objects.get()
    until = date(2026, 3, 9)
    assert list(queries.appointments(coordinator, until)) == [appointment]
    assert list(queries.appointments(volunteer, until)) == []
    TeamMemberFactory(household=share.household, user=volunteer)
    assert list(queries.appointments(volunteer, until)) == [appointment]
    client.post(f"{address(share)}appuntamenti/{appointment.pk}/annulla/")
    assert list(queries.appointments(coordinator, until)) == []


def test_she_leaves(client_of, social_worker, share):
    client = client_of(social_worker)
    assert client.post(f"{address(share)}lascia/").status_code == 302
    share.refresh_from_db()
    assert share.ended_by == EndedBy.PARTNER
    assert client.get(address(share)).status_code == 404


# --- Every opening is recorded, and the family sees it ----------------------------------------------


def test_every_opening_is_recorded_and_seen_by_the_family(client_of, social_worker, share, resident):
    client_of(social_worker).get(address(share))
    reading = AuditRecord.objects.get(verb="read", actor=social_worker)
    assert reading.household_id == share.household_id
    assert social_worker.name in client_of(resident).get("/mio/letture/").content.decode()


@pytest.mark.expects_logged_errors
def test_what_cannot_be_recorded_is_not_shown(client_of, social_worker, share, referral, monkeypatch):
    def fail():
        raise DatabaseError("no room for the register")

    monkeypatch.setattr(audit, "_newest_digest", fail)
    client = client_of(social_worker)
    client.raise_request_exception = False
    for page in ("", f"segnalazioni/{referral.pk}/"):
        answer = client.get(address(share) + page)
        assert answer.status_code == 500 and "Un contributo" not in answer.content.decode()


def test_the_family_closes_it_at_once(client_of, social_worker, share, resident):
    family = client_of(resident)
    page = family.get("/mio/condivisioni/").content.decode()
    assert social_worker.name in page and "chi è il nucleo" in page
    family.post(f"/mio/condivisioni/{share.pk}/chiudi/")
    share.refresh_from_db()
    assert share.ended_by == EndedBy.MEMBER
    assert client_of(social_worker).get(address(share)).status_code == 404


def test_another_family_closes_nothing(client_of, resident, share):
    others = a_share()
    assert client_of(resident).post(f"/mio/condivisioni/{others.pk}/chiudi/").status_code == 404


# --- What it costs ----------------------------------------------------------------------------------


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(client_of, social_worker, django_assert_num_queries, rows):
    for _row in range(rows):
        a_share(user=social_worker)
    client = client_of(social_worker)
    client.get("/condivise/")
    with django_assert_num_queries(4):
        page = client.get("/condivise/")
    assert len(page.context["shares"]) == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_a_file_costs_the_same_for_one_and_three_of_everything(share, social_worker, django_assert_num_queries, rows):
    coordinator, at = share.invited_by, clock.now() + timedelta(days=1)
    body = {"organisation": share.organisation}
    goal = a_plan(household=share.household, by=coordinator).goals.get()
    for number in range(rows):
        actions.make_appointment(by=social_worker, household=share.household, what="colloquio", at=at, **body)
        for goal_or_none in (goal, None):
            made = {"by": coordinator, "goal": goal_or_none, "contact": None}
            a_promise(Side.PUBLIC_BODY, household=share.household, **made, **body)
        a_procedure(household=share.household, by=coordinator, code=["PDS", "ISEE", "RES"][number])
    share = shared_queries.share_for(social_worker, share.pk)
    with django_assert_num_queries(10):
        parts = {part.section: part.rows for part in shared_queries.shared_file(social_worker, share)}
    for section in (Section.APPOINTMENTS, Section.PROCEDURES, Section.PROMISES):
        assert len(parts[section]) == rows
    assert len(parts[Section.PLAN][0].under) == rows
