"""What the common life of the building asks of one household."""

from django.db.models import QuerySet
from django.http import Http404

from accanto.base import clock
from accanto.base.statements import GivenId, kept
from accanto.coexistence.models import CoexistencePact, HouseholdSign, HouseRules
from accanto.coexistence.queries.homes import signs_of
from accanto.coexistence.queries.rota import turns_of
from accanto.coexistence.queries.rules import ITALIAN, in_force, language_for, pacts_of, readings_in
from accanto.coexistence.states import PactState
from accanto.housing.queries import home_of
from accanto.residents import queries as residents
from accanto.residents.models import Household, Person
from accanto.residents.permissions import running


def household_living(household: Household) -> dict:
    """Rules and who signed them, pacts, turns, exemptions, and the sign on the stairs."""
    home = home_of(household)
    building = home.dwelling.building if home else None
    rules = in_force(building)
    return {
        "household": household,
        "building": building,
        "rules": rules,
        "readings": readings_in(household, rules),
        "pacts": pacts_of(household),
        "turns": turns_of(household, building) if building else [],
        "exemptions": household.exemptions.exclude(until__lt=clock.today()),
        "sign": signs_of(building)[household.pk] if building else "",
    }


def rules_in_force_for(household: Household) -> HouseRules:
    """The rules that bind a household. Raises Http404 while there are none."""
    home = home_of(household)
    rules = in_force(home.dwelling.building if home else None)
    if rules is None:
        raise Http404
    return rules


def pact_basis(household: Household) -> tuple[HouseRules | None, str]:
    """What a new pact starts from: the rules in force, and the language in which the head can read them."""
    home = home_of(household)
    rules = in_force(home.dwelling.building if home else None)
    members = residents.members_of(household)
    language = language_for(rules, members[0].person)[0] if rules and members else ITALIAN
    return rules, language


def people_to_name(household: Household) -> QuerySet[Person]:
    """The people of a household today."""
    present = household.members.filter(running())
    return Person.objects.current().filter(pk__in=present.values("person")).order_by("birth_date", "pk")


def sign_of(household: Household) -> dict:
    """How a household is called on the stairs, as a form shows it."""
    sign = HouseholdSign.objects.filter(household=household).first()
    return {"sign": sign.sign, "person": sign.person_id} if sign else {"sign": "dwelling"}


def pact_in_words(household: Household) -> CoexistencePact | None:
    """The pact in force or proposed, for the household's page. One query."""
    return next(iter(_pact().objects_of(household=household)), None)


@kept
def _pact() -> QuerySet:
    alive = CoexistencePact.objects.filter(state__in=[PactState.SIGNED, PactState.PROPOSED])
    return alive.filter(household=GivenId("household")).select_related("rules").order_by("-state", "-proposed_on")[:1]
