"""Never without her word: how a request comes in, from whom, and what is promised for which day."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from accanto.accounts.tests.factories import UserFactory
from accanto.audit.models import AuditRecord
from accanto.base.models import Parameter
from accanto.residents.models import HouseholdRole
from accanto.residents.tests.factories import HouseholdFactory, HouseholdMemberFactory, PersonFactory
from accanto.support import actions
from accanto.support.models import SupportRequest
from accanto.support.states import Channel, Lead, Origin, State
from accanto.support.tests.factories import a_request, area, head_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def family():
    """A mother, a grown-up son and a daughter of nine."""
    household = HouseholdFactory()
    grown = PersonFactory(given_name="Youssef", birth_date=date(2004, 1, 1))
    child = PersonFactory(given_name="Salma", birth_date=date(2017, 3, 4))
    HouseholdMemberFactory(household=household, person=grown, role=HouseholdRole.CHILD)
    HouseholdMemberFactory(household=household, person=child, role=HouseholdRole.CHILD)
    household.grown, household.child = grown, child
    return household


def opened(household, person, **values):
    given = {"areas": [area("school")], "words": "un doposcuola", "word_how": Channel.VOLUNTEER}
    return actions.open_request(by=UserFactory(), household=household, asked_by=person, **given | values)


def test_a_member_asks_by_her_own_word(family):
    mother = head_of(family)
    request = opened(family, mother)
    assert (request.state, request.word_by, request.word_how) == (State.RECEIVED, mother, Channel.VOLUNTEER)
    assert request.steps.get().to == State.RECEIVED
    assert list(request.areas.all()) == [area("school")]


def test_for_a_minor_a_parent_gives_the_word(family):
    request = opened(family, family.child, word_by=head_of(family))
    assert (request.asked_by, request.word_by) == (family.child, head_of(family))


@pytest.mark.parametrize("whose", ["nobody", "the child herself"])
def test_for_a_minor_without_a_parents_word_nothing_is_written(family, whose):
    with pytest.raises(ValidationError) as refusal:
        opened(family, family.child, word_by=family.child if whose == "the child herself" else None)
    assert "word_by" in refusal.value.error_dict
    assert not SupportRequest.objects.exists()


def test_a_child_of_unknown_age_counts_as_a_minor(family):
    unknown = PersonFactory(birth_date=None)
    HouseholdMemberFactory(household=family, person=unknown, role=HouseholdRole.CHILD)
    with pytest.raises(ValidationError):
        opened(family, unknown)


def test_on_the_eighteenth_birthday_the_word_becomes_her_own(family, time_machine):
    time_machine.move_to("2035-03-03 12:00 +0100")
    with pytest.raises(ValidationError):
        opened(family, family.child)
    time_machine.move_to("2035-03-04 12:00 +0100")
    assert opened(family, family.child).word_by == family.child


def test_nobody_speaks_for_an_adult(family):
    with pytest.raises(ValidationError) as refusal:
        opened(family, family.grown, word_by=head_of(family))
    assert "word_by" in refusal.value.error_dict


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"words": "  "}, "words"),
        ({"areas": []}, "areas"),
        ({"word_how": ""}, "word_how"),
        ({"asked_on": date(2100, 1, 1)}, "asked_on"),
    ],
)
def test_what_is_missing_or_impossible_is_said_at_its_field(family, values, field):
    with pytest.raises(ValidationError) as refusal:
        opened(family, head_of(family), **values)
    assert field in refusal.value.error_dict


def test_somebody_of_another_household_cannot_ask_here(family):
    with pytest.raises(ValidationError) as refusal:
        opened(family, head_of(HouseholdFactory()))
    assert "asked_by" in refusal.value.error_dict


def test_a_proposal_waits_for_her_word_and_promises_nothing(family):
    proposal = opened(family, head_of(family), origin=Origin.PROPOSAL, word_how="")
    assert (proposal.state, proposal.word_by, proposal.acknowledge_by) == (State.PROPOSED, None, None)
    with pytest.raises(ValidationError):
        actions.acknowledge(by=UserFactory(), request=proposal)


def test_without_her_word_nobody_works_on_it_and_no_office_is_told(family):
    proposal = opened(family, head_of(family), origin=Origin.PROPOSAL, word_how="")
    coordinator = UserFactory()
    for attempt in (
        lambda: actions.add_worker(by=coordinator, request=proposal, user=coordinator),
        lambda: actions.state_lead(by=coordinator, request=proposal, lead=Lead.FAMILY),
    ):
        with pytest.raises(ValidationError) as refusal:
            attempt()
        assert refusal.value.code == "no_word"
    assert not proposal.workers.exists()


def test_a_proposal_becomes_a_request_on_the_day_of_her_yes(family, time_machine):
    time_machine.move_to("2026-11-02 12:00 +0100")
    proposal = opened(family, head_of(family), origin=Origin.PROPOSAL, word_how="")
    time_machine.move_to("2026-11-20 12:00 +0100")
    actions.accept_proposal(by=UserFactory(), request=proposal, word_how=Channel.PHONE, word_on=date(2026, 11, 16))
    assert (proposal.state, proposal.word_by) == (State.RECEIVED, head_of(family))
    assert proposal.acknowledge_by == date(2026, 11, 19)


@pytest.mark.parametrize("word_on", [date(2026, 11, 1), date(2026, 11, 21)])
def test_her_yes_comes_neither_before_the_proposal_nor_tomorrow(family, time_machine, word_on):
    time_machine.move_to("2026-11-02 12:00 +0100")
    proposal = opened(family, head_of(family), origin=Origin.PROPOSAL, word_how="")
    time_machine.move_to("2026-11-20 12:00 +0100")
    with pytest.raises(ValidationError) as refusal:
        actions.accept_proposal(by=UserFactory(), request=proposal, word_how=Channel.PHONE, word_on=word_on)
    assert "word_on" in refusal.value.error_dict


def test_a_proposal_for_a_minor_needs_a_parents_yes(family):
    proposal = opened(family, family.child, origin=Origin.PROPOSAL, word_how="")
    with pytest.raises(ValidationError):
        actions.accept_proposal(by=UserFactory(), request=proposal, word_how=Channel.PHONE)
    actions.accept_proposal(by=UserFactory(), request=proposal, word_how=Channel.PHONE, word_by=head_of(family))
    assert proposal.word_by == head_of(family)


@pytest.mark.parametrize(
    ("asked", "acknowledge", "talk"),
    [
        ("2026-11-02", "2026-11-05", "2026-11-16"),  # an ordinary Monday
        ("2026-12-04", "2026-12-10", "2026-12-21"),  # a weekend and the 8th of December
        ("2026-12-23", "2026-12-29", "2027-01-11"),  # Christmas, the year's end and Epiphany
        ("2027-03-26", "2027-04-01", "2027-04-12"),  # Good Friday is a working day, Easter Monday is not
    ],
)
def test_days_are_promised_in_working_days(time_machine, asked, acknowledge, talk):
    time_machine.move_to(f"{asked} 09:00 +0100")
    request = a_request()
    assert (request.acknowledge_by.isoformat(), request.talk_by.isoformat()) == (acknowledge, talk)


def test_a_promise_stands_when_the_term_changes_later(time_machine):
    time_machine.move_to("2026-11-02 09:00 +0100")
    earlier = a_request()
    term = Parameter.objects.get(code="support_acknowledge_working_days")
    Parameter.objects.create(
        code=term.code,
        name=term.name,
        value=1,
        unit=term.unit,
        valid_from="2026-11-03",
        source="x",
        checked_on="2026-11-03",
    )
    time_machine.move_to("2026-11-03 09:00 +0100")
    later = a_request()
    assert SupportRequest.objects.get(pk=earlier.pk).acknowledge_by == date(2026, 11, 5)
    assert later.acknowledge_by == date(2026, 11, 4)


def test_a_correction_is_refused_to_whoever_saw_an_older_version(family):
    request = opened(family, head_of(family))
    actions.change_request(by=UserFactory(), request=request, words="due doposcuola", areas=[area("school")], version=0)
    with pytest.raises(ValidationError) as refusal:
        actions.change_request(by=UserFactory(), request=request, words="tre", areas=[area("school")], version=0)
    assert refusal.value.code == "changed_meanwhile"


def test_what_has_ended_is_corrected_no_more():
    request = a_request(State.CLOSED)
    with pytest.raises(ValidationError):
        actions.change_request(by=UserFactory(), request=request, words="altro", areas=[area("school")])


def test_the_register_names_fields_and_states_and_never_her_words(family):
    request = opened(family, head_of(family), words="il segreto di Salma")
    actions.state_lead(by=UserFactory(), request=request, lead=Lead.FAMILY)
    actions.refuse_request(
        by=UserFactory(), request=actions.acknowledge(by=UserFactory(), request=request), reason="il motivo di Salma"
    )
    rows = AuditRecord.objects.filter(household_id=family.pk)
    assert [row.verb for row in rows.order_by("id")] == [
        "open_request",
        "state_lead",
        "acknowledge_request",
        "refuse_request",
    ]
    assert not any("Salma" in str(row.details) for row in rows)
