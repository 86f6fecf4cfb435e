"""Invented shared files for tests."""

from datetime import date, datetime, timedelta

from accanto.accounts.access import Role
from accanto.accounts.tests.factories import UserFactory
from accanto.base import clock
from accanto.partners import models
from accanto.partners.states.shares import Section
from accanto.partners.tests.factories import AgreementFactory
from accanto.residents.models import Consent
from accanto.residents.models.consents import ConsentPurpose
from accanto.residents.tests.factories import HouseholdFactory
from accanto.support.states import State
from accanto.support.tests.factories import a_request


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
    row["consent"] = row["consent"] or a_consent(household.members.first().person, answered_on=row["since"])
    share = models.Share.objects.create(
        household=household, agreement=agreement, invited_by=UserFactory(role=Role.COORDINATOR), **row
    )
    models.ShareSection.objects.bulk_create(models.ShareSection(share=share, section=name) for name in sections)
    return share


def sent_under(share: models.Share, **values) -> models.Referral:
    """A referral about the shared household to the body that reads it, waiting for an answer."""
    given = {"direction": "out", "state": "sent", "ground": "consent", "how": "email", "sent_on": clock.today()}
    return models.Referral.objects.create(
        household=share.household,
        request=a_request(State.ACCEPTED, household=share.household, by=share.invited_by),
        organisation=share.organisation,
        consent=share.consent,
        written_by=share.invited_by,
        asked="Un contributo per le bollette",
        **given | values,
    )


def met_under(share: models.Share) -> models.Appointment:
    """An appointment of the shared household with the body that reads it."""
    at = datetime(2099, 1, 1, 9, tzinfo=clock.ROME)
    about = {"household": share.household, "organisation": share.organisation}
    return models.Appointment.objects.create(what="colloquio", at=at, written_by=share.user, **about)
