"""Invented mandates for tests, made by the actions that make real ones."""

from datetime import timedelta

from accanto.accounts.access import Role
from accanto.accounts.tests.factories import UserFactory
from accanto.base import clock
from accanto.directory.tests.factories import OrganisationFactory
from accanto.partners import actions
from accanto.partners.models import Mandate, MandateScope
from accanto.residents.tests.factories import HouseholdFactory
from accanto.support.tests.factories import head_of


def scope(code: str = "procedure") -> MandateScope:
    """One of the seeded scopes."""
    return MandateScope.objects.get(code=code)


def a_mandate(*, by=None, household=None, **values) -> Mandate:
    """A mandate of a household's head, for a year, not signed yet."""
    household = household or HouseholdFactory()
    by = by or UserFactory(role=Role.COORDINATOR)
    given = {
        "given_by": values.get("given_by") or head_of(household),
        "agent": by,
        "scope": scope(),
        "organisation": values.get("organisation") or OrganisationFactory(),
        "since": clock.today(),
        "until": clock.today() + timedelta(days=365),
    }
    return actions.write_mandate(by=by, household=household, **given | values)


def a_bare_mandate(*, household, agent, **values) -> Mandate:
    """A mandate as it stands in the table, whoever may open the household's file."""
    return Mandate.objects.create(
        household=household,
        given_by=head_of(household),
        agent=agent,
        scope=scope(),
        organisation=OrganisationFactory(),
        since=clock.today(),
        until=clock.today() + timedelta(days=365),
        written_by=agent,
        **values,
    )


def a_signed_mandate(*, by=None, **values) -> Mandate:
    """A mandate signed today."""
    mandate = a_mandate(by=by, **values)
    return actions.sign_mandate(by=by or mandate.agent, mandate=mandate, signed_on=clock.today())
