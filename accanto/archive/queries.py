"""Whose archive this is, and whether it has begun."""

from accanto.archive.models import Cooperative

_begun = False


def cooperative() -> Cooperative:
    """The cooperative of this archive. Raises Cooperative.DoesNotExist in an archive that has not begun."""
    return Cooperative.objects.get()


def has_begun() -> bool:
    """Whether somebody has said whose archive this is.

    Every request asks. An archive never goes back to its beginning, so that a process that has
    once seen the cooperative asks the database no more.
    """
    global _begun
    _begun = _begun or Cooperative.objects.exists()
    return _begun
