"""Writes of residents, by subject."""

from accanto.residents.actions.comparing import compare_everybody, compare_people
from accanto.residents.actions.consents import record_consent, withdraw_consent
from accanto.residents.actions.households import (
    add_household_member,
    add_new_household_member,
    add_warning,
    change_household,
    close_household,
    end_household_member,
    end_warning,
    name_reader,
    note_presence,
    open_household,
    open_household_for,
    restrict_household,
    stop_naming_reader,
    unrestrict_household,
)
from accanto.residents.actions.membership import admit_member, change_membership
from accanto.residents.actions.merges import merge_people, set_apart, undo_merge
from accanto.residents.actions.papers import add_paper, change_paper, change_paper_kind, renew_paper
from accanto.residents.actions.people import add_contact_point, add_person, change_contact_point, change_person
from accanto.residents.actions.team import add_to_team, end_team_place

__all__ = [
    "add_contact_point",
    "add_household_member",
    "add_new_household_member",
    "add_paper",
    "add_person",
    "add_to_team",
    "add_warning",
    "admit_member",
    "change_contact_point",
    "change_household",
    "change_membership",
    "change_paper",
    "change_paper_kind",
    "change_person",
    "close_household",
    "compare_everybody",
    "compare_people",
    "end_household_member",
    "end_team_place",
    "end_warning",
    "merge_people",
    "name_reader",
    "note_presence",
    "open_household",
    "open_household_for",
    "record_consent",
    "renew_paper",
    "restrict_household",
    "set_apart",
    "stop_naming_reader",
    "undo_merge",
    "unrestrict_household",
    "withdraw_consent",
]
