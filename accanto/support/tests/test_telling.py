"""Who is told about a family, by whom, and on what ground: her consent, or what the law allows without it."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from accanto.accounts.tests.factories import UserFactory
from accanto.base import clock
from accanto.directory.actions import merge_organisation
from accanto.directory.models import OrganisationKind
from accanto.directory.tests.factories import OfficeFactory, OrganisationFactory
from accanto.residents.actions import withdraw_consent
from accanto.residents.models.consents import ConsentPurpose
from accanto.residents.queries import consent_running
from accanto.residents.tests.factories import HouseholdFactory, HouseholdMemberFactory, PersonFactory
from accanto.support import actions
from accanto.support.models import SupportRequest
from accanto.support.states import Channel, InformedHow, Lead, Outcome, State, ToldUnder
from accanto.support.tests.factories import a_request, consents_to_talk, head_of

pytestmark = pytest.mark.django_db


def tell(request, body=None, **values):
    """State a public lead that was told today by phone."""
    given = {"informed_on": clock.today(), "informed_how": InformedHow.PHONE}
    return actions.state_lead(
        by=UserFactory(),
        request=request,
        lead=Lead.PUBLIC_BODY,
        lead_organisation=body or OrganisationFactory(),
        **given | values,
    )


def without_consent(state=State.SEEN):
    request = a_request(state)
    withdraw_consent(by=UserFactory(), consent=request.asked_by.consents.get())
    return request


def test_nobody_is_told_without_her_consent():
    request = without_consent()
    with pytest.raises(ValidationError) as refusal:
        tell(request)
    assert "informed_under" in refusal.value.error_dict
    assert str(request.asked_by) in refusal.value.messages[0]
    with pytest.raises(ValidationError):
        actions.refer_request(
            by=UserFactory(),
            request=request,
            referred_to=OrganisationFactory(),
            informed_how=InformedHow.PHONE,
            reason="è compito loro",
        )
    assert SupportRequest.objects.get().state == State.SEEN


@pytest.mark.parametrize("ground", [ToldUnder.DANGER, ToldUnder.CHILD, ToldUnder.DUTY])
def test_what_the_law_allows_without_it_is_named(ground):
    request = tell(without_consent(), informed_under=ground)
    assert (request.informed_under, request.is_public_body_told_or_spared) == (ground, True)


def test_consent_to_speak_with_services_is_none_to_speak_with_a_school():
    school, request = OrganisationFactory(kind=OrganisationKind.SCHOOL), a_request(State.SEEN)
    with pytest.raises(ValidationError):
        tell(request, school)
    consents_to_talk(request.asked_by, ConsentPurpose.SHARE_WITH_SCHOOL)
    assert tell(request, school).lead_organisation == school


def test_for_a_child_the_adult_who_gave_the_word_consents():
    household = HouseholdFactory()
    child = HouseholdMemberFactory(household=household, person=PersonFactory(birth_date=date(2019, 3, 1))).person
    request = a_request(household=household, asked_by=child, word_by=head_of(household), word_how=Channel.OFFICE)
    assert tell(request).informed_under == ToldUnder.CONSENT


def test_before_her_word_nobody_was_told():
    with pytest.raises(ValidationError) as refusal:
        tell(a_request(State.SEEN), informed_on=clock.today() - timedelta(days=1))
    assert "informed_on" in refusal.value.error_dict


def test_who_told_it_and_under_which_number_are_kept():
    giulia = UserFactory(name="Giulia")
    request = tell(a_request(State.SEEN), informed_by=giulia, informed_reference="  prot. 1234/2026 ")
    assert (request.informed_by, request.informed_reference) == (giulia, "prot. 1234/2026")


def test_a_number_without_a_day_is_asked_about():
    with pytest.raises(ValidationError) as refusal:
        tell(a_request(State.SEEN), informed_on=None, informed_how="", informed_reference="prot. 1")
    assert "informed_on" in refusal.value.error_dict


def test_not_even_the_database_keeps_a_number_of_a_body_that_was_not_told():
    request = a_request()
    with pytest.raises(IntegrityError), transaction.atomic():
        SupportRequest.objects.filter(pk=request.pk).update(informed_reference="prot. 1")


def test_a_line_corrected_later_needs_no_new_consent():
    request = tell(a_request(State.SEEN))
    withdraw_consent(by=UserFactory(), consent=request.asked_by.consents.get())
    told = {"informed_on": request.informed_on, "informed_how": request.informed_how}
    tell(request, request.lead_organisation, informed_reference="prot. 7", **told)
    assert request.informed_reference == "prot. 7"


def test_the_latest_answer_counts_and_a_withdrawal_from_its_day():
    person = PersonFactory()
    services = ConsentPurpose.SHARE_WITH_SERVICES
    first = consents_to_talk(person, answered_on=date(2025, 1, 10))
    assert consent_running(person, services, date(2025, 1, 9)) is None
    assert consent_running(person, services, date(2025, 1, 10)) == first
    first.change(withdrawn_on=date(2025, 6, 1))
    assert consent_running(person, services, date(2025, 5, 31)) == first
    assert consent_running(person, services, date(2025, 6, 1)) is None
    again = consents_to_talk(person, answered_on=date(2025, 9, 1))
    assert consent_running(person, services, date(2025, 9, 2)) == again
    consents_to_talk(person, answered_on=date(2026, 1, 1), is_given=False)
    assert consent_running(person, services, date(2026, 2, 1)) is None


def test_what_lies_with_an_association_is_not_solved_by_us_either():
    request = a_request(State.SEEN)
    actions.state_lead(by=UserFactory(), request=request, lead=Lead.COOPERATIVE)
    charity = OrganisationFactory(kind=OrganisationKind.CHARITY, is_public=False)
    actions.refer_request(
        by=UserFactory(), request=request, referred_to=charity, informed_how=InformedHow.EMAIL, reason="fa corsi"
    )
    with pytest.raises(ValidationError) as refusal:
        actions.close_request(by=UserFactory(), request=request, outcome=Outcome.SOLVED_BY_US, reason="fatto")
    assert "outcome" in refusal.value.error_dict
    actions.close_request(by=UserFactory(), request=request, outcome=Outcome.SOLVED_BY_BODY, reason="fatto")
    assert request.outcome == Outcome.SOLVED_BY_BODY


def test_the_page_says_who_told_it_and_refuses_at_the_field(coordinator, client_of):
    request, body = without_consent(), OrganisationFactory(name="Comune di Prato")
    client, lead = client_of(coordinator), reverse("support:lead_edit", args=[request.pk])
    told = {
        "lead": Lead.PUBLIC_BODY,
        "lead_organisation": body.pk,
        "informed_on": clock.today().isoformat(),
        "informed_how": "letter",
        "informed_by": coordinator.pk,
        "informed_reference": "prot. 88/2026",
    }
    refused = client.post(lead, told | {"informed_under": ToldUnder.CONSENT})
    assert "informed_under" in refused.context["form"].errors
    client.post(lead, told | {"informed_under": ToldUnder.DANGER})
    page = client.get(request.get_absolute_url()).content.decode()
    assert "prot. 88/2026" in page
    assert "per un pericolo grave e vicino" in page


def test_nobody_who_may_not_open_the_file_is_said_to_have_told(coordinator, outsider, client_of):
    request = a_request(State.SEEN)
    answer = client_of(coordinator).post(
        reverse("support:lead_edit", args=[request.pk]),
        {"lead": Lead.PUBLIC_BODY, "lead_organisation": OrganisationFactory().pk, "informed_by": outsider.pk},
    )
    assert "informed_by" in answer.context["form"].errors


def test_the_office_is_of_the_body():
    office = OfficeFactory(name="Segretariato sociale")
    with pytest.raises(ValidationError) as refusal:
        tell(a_request(State.SEEN), lead_office=office)
    assert "lead_office" in refusal.value.error_dict
    assert tell(a_request(State.SEEN), office.organisation, lead_office=office).lead_office == office


def test_a_body_that_was_merged_into_another_is_named_with_it():
    body, other = OrganisationFactory(name="USL 4"), OrganisationFactory(name="Toscana Centro")
    request = tell(a_request(State.SEEN), body)
    merge_organisation(by=UserFactory(), organisation=body, successor=other, merged_on=clock.today())
    with pytest.raises(ValidationError) as refusal:
        tell(a_request(State.SEEN), body)
    assert "Toscana Centro" in refusal.value.messages[0]
    told = {"informed_on": request.informed_on, "informed_how": request.informed_how}
    assert tell(request, body, informed_reference="prot. 3", **told).lead_organisation == body
