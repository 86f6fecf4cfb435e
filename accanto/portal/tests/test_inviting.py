"""Inviting a partner to a family's file, and the summary on paper."""

from datetime import date, datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError

from accanto.audit.models import AuditRecord
from accanto.base.clock import ROME
from accanto.directory.actions import merge_organisation
from accanto.directory.tests.factories import OrganisationFactory
from accanto.partners import actions, queries
from accanto.partners.models import Disclosure, Share
from accanto.partners.tests.factories import AgreementFactory, under_law_of
from accanto.partners.tests.share_factories import a_consent, a_share
from accanto.residents.tests.factories import HouseholdFactory, PersonFactory

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
def ready(social_worker):
    """A household that an agreement covers, whose head has consented."""
    household, agreement = HouseholdFactory(), AgreementFactory()
    agreement.households.add(household)
    a_consent(household.members.get().person)
    return household


def invitation(household, social_worker, **values) -> dict:
    basis = (queries.bases_of(household) or [None])[0]
    consent = (queries.consents_to_share(household) or [None])[0]
    return {
        "user": social_worker.pk,
        "basis": basis.key if basis else "",
        "consent": consent.pk if consent else "",
        "sections": ["masthead", "requests"],
        "until": "2026-06-30",
        "why": "la segue il servizio",
        **values,
    }


def test_the_coordinator_invites_and_ends(client_of, coordinator, social_worker, ready):
    client, page = client_of(coordinator), f"/nuclei/{ready.pk}/condivisioni/"
    assert client.post(f"{page}nuova/", invitation(ready, social_worker)).status_code == 302
    share = Share.objects.get()
    assert client_of(social_worker).get(address(share)).status_code == 200
    assert "aperta" in client.get(page).content.decode()
    client.post(f"{page}{share.pk}/chiudi/")
    assert client_of(social_worker).get(address(share)).status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [
        {"until": "2026-03-01"},
        {"until": "2028-01-15"},  # the agreement ends the day before
        {"until": "2027-03-05"},  # more than a year
        {"sections": []},
        {"sections": ["diary"]},
        {"basis": "agreement-1-999999"},
        {"consent": 999999},
        {"why": ""},
    ],
)
def test_an_invitation_that_cannot_be_is_refused(client_of, coordinator, social_worker, ready, wrong):
    page = client_of(coordinator).post(
        f"/nuclei/{ready.pk}/condivisioni/nuova/", invitation(ready, social_worker, **wrong)
    )
    assert page.status_code == 422 and not Share.objects.exists()


def test_without_consent_or_agreement_the_page_says_what_is_missing(client_of, coordinator, social_worker):
    household = HouseholdFactory()
    page = client_of(coordinator).post(
        f"/nuclei/{household.pk}/condivisioni/nuova/", invitation(household, social_worker)
    )
    text = page.content.decode()
    assert page.status_code == 422 and "Manca il consenso." in text and "Manca la base." in text


def test_of_several_bodies_none_is_chosen_beforehand(client_of, coordinator, ready):
    page, address = client_of(coordinator), f"/nuclei/{ready.pk}/condivisioni/nuova/"
    assert [key for key, _label in page.get(address).context["form"].fields["basis"].choices] == [
        basis.key for basis in queries.bases_of(ready)
    ]
    ready.agreements.get().parties.add(OrganisationFactory())
    choices = page.get(address).context["form"].fields["basis"].choices
    assert [key for key, _label in choices] == ["", *(basis.key for basis in queries.bases_of(ready))]


def test_a_body_that_was_merged_into_another_is_shared_nothing_new(ready):
    (basis,) = queries.bases_of(ready)
    merge_organisation(
        by=None, organisation=basis.organisation, successor=OrganisationFactory(), merged_on=date(2026, 3, 2)
    )
    assert queries.bases_of(ready) == []


def test_a_restricted_household_is_not_shared(coordinator, social_worker, ready):
    basis, consent = queries.bases_of(ready)[0], queries.consents_to_share(ready)[0]
    ready.is_restricted = True
    with pytest.raises(ValidationError, match="riservato"):
        actions.share_file(
            by=coordinator,
            household=ready,
            user=social_worker,
            basis=basis,
            consent=consent,
            sections=["masthead"],
            until=date(2026, 6, 30),
            why="x",
        )


# --- On paper ---------------------------------------------------------------------------------------


def test_a_summary_on_paper_is_kept_and_says_to_whom_and_why(client_of, coordinator, resident, share):
    page = f"/nuclei/{share.household_id}/condivisioni/carta/"
    form = {
        "organisation": share.organisation_id,
        "to_whom": "Dott.ssa Bini",
        "why": "valutazione dell'alloggio",
        "consent": share.consent_id,
        "sections": ["masthead", "promises"],
    }
    client = client_of(coordinator)
    assert client.post(page, {**form, "consent": ""}).status_code == 422
    assert client.post(page, form).status_code == 302
    given = Disclosure.objects.get()
    assert (given.to_whom, given.sections, given.given_by) == ("Dott.ssa Bini", ["masthead", "promises"], coordinator)
    assert given.document.media_type == "application/pdf"
    assert AuditRecord.objects.filter(verb="give_summary", household_id=share.household_id).exists()
    assert "Dott.ssa Bini" in client_of(resident).get("/mio/condivisioni/").content.decode()
