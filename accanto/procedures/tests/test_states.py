"""The life of a procedure: what may follow what, and what each step leaves behind."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import translation

from accanto.base import clock
from accanto.directory.tests.factories import OrganisationFactory
from accanto.partners.tests.mandate_factories import a_signed_mandate
from accanto.procedures import actions
from accanto.procedures.models import Procedure
from accanto.procedures.states import ENDED, TRANSITIONS, DayKind, How, State
from accanto.procedures.tests.factories import PATHS, STEPS, a_procedure, kind_of
from accanto.residents.models import Paper
from accanto.residents.tests.factories import (
    HouseholdFactory,
    HouseholdMemberFactory,
    PaperFactory,
    PersonFactory,
)
from accanto.support.states import Channel
from accanto.support.states import State as RequestState
from accanto.support.tests.factories import a_request, head_of

pytestmark = pytest.mark.django_db
TARGET = {
    "collect": State.COLLECTING,
    "ready": State.READY,
    "submit": State.SUBMITTED,
    "ask": State.INTEGRATION,
    "accept": State.ACCEPTED,
    "refuse": State.REFUSED,
    "lapse": State.LAPSED,
    "withdraw": State.WITHDRAWN,
    "time": State.TO_RENEW,
}


@pytest.mark.parametrize("state", list(State))
def test_the_table_of_transitions_and_nothing_else(state, coordinator):
    for step, to in TARGET.items():
        procedure = a_procedure(state, by=coordinator)
        if to in TRANSITIONS[state]:
            STEPS[step](by=coordinator, procedure=procedure)
            assert procedure.state == to
        else:
            with pytest.raises(ValidationError, match="non può passare|non ha chiesto"):
                STEPS[step](by=coordinator, procedure=procedure)
            assert Procedure.objects.get(pk=procedure.pk).state == state


@pytest.mark.parametrize("state", list(State))
def test_what_has_ended_has_a_day_and_every_step_is_kept(state):
    procedure = a_procedure(state)
    assert (procedure.ended_on is not None) == (state in ENDED)
    assert procedure.steps.count() == 1 + len(PATHS[state]) + (state == State.RENEWED)
    assert procedure.steps.order_by("id").last().to == state


def test_several_of_a_family_begin_in_one_act_and_are_linked(coordinator):
    household = HouseholdFactory()
    child = HouseholdMemberFactory(household=household, person=PersonFactory(birth_date=date(2018, 1, 1))).person
    mother = head_of(household)
    first = a_procedure(household=household, by=coordinator, persons=[mother, child], word_by=mother)
    second = first.opened_together.get()
    assert (first.person, second.person) == (mother, child)
    assert second.word_by == mother


def test_what_is_for_one_is_not_opened_for_two(coordinator):
    household = HouseholdFactory()
    other = HouseholdMemberFactory(household=household).person
    with pytest.raises(ValidationError, match="una persona alla volta"):
        a_procedure(code="ISEE", household=household, persons=[head_of(household), other])
    assert not Procedure.objects.exists()


def test_of_two_of_a_kind_for_one_person_the_second_is_refused(coordinator):
    household = HouseholdFactory()
    a_procedure(household=household)
    with pytest.raises(ValidationError, match="già una pratica aperta"):
        a_procedure(household=household)


def test_a_withdrawn_type_goes_on_and_opens_no_more(coordinator):
    procedure = a_procedure(code="RDL")
    actions.change_type(by=coordinator, kind=kind_of("RDL"), valid_to=clock.today() - timedelta(days=1))
    with pytest.raises(ValidationError) as refusal:
        a_procedure(code="RDL")
    assert "non si apre più" in str(refusal.value.message_dict["type"])
    procedure.refresh_from_db()
    actions.collect_papers(by=coordinator, procedure=procedure)
    assert procedure.state == State.COLLECTING


def test_nothing_goes_to_a_body_in_her_place_without_a_mandate(coordinator):
    body = OrganisationFactory()
    procedure = a_procedure(State.READY, how=How.MANDATE, organisation=body)
    with pytest.raises(ValidationError) as refusal:
        STEPS["submit"](by=coordinator, procedure=procedure)
    assert refusal.value.code == "no_mandate"
    mandate = a_signed_mandate(by=coordinator, household=procedure.household, organisation=body)
    STEPS["submit"](by=coordinator, procedure=procedure)
    assert (procedure.state, procedure.mandate) == (State.SUBMITTED, mandate)


def test_a_mandate_towards_another_body_covers_nothing(coordinator):
    procedure = a_procedure(State.READY, how=How.MANDATE, organisation=OrganisationFactory())
    a_signed_mandate(by=coordinator, household=procedure.household)
    with pytest.raises(ValidationError) as refusal:
        STEPS["submit"](by=coordinator, procedure=procedure)
    assert refusal.value.code == "no_mandate"


def test_who_goes_herself_needs_no_mandate(coordinator):
    procedure = a_procedure(State.READY, how=How.HERSELF)
    STEPS["submit"](by=coordinator, procedure=procedure)
    assert procedure.state == State.SUBMITTED


def test_a_missing_document_asks_for_a_reason(coordinator):
    procedure = a_procedure(State.COLLECTING)
    with pytest.raises(ValidationError, match="Manca ancora: Passaporto"):
        actions.ready_procedure(by=coordinator, procedure=procedure)
    for need in procedure.type.needs.all():
        actions.tick_need(by=coordinator, procedure=procedure, need=need)
    actions.ready_procedure(by=coordinator, procedure=procedure)
    assert procedure.state == State.READY


def test_her_word_comes_from_the_request(coordinator):
    request = a_request(RequestState.SEEN, word_how=Channel.PHONE)
    procedure = a_procedure(household=request.household, request=request, word_how="")
    assert (procedure.word_by, procedure.word_how) == (request.word_by, Channel.PHONE)


def test_a_proposal_is_no_word(coordinator):
    proposal = a_request(RequestState.PROPOSED)
    with pytest.raises(ValidationError, match="aspetta ancora la parola"):
        a_procedure(household=proposal.household, request=proposal, word_how="")


def test_without_her_word_nothing_begins():
    with pytest.raises(ValidationError, match="Scrivi come lo ha chiesto"):
        a_procedure(word_how="")


@time_machine.travel("2026-03-02 09:00 +0100")
def test_an_accepted_permit_becomes_the_paper_and_the_next_renewal_follows_from_it(coordinator):
    household = HouseholdFactory()
    old = PaperFactory(person=head_of(household), expires_on=date(2026, 4, 1))
    procedure = a_procedure(State.SUBMITTED, household=household)
    assert procedure.paper == old
    actions.accept_procedure(
        by=coordinator, procedure=procedure, decided_on=date(2026, 3, 2), expires_on=date(2028, 4, 1)
    )
    old.refresh_from_db()
    assert old.renewed_by == procedure.result_paper
    assert Paper.objects.filter(person=procedure.person, renewed_by=None).get().expires_on == date(2028, 4, 1)
    assert procedure.days.get(kind=DayKind.RENEWAL).on == date(2027, 12, 3)  # 120 days before
    following = actions.renew_procedure(
        by=coordinator, procedure=procedure, how=How.ACCOMPANIED, word_how=Channel.OFFICE
    )
    assert (following.renews, following.paper, procedure.state) == (procedure, procedure.result_paper, State.RENEWED)
    assert not procedure.days.exists()


@time_machine.travel("2026-01-20 09:00 +0100")
def test_a_yearly_one_comes_back_on_its_day(coordinator):
    procedure = a_procedure(State.SUBMITTED, code="ISEE")
    actions.accept_procedure(
        by=coordinator, procedure=procedure, decided_on=date(2026, 1, 20), expires_on=date(2026, 12, 31)
    )
    assert procedure.days.get().on == date(2026, 12, 10)


@time_machine.travel("2026-12-31 09:00 +0100")
def test_what_lapsed_is_begun_anew_on_its_day(coordinator):
    procedure = a_procedure(State.LAPSED, code="RDL")
    actions.time_to_renew(by=coordinator, procedure=procedure)
    assert procedure.days.get(kind=DayKind.RENEWAL).on == date(2027, 1, 2)


def test_a_refusal_starts_the_term_of_the_appeal_and_a_decision_ends_it(coordinator):
    with time_machine.travel("2026-06-15 09:00 +0200"):
        procedure = a_procedure(State.REFUSED)
        day = procedure.days.get()
        # 60 days from 15 June: Friday 14 August, and August stands still before a court.
        assert (day.kind, day.on, day.crosses_august) == (DayKind.APPEAL, date(2026, 8, 14), True)
        actions.settle_day(by=coordinator, day=day)
    assert not procedure.days.filter(settled_on=None).exists()


def test_an_appeal_waits_for_an_answer_anew(coordinator):
    procedure = a_procedure(State.REFUSED)
    actions.appeal_procedure(by=coordinator, procedure=procedure, submitted_on=clock.today(), protocol="R-2")
    assert (procedure.state, procedure.ended_on, procedure.decided_on) == (State.SUBMITTED, None, None)


def test_a_term_is_not_moved_and_not_called_done(coordinator):
    household = HouseholdFactory()
    PaperFactory(person=head_of(household), expires_on=clock.today() + timedelta(days=10))
    day = a_procedure(household=household).days.get(kind=DayKind.TERM)
    for act in (
        lambda: actions.settle_day(by=coordinator, day=day),
        lambda: actions.move_day(by=coordinator, day=day, to=clock.today() + timedelta(days=400)),
    ):
        with pytest.raises(ValidationError):
            act()


def test_what_was_done_or_put_off_stays_so_while_its_day_is_the_same(coordinator):
    household = HouseholdFactory()
    paper = PaperFactory(person=head_of(household), expires_on=clock.today() + timedelta(days=100))
    procedure = a_procedure(household=household)
    done, moved = procedure.days.filter(kind=DayKind.REMINDER).order_by("on")[:2]
    later = clock.today() + timedelta(days=3)
    actions.settle_day(by=coordinator, day=done)
    actions.move_day(by=coordinator, day=moved, to=later)
    actions.collect_papers(by=coordinator, procedure=procedure)
    for row in (done, moved):
        row.refresh_from_db()
    assert (done.settled_on, moved.on) == (clock.today(), later)
    paper.change(expires_on=paper.expires_on + timedelta(days=1))
    actions.count_days_again(by=coordinator, procedure=Procedure.objects.get(pk=procedure.pk))
    done.refresh_from_db()
    assert done.settled_on is None


def test_an_open_procedure_is_never_without_a_day(coordinator):
    for state in State:
        procedure = a_procedure(state, code="CCB") if state not in (State.TO_RENEW, State.RENEWED) else None
        if procedure and procedure.is_open:
            assert procedure.days.filter(kind=DayKind.LOOK_AGAIN).exists()


def test_an_integration_is_asked_for_and_sent(coordinator):
    procedure = a_procedure(State.INTEGRATION)
    assert procedure.days.get(kind=DayKind.INTEGRATION).on == clock.today() + timedelta(days=10)
    actions.answer_integration(by=coordinator, procedure=procedure, answered_on=clock.today())
    assert procedure.state == State.SUBMITTED
    assert not procedure.days.filter(kind=DayKind.INTEGRATION).exists()


@pytest.mark.parametrize(
    ("action", "values", "field"),
    [
        (actions.accept_procedure, {"decided_on": timedelta(days=-400)}, "decided_on"),
        (actions.accept_procedure, {"decided_on": timedelta(days=1)}, "decided_on"),
        (
            actions.ask_integration,
            {"words": "x", "asked_on": timedelta(0), "due_on": timedelta(days=-1)},
            "due_on",
        ),
    ],
)
def test_days_in_the_wrong_order_are_refused_at_their_field(coordinator, action, values, field):
    procedure = a_procedure(State.SUBMITTED)
    given = {k: clock.today() + v if isinstance(v, timedelta) else v for k, v in values.items()}
    with pytest.raises(ValidationError) as refusal:
        action(by=coordinator, procedure=procedure, **given)
    assert field in refusal.value.message_dict


def test_an_appointment_in_the_past_is_refused(coordinator):
    procedure = a_procedure()
    with pytest.raises(ValidationError):
        actions.set_appointment(
            by=coordinator, procedure=procedure, appointment_at=datetime(2020, 1, 1, 9, tzinfo=clock.ROME)
        )


def test_our_own_words_are_kept_in_italian_and_said_in_the_readers_language(monkeypatch):
    with translation.override("en"):
        days = {day.kind: day for day in a_procedure(State.COLLECTING).days.all()}
    monkeypatch.setattr("accanto.procedures.models.days.gettext", str.upper)
    ours = days[DayKind.LOOK_AGAIN]
    assert (ours.what, ours.words) == ("Guardare a che punto è", "GUARDARE A CHE PUNTO È")
    assert all(day.words == day.what for day in days.values() if day.rule_id)
