"""Rows of a list of agreements: with which body, about what, from when to when, signed or not."""

import re
import tomllib
from datetime import date
from pathlib import Path

from accanto.base.text import fold
from accanto.exchange.cells import dates, numbers, terms
from accanto.exchange.cells.dates import Role
from accanto.exchange.cells.reading import as_text, is_blank
from accanto.exchange.knowledge import Knowledge
from accanto.exchange.people import value_of
from accanto.exchange.reading import Row
from accanto.exchange.records import AgreementRow, ReadSheet
from accanto.partners.rules import running_end
from accanto.partners.states.agreements import AgreementKind

WORDS = tomllib.loads(Path(__file__).with_name("agreement_words.toml").read_text("utf-8"))
INSTRUMENTS = {AgreementKind(kind): phrases for kind, phrases in WORDS["instruments"].items()}
UNSIGNED = WORDS["unsigned"]["draft"]
LIMITS = {"body": 200, "subject": 200, "protocol": 60, "contact": 150}
PARTIES_AT_MOST = 4


def read_agreement(sheet: ReadSheet, row: Row, knowledge: Knowledge) -> AgreementRow | None:
    """A row as an agreement, or None when it does not say with whom, about what or from when to when."""
    bodies, subject = _bodies(sheet, row), text_of(sheet, row, "subject")
    if not bodies or not subject:
        sheet.skip("agreement_without_subject" if bodies else "agreement_without_body", row, "body")
        return None
    number, signed = _protocol(sheet, row, knowledge.today)
    agreement = AgreementRow(row.number, bodies, subject, protocol=number, signed=signed)
    if not _read_days(sheet, row, agreement, knowledge.today):
        return None
    agreement.kind = kind_in(as_text(sheet.understood.cell(row, "kind"))[: LIMITS["subject"]], subject)
    agreement.contact = text_of(sheet, row, "contact")
    agreement.fee = value_of(sheet, row, "amount", numbers.parse_money)
    agreement.archive_id = numbers.parse_whole(sheet.understood.cell(row, "archive_id")).value
    return agreement


def text_of(sheet: ReadSheet, row: Row, name: str) -> str:
    """What a cell says, at most as long as the archive keeps it; what is cut is told."""
    value = sheet.understood.cell(row, name)
    if is_blank(value):
        return ""
    text = " ".join(as_text(value).split())
    if len(text) > LIMITS[name]:
        sheet.say("text_too_long", row, name, limit=LIMITS[name])
    return text[: LIMITS[name]].strip()


def _bodies(sheet: ReadSheet, row: Row) -> list[str]:
    """The parties: several stand on lines of their own or between semicolons."""
    whole = as_text(sheet.understood.cell(row, "body"))
    parts = [" ".join(part.split()) for part in re.split(r"[;\n]", whole)]
    bodies = list(dict.fromkeys(part[: LIMITS["body"]].strip() for part in parts if not is_blank(part)))
    if any(len(part) > LIMITS["body"] for part in parts):
        sheet.say("text_too_long", row, "body", limit=LIMITS["body"])
    return bodies[:PARTIES_AT_MOST]


def _protocol(sheet: ReadSheet, row: Row, today: date) -> tuple[str, date | None]:
    """The number, and the day of the signature: of a column of its own, else the one beside the number."""
    number, day = terms.parse_protocol(sheet.understood.cell(row, "protocol"), today)
    if len(number) > LIMITS["protocol"]:
        sheet.say("text_too_long", row, "protocol", limit=LIMITS["protocol"])
    if "signed" in sheet.understood.fields and not is_blank(sheet.understood.cell(row, "signed")):
        signed = value_of(sheet, row, "signed", dates.parse_date, Role.PAST, today)
    else:
        signed = day.value
        if day.code:
            sheet.say(day.code, row, "protocol", **day.said)
    return number[: LIMITS["protocol"]].strip(), signed


def _read_days(sheet: ReadSheet, row: Row, agreement: AgreementRow, today: date) -> bool:
    """From when to when. Days that are not clear keep the row out: an agreement without its end would never end."""
    understood = sheet.understood
    start, end = understood.cell(row, "start"), understood.cell(row, "end")
    begun = dates.parse_date(start, Role.PLANNED, today)
    agreement.start = begun.value or (agreement.signed if is_blank(start) else None)
    if agreement.start is None:
        sheet.skip("agreement_day_unclear" if not is_blank(start) else "agreement_without_start", row, "start")
        return False
    until = terms.parse_end(end, agreement.start, today)
    agreement.end = until.value
    agreement.renews = terms.renews_tacitly(understood.cell(row, "renewal"), end)
    if until.value is None and until.code:
        sheet.skip("agreement_day_unclear", row, "end")
        return False
    if agreement.end and agreement.end < agreement.start:
        said = {"start": as_text(agreement.start), "end": as_text(agreement.end)}
        sheet.skip("agreement_order", row, "end", **said)
        return False
    _note_days(sheet, row, agreement, until.code, today)
    return True


def _note_days(sheet: ReadSheet, row: Row, agreement: AgreementRow, code: str, today: date) -> None:
    """What was concluded from the days: the end of a length, the end of the term that runs today, the signature."""
    if agreement.renews and agreement.end is None:
        agreement.renews = False
        sheet.say("renewal_without_end", row, "renewal" if "renewal" in sheet.understood.fields else "end")
    if agreement.renews and agreement.end < today:
        agreement.end = running_end(agreement.start, agreement.end, today)
        sheet.say("renewed_itself", row, "end", end=as_text(agreement.end))
    elif code:
        sheet.say(code, row, "end", end=as_text(agreement.end))
    if _is_unsigned(sheet, row):
        agreement.signed = None
    elif agreement.signed is None and agreement.start <= today:
        agreement.signed = agreement.start
        sheet.say("signed_as_it_began", row, "start")
    elif agreement.signed is None:
        sheet.say("agreement_unsigned", row, "start")


def _is_unsigned(sheet: ReadSheet, row: Row) -> bool:
    state = fold(as_text(sheet.understood.cell(row, "state"))[: LIMITS["subject"]])
    return any(phrase in state for phrase in UNSIGNED)


def kind_in(*texts: str) -> str:
    """The instrument that one of the texts names, the first text counting before the others; empty when none does."""
    for text in map(fold, texts):
        for kind, phrases in INSTRUMENTS.items():
            if any(phrase in text for phrase in phrases):
                return str(kind)
    return ""
