"""What goes wrong with an archive or a copy of it, as one sentence for the person who asked."""

from dataclasses import dataclass


class ArchiveError(Exception):
    """A refusal. Its text is a sentence to show as it is."""


@dataclass(frozen=True)
class Problem:
    """Something that `verify` found: its kind, for programs, and a sentence, for people."""

    kind: str
    sentence: str
