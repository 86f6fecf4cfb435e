"""Writes of partners, by subject."""

from accanto.partners.actions.arrivals import accept_arrival, receive_referral, refuse_arrival
from accanto.partners.actions.mandates import discard_mandate, revoke_mandate, sign_mandate, write_mandate
from accanto.partners.actions.referrals import (
    answer_referral,
    change_referral,
    send_referral,
    withdraw_referral,
    write_referral,
)

__all__ = [
    "accept_arrival",
    "answer_referral",
    "change_referral",
    "discard_mandate",
    "receive_referral",
    "refuse_arrival",
    "revoke_mandate",
    "send_referral",
    "sign_mandate",
    "withdraw_referral",
    "write_mandate",
    "write_referral",
]
