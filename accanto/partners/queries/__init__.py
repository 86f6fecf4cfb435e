"""Reads of partners, each starting from what the user may see."""

from accanto.partners.queries.mandates import (
    ending_by,
    language_of,
    mandate_covering,
    mandate_for,
    mandate_page,
    mandates_given_by,
    mandates_of,
    members_to_choose,
    own_mandate,
    reminder_days,
    scopes,
    text_in,
    text_languages,
)
from accanto.partners.queries.referrals import (
    drafts,
    referral_for,
    referral_page,
    referrals_of_household,
    referrals_of_request,
    unanswered,
    unanswered_page,
)
from accanto.partners.queries.timing import BodyTime, answer_times

__all__ = [
    "BodyTime",
    "answer_times",
    "drafts",
    "ending_by",
    "language_of",
    "mandate_covering",
    "mandate_for",
    "mandate_page",
    "mandates_given_by",
    "mandates_of",
    "members_to_choose",
    "own_mandate",
    "referral_for",
    "referral_page",
    "referrals_of_household",
    "referrals_of_request",
    "reminder_days",
    "scopes",
    "text_in",
    "text_languages",
    "unanswered",
    "unanswered_page",
]
