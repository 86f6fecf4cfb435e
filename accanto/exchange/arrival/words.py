"""Questions about words: asked once for each text, whatever the number of rows, and answered once for all imports."""

from collections.abc import Iterable

from accanto.base.text import fold
from accanto.exchange.arrival.plan import Plan
from accanto.exchange.reading import Row
from accanto.exchange.records import ReadSheet

OF_PROCEDURES, OF_BODIES, OF_FOLLOWERS = "k", "b", "f"


def key_of(what: str, words: str) -> str:
    """The key of the question what these words mean: kind of question, then the folded words."""
    return f"{what}:{fold(words)}"


def is_of_words(key: str) -> bool:
    """Whether a question is about words, and not about one row."""
    return key.partition(":")[0] in (OF_PROCEDURES, OF_BODIES, OF_FOLLOWERS)


def suggested(questions: Iterable[dict]) -> dict[str, str]:
    """The suggestion for each question that has one: key → answer."""
    return {question["key"]: question["suggested"] for question in questions if question.get("suggested")}


def ask(plan: Plan, sheet: ReadSheet, row: Row, question: dict, answer: str = "") -> None:
    """Ask a person, or note what she has answered; a text that stands on many rows counts them."""
    if question["key"] in plan.asked:
        plan.asked[question["key"]]["count"] += 1
        return
    where = {"file": sheet.understood.file, "row": row.number, "count": 1}
    plan.asked[question["key"]] = {**question, **where, "answer": answer}
    (plan.answered if answer else plan.questions).append(plan.asked[question["key"]])
