"""Amounts and whole numbers."""

import re
from decimal import Decimal, InvalidOperation

from accanto.exchange.cells.reading import NOTHING, Reading, as_text, is_blank

FREE = {"gratuito", "gratuita", "gratis", "nessuno", "nessuna", "zero", "comodato gratuito", "esente"}
CENT = Decimal("0.01")
MAX_AMOUNT = Decimal(10) ** 8
AMOUNT = re.compile(r"[-+]?\d[\d.,'’ ]*")
CURRENCY = re.compile(r"€|\beuro?s?\b|\beur\b|,-+$|\.-+$|/?\s*(?:al\s+)?mes[ei]\b|\bmensili\b", re.IGNORECASE)


def parse_money(value) -> Reading:
    """Euro, as Decimal with two decimals: "€ 1.250,00", "1250.0" and "1.250" are all the same 1250."""
    if is_blank(value):
        return NOTHING
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _amount(Decimal(repr(value)))
    text = CURRENCY.sub(" ", as_text(value)).strip()
    if text.casefold() in FREE:
        return Reading(Decimal("0.00"))
    match = AMOUNT.search(text)
    number = decimal_of(match[0]) if match else None
    if number is None:
        return Reading(code="money_unreadable")
    reading = _amount(number)
    beside = (text[: match.start()] + text[match.end() :]).strip(" .,;:()")
    if beside and reading.value is not None:
        return Reading(reading.value, "money_with_text", {"read": str(reading.value)})
    return reading


def _amount(number: Decimal) -> Reading:
    if not number.is_finite() or abs(number) >= MAX_AMOUNT:
        return Reading(code="money_unreadable")
    if number < 0:
        return Reading(code="money_negative")
    return Reading(number.quantize(CENT))


def decimal_of(text: str) -> Decimal | None:
    """A number as Italians, accountants and programs write it; None when it is none.

    The last of two different signs is the decimal one; a lone dot before exactly three digits groups thousands.
    """
    digits = re.sub(r"['’ ]", "", text).strip(".,")
    dot, comma = digits.rfind("."), digits.rfind(",")
    if dot >= 0 and comma >= 0:
        decimal_sign = "." if dot > comma else ","
    elif comma >= 0:
        decimal_sign = "," if digits.count(",") == 1 else ""
    else:
        grouped = digits.count(".") > 1 or re.fullmatch(r"[-+]?[1-9]\d{0,2}\.\d{3}", digits)
        decimal_sign = "" if grouped else "."
    whole = re.sub(r"[.,]", lambda sign: "." if sign[0] == decimal_sign else "", digits)
    try:
        return Decimal(whole)
    except InvalidOperation:
        return None


def parse_whole(value, *, highest: int = 2_000_000_000) -> Reading:
    """A whole number, perhaps with a unit beside it ("105 mq", "n. 12")."""
    if is_blank(value):
        return NOTHING
    match = AMOUNT.search(as_text(value))
    number = decimal_of(match[0]) if match else None
    if number is None or number < 0 or number > highest:
        return Reading(code="number_unreadable")
    return Reading(int(number.to_integral_value()))


def parse_book_number(value) -> Reading:
    """A number of the members' book: nothing but a whole number, perhaps after "n."."""
    if is_blank(value):
        return NOTHING
    match = re.fullmatch(r"(?:n(?:r|um)?\.?\s*)?0*(\d{1,9})", as_text(value), re.IGNORECASE)
    return Reading(int(match[1])) if match and int(match[1]) else Reading(code="number_unreadable")
