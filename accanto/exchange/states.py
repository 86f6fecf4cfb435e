"""The life of an import, as data."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class BatchState(TextChoices):
    """Where an import stands."""

    DRAFT = "draft", _("da preparare")
    CHECKED = "checked", _("provata, da confermare")
    QUEUED = "queued", _("in attesa di partire")
    RUNNING = "running", _("in corso")
    DONE = "done", _("finita")
    FAILED = "failed", _("interrotta")
    UNDONE = "undone", _("annullata")


S = BatchState

# A run that was killed leaves RUNNING behind: it may be started again, and takes up where it stopped.
TRANSITIONS: dict[BatchState, frozenset[BatchState]] = {
    S.DRAFT: frozenset({S.DRAFT, S.CHECKED}),
    S.CHECKED: frozenset({S.DRAFT, S.CHECKED, S.QUEUED, S.RUNNING}),
    S.QUEUED: frozenset({S.RUNNING, S.FAILED}),
    S.RUNNING: frozenset({S.RUNNING, S.DONE, S.FAILED}),
    S.FAILED: frozenset({S.DRAFT, S.QUEUED, S.RUNNING, S.UNDONE}),
    S.DONE: frozenset({S.UNDONE}),
    S.UNDONE: frozenset(),
}

OPEN = frozenset({S.DRAFT, S.CHECKED, S.FAILED})
AT_WORK = frozenset({S.QUEUED, S.RUNNING})
