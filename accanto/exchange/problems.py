"""What is wrong with a cell, a row or a file: a code of sentences.py, and where it is."""

from dataclasses import dataclass, field

from accanto.exchange.sentences import PROBLEMS, Level


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem, where it is and what was written there.

    `row` counts from one as the spreadsheet program does; None means the sheet or the file as a whole.
    """

    code: str
    row: int | None = None
    column: str = ""
    cell: str = ""
    value: str = ""
    said: dict = field(default_factory=dict)

    @property
    def level(self) -> Level:
        return PROBLEMS[self.code].level

    @property
    def sentence(self) -> str:
        """The sentence in the reader's language."""
        return str(PROBLEMS[self.code].sentence) % {"value": self.value, "column": self.column, **self.said}

    def as_dict(self) -> dict:
        """As it stands in report.json."""
        return {
            "row": self.row,
            "column": self.column,
            "cell": self.cell,
            "value": self.value,
            "code": self.code,
            "level": str(self.level),
            "sentence": self.sentence,
        }


class Unreadable(Exception):
    """A file that cannot be opened; carries the problem to show."""

    def __init__(self, code: str, **said):
        super().__init__(code)
        self.problem = Problem(code, said={name: str(value) for name, value in said.items()})
