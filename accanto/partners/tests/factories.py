"""Invented agreements and shared files for tests."""

from datetime import date, timedelta

import factory

from accanto.accounts.access import Role
from accanto.accounts.tests.factories import UserFactory
from accanto.archive.models import Cooperative, LegalForm
from accanto.base import clock
from accanto.directory.tests.factories import OrganisationFactory
from accanto.partners import models
from accanto.partners.states import AgreementKind, AgreementState, Side
from accanto.partners.states.shares import Section
from accanto.residents.models import Consent
from accanto.residents.models.consents import ConsentPurpose
from accanto.residents.tests.factories import HouseholdFactory


class AgreementFactory(factory.django.DjangoModelFactory):
    """A protocol in force for three years; `parties=` bodies, or one is invented."""

    class Meta:
        model = models.Agreement
        skip_postgeneration_save = True

    kind = AgreementKind.PROTOCOL
    object = factory.Sequence(lambda number: f"Alloggi temporanei {number}")
    signed_on = date(2025, 1, 10)
    starts_on = date(2025, 1, 15)
    ends_on = date(2028, 1, 14)
    state = AgreementState.IN_FORCE

    @factory.post_generation
    def parties(self, create, extracted, **kwargs):
        if create:
            self.parties.set(extracted or [OrganisationFactory()])


class DutyFactory(factory.django.DjangoModelFactory):
    """Something that the cooperative promised."""

    class Meta:
        model = models.Duty

    agreement = factory.SubFactory(AgreementFactory)
    side = Side.COOPERATIVE
    what = "mandare l'elenco degli alloggi"
    due_on = date(2026, 12, 1)


class CostFactory(factory.django.DjangoModelFactory):
    """A bill that was paid."""

    class Meta:
        model = models.AgreementCost

    agreement = factory.SubFactory(AgreementFactory)
    day = date(2026, 3, 2)
    what = "caldaia"
    amount = "120.50"
    evidence = "fattura n. 12"


def under_law_of(legal_form: str = LegalForm.SOCIAL) -> Cooperative:
    """The cooperative of the archive, of this legal form."""
    return Cooperative.objects.update_or_create(defaults={"name": "Le Case", "legal_form": legal_form})[0]


def a_consent(person, **values) -> Consent:
    """Her yes to being talked about with public services, of today."""
    given = {"purpose": ConsentPurpose.SHARE_WITH_SERVICES, "is_given": True, "answered_on": clock.today()}
    return person.consents.create(**{**given, "notice_version": "1", "evidence": "firmato", **values})


def a_share(*, household=None, user=None, agreement=None, sections=tuple(Section), **values) -> models.Share:
    """A file shared with a social worker for a month, under an agreement that names the household."""
    household = household or HouseholdFactory()
    agreement = agreement or AgreementFactory(ends_on=None, starts_on=date(2020, 1, 1), signed_on=date(2020, 1, 1))
    agreement.households.add(household)
    defaults = {
        "user": user or UserFactory(role=Role.SOCIAL_WORKER),
        "organisation": agreement.parties.first(),
        "consent": None,
        "since": clock.today(),
        "until": clock.today() + timedelta(days=30),
        "why": "la segue il servizio",
    }
    row = defaults | values
    row["consent"] = row["consent"] or a_consent(household.members.first().person)
    share = models.Share.objects.create(
        household=household, agreement=agreement, invited_by=UserFactory(role=Role.COORDINATOR), **row
    )
    models.ShareSection.objects.bulk_create(models.ShareSection(share=share, section=name) for name in sections)
    return share
