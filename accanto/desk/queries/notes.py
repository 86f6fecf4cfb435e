"""What the note box offers to choose from, for the person who writes."""

from collections.abc import Collection
from dataclasses import dataclass, field

from django.db.models import F, Q, QuerySet

from accanto.accounts.models import User
from accanto.accounts.readers import Reader
from accanto.base.statements import kept
from accanto.diary import queries as diary
from accanto.diary.models import Draft
from accanto.directory.models import Organisation
from accanto.directory.queries import organisation_choices
from accanto.partners.models import Agreement, Referral
from accanto.partners.states.agreements import AgreementState
from accanto.residents import queries as residents
from accanto.residents.models import Household, HouseholdMember, Person, TeamMember
from accanto.residents.permissions import running
from accanto.support.models import SupportRequest

MINE_SHOWN = 12


@dataclass(frozen=True)
class Around:
    """Who and what belongs to the households of a note."""

    persons: list[Person] = field(default_factory=list)
    bodies: list[Organisation] = field(default_factory=list)
    readers: list[User] = field(default_factory=list)
    requests: list[SupportRequest] = field(default_factory=list)


def my_households(user) -> list[Household]:
    """The households beside which this user stands, to be chosen with one touch: where they are many, those
    that were seen last."""
    return sorted(_mine(Reader.of(user)).objects(), key=lambda household: (household.name, household.pk))


@kept
def _mine(reader: Reader) -> QuerySet:
    hers = residents.with_head(residents.households_of(reader.as_user()))
    return hers.order_by(F("last_met_on").desc(nulls_last=True), "pk")[:MINE_SHOWN]


def around(user, households: Collection[Household]) -> Around:
    """The people of these households today, the bodies that have to do with them, who else of their team
    may be let into a reserved part, and their open requests."""
    if not households:
        return Around()
    members = HouseholdMember.objects.filter(running(), household__in=households).select_related("person")
    team = TeamMember.objects.filter(running(), household__in=households, user__role="volunteer")
    readers = {place.user_id: place.user for place in team.exclude(user=user).select_related("user")}
    requests = SupportRequest.objects.visible_to(user).still_open().filter(household__in=households)
    return Around(
        persons=[row.person for row in members.order_by("id")],
        bodies=list(bodies_beside(user, households)),
        readers=list(readers.values()),
        requests=list(requests.order_by("asked_on", "id")),
    )


def bodies_beside(user, households: Collection[Household]) -> QuerySet[Organisation]:
    """Bodies of today that are first for an open request of these households, that were asked about one,
    or with which an agreement is in force."""
    requests = SupportRequest.objects.visible_to(user).still_open().filter(household__in=households)
    asked = Referral.objects.visible_to(user).filter(household__in=households)
    in_force = Agreement.objects.filter(state=AgreementState.IN_FORCE)
    return organisation_choices().filter(
        Q(pk__in=requests.values("lead_organisation"))
        | Q(pk__in=asked.values("organisation"))
        | Q(pk__in=in_force.values("parties"))
    )


def drafts_to_offer(user, *, but) -> list[Draft]:
    """Notes begun and not saved, without the one that is open."""
    return [draft for draft in diary.drafts_of(user) if str(draft.client_id) != str(but)]
