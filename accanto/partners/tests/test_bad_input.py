"""What goes wrong while somebody fills in a page, tried as a user tries it: one clear sentence each, at its field."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accanto.archive.models import LegalForm
from accanto.base import clock
from accanto.directory.actions import merge_organisation
from accanto.directory.tests.factories import OrganisationFactory
from accanto.partners.models import Agreement, Mandate, Referral
from accanto.partners.tests.factories import under_law_of
from accanto.partners.tests.mandate_factories import scope
from accanto.residents.models import HouseholdRole
from accanto.residents.tests.factories import HouseholdFactory, HouseholdMemberFactory, PersonFactory
from accanto.support.states import State
from accanto.support.tests.factories import a_request, head_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def merged(coordinator):
    """A body that another takes the place of while the page is open."""
    old, new = OrganisationFactory(name="USL 4"), OrganisationFactory(name="Toscana Centro")

    def merge():
        merge_organisation(by=coordinator, organisation=old, successor=new, merged_on=clock.today())
        return old

    return merge


def said(answer, field: str) -> str:
    """The one sentence at a field of a form that was refused."""
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    (sentence,) = answer.context["form"].errors[field]
    return sentence


AGREEMENT = {
    "kind": "protocol",
    "object": "Alloggi temporanei",
    "starts_on": "2026-04-01",
    "ends_on": "2029-03-31",
    "fee": "0",
    "report_every_months": "6",
}


def test_an_agreement_that_ends_before_it_begins(client_of, coordinator):
    under_law_of(LegalForm.SOCIAL)
    sent = AGREEMENT | {"parties_0": OrganisationFactory().pk, "ends_on": "2026-03-31"}
    answer = client_of(coordinator).post("/accordi/nuovo/", sent)
    assert "prima dell'inizio" in said(answer, "ends_on")
    assert not Agreement.objects.exists()


def test_two_agreements_over_one_object(client_of, coordinator):
    under_law_of(LegalForm.SOCIAL)
    client, sent = client_of(coordinator), AGREEMENT | {"parties_0": OrganisationFactory().pk}
    client.post("/accordi/nuovo/", sent)
    assert "Scrivi perché ne serve un altro" in said(client.post("/accordi/nuovo/", sent), "overlap_reason")


def mandate_typed(household, agent, **values) -> dict:
    given = {
        "given_by": head_of(household).pk,
        "scope": scope().pk,
        "agent": agent.pk,
        "since": clock.today().isoformat(),
        "until": (clock.today() + timedelta(days=90)).isoformat(),
        "language": "it",
    }
    return given | values


def test_a_mandate_for_somebody_elses_child(client_of, coordinator):
    household = HouseholdFactory()
    aunt = HouseholdMemberFactory(household=household, role=HouseholdRole.RELATIVE).person
    born = clock.today() - timedelta(days=8 * 365)
    child = PersonFactory(birth_date=born)
    HouseholdMemberFactory(household=household, person=child, role=HouseholdRole.CHILD)
    sent = mandate_typed(household, coordinator, given_by=aunt.pk, child=child.pk, responsibility="parent")
    sent["organisation"] = OrganisationFactory().pk
    answer = client_of(coordinator).post(reverse("partners:mandate_new", args=[household.pk]), sent)
    assert "solo chi ne ha la responsabilità genitoriale" in said(answer, "child")
    assert not Mandate.objects.exists()


def test_a_mandate_towards_a_body_that_was_merged_meanwhile(client_of, coordinator, merged):
    household, old = HouseholdFactory(), merged()
    sent = mandate_typed(household, coordinator, organisation=old.pk)
    answer = client_of(coordinator).post(reverse("partners:mandate_new", args=[household.pk]), sent)
    assert said(answer, "organisation") == ("USL 4 non c'è più: è confluito in Toscana Centro. Scegli Toscana Centro.")


def test_a_referral_to_a_body_that_was_merged_meanwhile(client_of, coordinator, merged):
    request, old = a_request(State.SEEN, household=HouseholdFactory()), merged()
    sent = {"organisation": old.pk, "asked": "Un appuntamento", "ground": "danger", "ground_words": "oggi"}
    answer = client_of(coordinator).post(reverse("partners:referral_new", args=[request.pk]), sent)
    assert "è confluito in Toscana Centro" in said(answer, "organisation")


def test_a_family_that_a_body_sends_which_was_merged_meanwhile(client_of, coordinator, merged):
    old = merged()
    sent = {"organisation": old.pk, "family_named": "Elira Hoxha", "asked": "Un colloquio", "how": "email"}
    sent["sent_on"] = clock.today().isoformat()
    answer = client_of(coordinator).post(reverse("partners:arrival_new"), sent)
    assert "è confluito in Toscana Centro" in said(answer, "organisation")
    assert not Referral.objects.exists()


def test_what_was_merged_is_not_offered(client_of, coordinator, merged):
    household, old = HouseholdFactory(), merged()
    page = client_of(coordinator).get(reverse("partners:mandate_new", args=[household.pk])).content.decode()
    assert "Toscana Centro" in page and old.name not in page
