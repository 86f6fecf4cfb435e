"""The public body is first responsible: we stand beside it, never in its place."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accanto.accounts.tests.factories import UserFactory
from accanto.base import clock
from accanto.directory.models import OrganisationKind
from accanto.directory.tests.factories import ContactFactory, OrganisationFactory
from accanto.support import actions
from accanto.support.models import SupportRequest
from accanto.support.states import InformedHow, Lead, NotInformedWhy, Outcome, State
from accanto.support.tests.factories import a_request

pytestmark = pytest.mark.django_db


def with_public_lead(state=State.SEEN, **values):
    """A request whose first responsible is a public body."""
    request = a_request(state)
    return actions.state_lead(
        by=UserFactory(),
        request=request,
        lead=Lead.PUBLIC_BODY,
        lead_organisation=OrganisationFactory(name="Servizi sociali del Comune di Prato"),
        **values,
    )


def test_nobody_works_on_a_request_without_a_first_responsible():
    request = a_request(State.SEEN)
    with pytest.raises(ValidationError) as refusal:
        actions.accept_request(by=UserFactory(), request=request)
    assert refusal.value.code == "lead_needed"


def test_nobody_works_in_the_place_of_a_public_body_that_knows_nothing():
    request = with_public_lead()
    with pytest.raises(ValidationError) as refusal:
        actions.accept_request(by=UserFactory(), request=request)
    assert refusal.value.code == "public_body_not_informed"
    sentence = refusal.value.messages[0]
    assert "Servizi sociali del Comune di Prato" in sentence
    assert "non lo sostituiamo" in sentence


def test_once_the_body_is_informed_the_work_begins():
    request = with_public_lead(informed_on=clock.today(), informed_how=InformedHow.PHONE)
    actions.accept_request(by=UserFactory(), request=request)
    assert request.state == State.ACCEPTED
    assert request.informed_by is not None


@pytest.mark.parametrize("why", [NotInformedWhy.DANGER, NotInformedWhy.REFUSED])
def test_a_stated_reason_takes_the_place_of_informing(why):
    request = with_public_lead(not_informed_why=why, not_informed_words="lo ha detto lei")
    actions.accept_request(by=UserFactory(), request=request)
    assert request.state == State.ACCEPTED


@pytest.mark.parametrize("lead", [Lead.FAMILY, Lead.COOPERATIVE])
def test_where_no_public_body_is_responsible_nobody_needs_to_be_informed(lead):
    request = actions.state_lead(by=UserFactory(), request=a_request(State.SEEN), lead=lead)
    actions.accept_request(by=UserFactory(), request=request)
    assert request.state == State.ACCEPTED


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"informed_how": InformedHow.PHONE}, "informed_on"),
        ({"not_informed_why": NotInformedWhy.DANGER}, "not_informed_words"),
    ],
)
def test_half_an_answer_is_none(values, field):
    with pytest.raises(ValidationError) as refusal:
        with_public_lead(**values)
    assert field in refusal.value.error_dict


def test_informed_and_spared_at_once_is_refused():
    with pytest.raises(ValidationError) as refusal:
        with_public_lead(
            informed_on=clock.today(),
            informed_how=InformedHow.EMAIL,
            not_informed_why=NotInformedWhy.DANGER,
            not_informed_words="x",
        )
    assert "not_informed_why" in refusal.value.error_dict


def test_tomorrow_nobody_has_been_informed_yet():
    with pytest.raises(ValidationError) as refusal:
        with_public_lead(informed_on=clock.today() + timedelta(days=1), informed_how=InformedHow.PHONE)
    assert "informed_on" in refusal.value.error_dict


def test_an_association_is_no_public_lead():
    charity = OrganisationFactory(kind=OrganisationKind.CHARITY, is_public=False)
    with pytest.raises(ValidationError) as refusal:
        actions.state_lead(by=UserFactory(), request=a_request(), lead=Lead.PUBLIC_BODY, lead_organisation=charity)
    assert "lead_organisation" in refusal.value.error_dict


def test_the_contact_works_in_the_body_that_is_named():
    with pytest.raises(ValidationError) as refusal:
        with_public_lead(lead_contact=ContactFactory())
    assert "lead_contact" in refusal.value.error_dict


def test_a_request_in_progress_does_not_change_to_a_body_that_knows_nothing():
    request = a_request(State.ACCEPTED)
    with pytest.raises(ValidationError) as refusal:
        actions.state_lead(
            by=UserFactory(), request=request, lead=Lead.PUBLIC_BODY, lead_organisation=OrganisationFactory()
        )
    assert refusal.value.code == "public_body_not_informed"


def test_a_change_of_lead_forgets_the_body():
    request = with_public_lead(informed_on=clock.today(), informed_how=InformedHow.PHONE)
    actions.state_lead(by=UserFactory(), request=request, lead=Lead.FAMILY)
    assert (request.lead_organisation, request.informed_on, request.informed_by) == (None, None, None)


def test_what_a_public_body_is_responsible_for_is_never_solved_by_us():
    request = with_public_lead(informed_on=clock.today(), informed_how=InformedHow.PHONE)
    actions.accept_request(by=UserFactory(), request=request)
    with pytest.raises(ValidationError) as refusal:
        actions.close_request(by=UserFactory(), request=request, outcome=Outcome.SOLVED_BY_US, reason="fatto")
    assert "outcome" in refusal.value.error_dict
    actions.close_request(by=UserFactory(), request=request, outcome=Outcome.BRIDGED, reason="fatto")
    assert request.outcome == Outcome.BRIDGED


def test_not_even_the_database_counts_it_as_ours():
    request = with_public_lead(informed_on=clock.today(), informed_how=InformedHow.PHONE)
    actions.accept_request(by=UserFactory(), request=request)
    with pytest.raises(IntegrityError), transaction.atomic():
        SupportRequest.objects.filter(pk=request.pk).update(
            state=State.CLOSED, outcome=Outcome.SOLVED_BY_US, ended_on=clock.today()
        )


def test_what_is_ours_we_may_solve():
    request = a_request(State.ACCEPTED)
    actions.close_request(by=UserFactory(), request=request, outcome=Outcome.SOLVED_BY_US, reason="fatto")
    assert request.outcome == Outcome.SOLVED_BY_US


def test_solved_by_a_body_needs_a_body():
    request = a_request(State.ACCEPTED)
    with pytest.raises(ValidationError) as refusal:
        actions.close_request(by=UserFactory(), request=request, outcome=Outcome.SOLVED_BY_BODY, reason="fatto")
    assert "outcome" in refusal.value.error_dict


def test_to_refer_is_to_inform_and_looks_again_after_fifteen_days(time_machine):
    time_machine.move_to("2026-12-20 10:00 +0100")
    request, body, by = a_request(State.SEEN), OrganisationFactory(), UserFactory()
    actions.refer_request(
        by=by, request=request, referred_to=body, informed_how=InformedHow.EMAIL, reason="è compito loro"
    )
    assert (request.lead, request.lead_organisation, request.informed_by) == (Lead.PUBLIC_BODY, body, by)
    assert request.look_again_on.isoformat() == "2027-01-04"


def test_to_refer_to_an_association_needs_a_first_responsible():
    charity = OrganisationFactory(kind=OrganisationKind.CHARITY, is_public=False)
    request = a_request(State.SEEN)
    with pytest.raises(ValidationError) as refusal:
        actions.refer_request(
            by=UserFactory(), request=request, referred_to=charity, informed_how=InformedHow.EMAIL, reason="x"
        )
    assert refusal.value.code == "lead_needed"
    assert SupportRequest.objects.get(pk=request.pk).state == State.SEEN


def test_whoever_accepts_works_on_it_when_nobody_does():
    request, by = a_request(State.SEEN), UserFactory()
    actions.state_lead(by=by, request=request, lead=Lead.FAMILY)
    actions.accept_request(by=by, request=request)
    assert [worker.user for worker in request.workers.all()] == [by]
