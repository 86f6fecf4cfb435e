"""A social worker reads what a family shares with her office, answers, promises; the family closes it."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from accanto.base import clock
from accanto.partners.tests.factories import AgreementFactory, under_law_of
from accanto.partners.tests.share_factories import a_consent, sent_under
from accanto.plans.models import Promise
from accanto.residents.tests.factories import HouseholdFactory, PersonFactory

pytestmark = pytest.mark.journey


@pytest.fixture
def household(live_server, resident):
    """A family that an agreement covers, whose mother has consented and has an account of her own."""
    under_law_of()
    person = PersonFactory(family_name="Haddad", given_name="Rania", user=resident)
    household = HouseholdFactory(name="Haddad", head=person)
    AgreementFactory(object="Alloggi temporanei", ends_on=None).households.add(household)
    a_consent(person)
    return household


def invite(desk, household, social_worker) -> None:
    """The coordinator shares two sections and the referrals."""
    desk.goto(f"/nuclei/{household.pk}/condivisioni/")
    desk.get_by_role("link", name="Condividi", exact=True).click()
    desk.get_by_label(re.compile("^Con chi")).select_option(label=social_worker.name)
    desk.get_by_label(re.compile("^Ente")).select_option(index=0)
    desk.get_by_label(re.compile("^Chi acconsente")).select_option(index=1)
    for section in ("chi è il nucleo", "le segnalazioni", "gli impegni"):
        desk.get_by_label(re.compile(section)).check()
    desk.get_by_label(re.compile("^Perché")).fill("la segue il servizio")
    desk.get_by_role("button", name="Condividi").click()
    expect(desk.get_by_text("aperta", exact=True)).to_be_visible()


def test_from_the_invitation_to_the_end(household, opened, phone_of, coordinator, social_worker, resident, axe):
    # Given a family shared by the coordinator, and a referral that waits for an answer
    desk = opened(coordinator)
    invite(desk, household, social_worker)
    sent_under(household.shares.get())

    # When the social worker opens it
    office = opened(social_worker)
    office.goto("/condivise/")
    office.get_by_role("link", name="Haddad").click()
    expect(office.get_by_role("heading", name="Haddad")).to_be_visible()
    axe(office)

    # Then she answers, and promises something by a day
    office.get_by_role("link", name=re.compile("^Rispondi")).click()
    office.get_by_label("sì, ce ne occupiamo").check()
    office.get_by_label("Che cosa farete").fill("Venga martedì allo sportello.")
    office.get_by_role("button", name="Rispondi").click()
    expect(office.get_by_text("Venga martedì allo sportello.")).to_be_visible()
    office.get_by_role("link", name="Aggiungi un impegno").click()
    office.get_by_label(re.compile("^Che cosa farà")).fill("preparare la relazione")
    office.get_by_label(re.compile("^Entro il")).fill((clock.today() + timedelta(days=20)).isoformat())
    office.get_by_role("button", name="Salva").click()
    expect(office.get_by_text("preparare la relazione")).to_be_visible()
    assert Promise.objects.get().household == household

    # And the family sees that she read, and closes it
    phone = phone_of(resident)
    phone.goto("/mio/letture/")
    expect(phone.get_by_text(social_worker.name).first).to_be_visible()
    phone.goto("/mio/condivisioni/")
    phone.get_by_role("link", name=re.compile("^Chiudi la tua scheda")).tap()
    phone.get_by_role("button", name="Chiudi").tap()
    expect(phone.get_by_text("chiusa", exact=True)).to_be_visible()

    # While she still has the page open: her next click finds nothing
    office.get_by_role("link", name="Aggiungi un impegno").click()
    expect(office.get_by_text("preparare la relazione")).to_have_count(0)
    assert office.goto(office.url).status == 404
