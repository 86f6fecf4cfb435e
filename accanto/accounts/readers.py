"""Who reads, as far as rules of access ask about it: by this, statements of what somebody may see are kept."""

from datetime import date
from typing import NamedTuple

from accanto.accounts.access import Role
from accanto.accounts.models import User
from accanto.base import clock


class Reader(NamedTuple):
    """All that a `visible_to` may ask about a person. Where one of it changes, or the day, it is another reader."""

    id: int
    role: Role
    is_active: bool
    day: date

    @classmethod
    def of(cls, user: User) -> "Reader":
        """This person today."""
        return cls(user.pk, user.role, user.is_active, clock.today())

    def as_user(self) -> User:
        """Somebody of whom a rule learns nothing else."""
        return User(pk=self.id, role=self.role, is_active=self.is_active)
