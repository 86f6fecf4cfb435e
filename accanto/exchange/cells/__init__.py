"""One cell at a time: what was written becomes a value, or a value and what is wrong with it."""

from accanto.exchange.cells.reading import Reading, as_text

__all__ = ["Reading", "as_text"]
