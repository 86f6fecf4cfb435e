"""What an import found, file by file: the same on the page, in report.json and after the run."""

from collections import Counter

from accanto.exchange.arrival.plan import Outcome, Plan, row_outcomes
from accanto.exchange.fields import KINDS
from accanto.exchange.folder import Refused
from accanto.exchange.records import ReadSheet


def of_plan(plan: Plan) -> dict:
    """The report of a plan, before it is carried out or after."""
    outcomes = row_outcomes(plan)
    files = [_of_sheet(sheet, outcomes[place]) for place, sheet in enumerate(plan.folder.sheets)]
    files += [_of_refused(refused) for refused in plan.folder.refused]
    return {"files": files, "questions": plan.questions, "answered": plan.answered, "totals": _totals(files)}


def _of_sheet(sheet: ReadSheet, outcomes: dict[int, Outcome]) -> dict:
    understood = sheet.understood
    counts = Counter(outcomes.values())
    return {
        "file": understood.file,
        "sheet": understood.sheet.name,
        "kind": understood.kind or "unknown",
        "kind_label": str(KINDS[understood.kind].label) if understood.kind else "",
        "imported": not sheet.why_not,
        "header_row": understood.header.last_row,
        "mapping": {column.title: name for name, column in sorted(understood.fields.items(), key=_place)},
        "columns_left_out": [column.title for column in understood.columns if _is_left_out(sheet, column)],
        "rows_read": sheet.rows_read,
        "created": counts[Outcome.CREATED],
        "matched": counts[Outcome.MATCHED],
        "skipped": counts[Outcome.SKIPPED] + counts[Outcome.WAITING],
        "waiting": counts[Outcome.WAITING],
        "problems": [problem.as_dict() for problem in sorted(sheet.problems, key=lambda problem: problem.row or 0)],
    }


def _place(item) -> int:
    return item[1].index


def _is_left_out(sheet: ReadSheet, column) -> bool:
    kind = KINDS.get(sheet.understood.kind)
    name = next((name for name, taken in sheet.understood.fields.items() if taken is column), "")
    return kind is None or not name or not kind.field(name).is_kept


def _of_refused(refused: Refused) -> dict:
    return {
        "file": refused.file,
        "sheet": "",
        "kind": "unreadable",
        "kind_label": "",
        "imported": False,
        "header_row": 0,
        "mapping": {},
        "columns_left_out": [],
        "rows_read": 0,
        "created": 0,
        "matched": 0,
        "skipped": 0,
        "waiting": 0,
        "problems": [refused.problem.as_dict()],
    }


def _totals(files: list[dict]) -> dict:
    names = ("rows_read", "created", "matched", "skipped", "waiting")
    totals = {name: sum(file[name] for file in files) for name in names}
    return {"files": len(files), **totals, "problems": sum(len(file["problems"]) for file in files)}
