"""Invented reports for tests."""

from datetime import date

import factory

from accanto.partners.tests.factories import AgreementFactory
from accanto.reports.models import AgreementReport


class ReportFactory(factory.django.DjangoModelFactory):
    """A draft on the first half of 2026."""

    class Meta:
        model = AgreementReport

    agreement = factory.SubFactory(AgreementFactory)
    since = date(2026, 1, 1)
    until = date(2026, 6, 30)
