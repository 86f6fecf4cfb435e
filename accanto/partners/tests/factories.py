"""Invented agreements for tests."""

from datetime import date

import factory

from accanto.archive.models import Cooperative, LegalForm
from accanto.directory.tests.factories import OrganisationFactory
from accanto.partners import models
from accanto.partners.states import AgreementKind, AgreementState, Side


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
