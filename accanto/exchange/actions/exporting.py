"""Writing everything out, and saying so in the register."""

from pathlib import Path

from django.db import transaction

from accanto.audit.actions import record, record_all
from accanto.base import clock
from accanto.exchange.models import Export
from accanto.exchange.writing.files import write
from accanto.exchange.writing.tables import open_to
from accanto.residents.models import Household


def export(*, by, folder: Path, format: str, with_diary_text: bool = False) -> tuple[Export, list[Path]]:
    """Write every table that `by` may read into a folder; None writes all: whoever runs the command has the archive.

    Recorded before anything is written, and in the register of every household whose file leaves.
    """
    with transaction.atomic():
        made = Export.objects.create(by=by, format=format, with_diary_text=with_diary_text)
        record(by=by, verb="export", subject=made, format=format, with_diary_text=with_diary_text)
        leaving = ((household, household.pk) for household in open_to(Household, by).only("pk").iterator())
        record_all(by=by, verb="export_household", subjects=leaving, export=made.pk)
    files, counts = write(folder, format, by=by, day=clock.today(), with_text=with_diary_text)
    made.change(rows=counts)
    return made, files
