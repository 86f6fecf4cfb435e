"""The tables of residents, by subject."""

from accanto.residents.models.consents import Consent
from accanto.residents.models.households import (
    ContactWarning,
    Household,
    HouseholdMember,
    HouseholdRole,
    NamedReader,
)
from accanto.residents.models.membership import Membership, MembershipCategory
from accanto.residents.models.merges import LikelyPair, PersonMerge, SetApart
from accanto.residents.models.papers import Paper, PaperKind
from accanto.residents.models.people import ContactKind, ContactPoint, ContactSafety, Person, Sex
from accanto.residents.models.team import TeamMember, TeamRole

__all__ = [
    "Consent",
    "ContactKind",
    "ContactPoint",
    "ContactSafety",
    "ContactWarning",
    "Household",
    "HouseholdMember",
    "HouseholdRole",
    "LikelyPair",
    "Membership",
    "MembershipCategory",
    "NamedReader",
    "Paper",
    "PaperKind",
    "Person",
    "PersonMerge",
    "SetApart",
    "Sex",
    "TeamMember",
    "TeamRole",
]
