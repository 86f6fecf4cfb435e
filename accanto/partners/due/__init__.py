"""What falls due with partners, by subject; see base.due."""

from datetime import date

from accanto.base.due import DueItem, Whose
from accanto.partners.due import agreements, mandates, referrals, shares

SUBJECTS = [agreements, mandates, referrals, shares]
KINDS = {kind: name for subject in SUBJECTS for kind, name in subject.KINDS.items()}
FINISH = {kind: action for subject in SUBJECTS for kind, action in subject.FINISH.items()}
MOVE = {kind: action for subject in SUBJECTS for kind, action in subject.MOVE.items()}


def due(user, until: date, whose: Whose, limit: int = 100) -> list[DueItem]:
    """Things due by `until`, the earliest first."""
    items = [item for subject in SUBJECTS for item in subject.due(user, until, whose, limit)]
    return sorted(items, key=lambda item: (item.day, item.kind, item.subject_id))[:limit]
