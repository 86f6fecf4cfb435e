"""Rows of a list of procedures: who, which, when, how it went. What the texts mean is data and a suggestion."""

import tomllib
from pathlib import Path

from rapidfuzz import fuzz, process

from accanto.base.text import fold
from accanto.exchange.cells import codes, dates, numbers
from accanto.exchange.cells.dates import Role
from accanto.exchange.cells.reading import as_text, is_blank
from accanto.exchange.knowledge import Knowledge
from accanto.exchange.people import value_of
from accanto.exchange.reading import Row
from accanto.exchange.records import ProcedureRow, ReadSheet
from accanto.procedures.states import State

WORDS = tomllib.loads(Path(__file__).with_name("procedure_words.toml").read_text("utf-8"))
PHRASES = {phrase: code for code, phrases in WORDS["kinds"].items() for phrase in phrases}
OUTCOMES = {phrase: State(state) for state, phrases in WORDS["outcomes"].items() for phrase in phrases}
SUGGESTED = 3
LIKELY = 60
LONGEST = 200


def read_procedure(sheet: ReadSheet, row: Row, knowledge: Knowledge) -> ProcedureRow | None:
    """A row as a procedure, or None when it does not say who or which."""
    understood = sheet.understood
    name, words = as_text(understood.cell(row, "person")), as_text(understood.cell(row, "procedure"))
    if is_blank(name):
        sheet.skip("row_without_name", row)
        return None
    if is_blank(words):
        sheet.skip("procedure_without_kind", row, "person")
        return None
    outcome = fold(as_text(understood.cell(row, "outcome"))[:LONGEST])
    if outcome and outcome not in OUTCOMES:
        sheet.say("procedure_outcome_unknown", row, "outcome")
    return ProcedureRow(
        row=row.number,
        name=name[:LONGEST],
        words=words[:LONGEST].strip(),
        tax_code=next(iter(codes.codes_in(understood.cell(row, "tax_code"))), ""),
        body=_name_in(understood.cell(row, "body")),
        follower=_name_in(understood.cell(row, "followed_by")),
        archive_id=numbers.parse_whole(understood.cell(row, "archive_id")).value,
        begun=value_of(sheet, row, "date", dates.parse_date, Role.PAST, knowledge.today),
        due=value_of(sheet, row, "due", dates.parse_date, Role.PLANNED, knowledge.today),
        state=OUTCOMES.get(outcome),
    )


def _name_in(value) -> str:
    return "" if is_blank(value) else " ".join(as_text(value).split())[:LONGEST].strip()


def suggestions(text: str) -> list[str]:
    """Codes of the catalogue that a text may mean, the likeliest first; none where nothing is near."""
    near = process.extract(fold(text), list(PHRASES), scorer=fuzz.token_set_ratio, limit=12, score_cutoff=LIKELY)
    return list(dict.fromkeys(PHRASES[phrase] for phrase, _score, _place in near))[:SUGGESTED]
