"""Invented referrals for tests, made by the actions that make real ones."""

from accanto.accounts.tests.factories import UserFactory
from accanto.base import clock
from accanto.directory.tests.factories import OrganisationFactory
from accanto.partners import actions
from accanto.partners.models import Referral
from accanto.support.states import InformedHow, State
from accanto.support.tests.factories import a_request

ASKED = "Chiediamo un colloquio per la domanda di contributo affitto"
SERVICES = "Servizi sociali di Prato"


def a_draft(*, by=None, request=None, **values) -> Referral:
    """A referral that has not gone out, about a request that has been seen."""
    request = request or a_request(State.SEEN)
    given = {"organisation": values.pop("organisation", None) or OrganisationFactory(), "asked": ASKED}
    return actions.write_referral(by=by or UserFactory(), request=request, **given | values)


def a_referral(**values) -> Referral:
    """A referral sent today by e-mail."""
    given = {"sent_on": clock.today(), "how": InformedHow.EMAIL}
    return a_draft(**given | values)


def an_arrival(*, by=None, **values) -> Referral:
    """A family that a body sends to us, unknown until then."""
    given = {"asked": "Cerca casa con due figli", "sent_on": clock.today(), "how": InformedHow.LETTER}
    if "household" not in values:
        given["family_named"] = "Amal Idrissi"
    organisation = values.pop("organisation", None) or OrganisationFactory()
    return actions.receive_referral(by=by or UserFactory(), organisation=organisation, **given | values)
