"""An import to look at in tests."""

from pathlib import Path
from tempfile import TemporaryDirectory

from accanto.exchange import actions
from accanto.exchange.models import ImportBatch
from accanto.exchange.tests.spreadsheets import rows_of, write_csv


def make_batch(by=None, name: str = "betulla_members") -> ImportBatch:
    """An import of one file, tried but not confirmed."""
    with TemporaryDirectory() as folder:
        path = write_csv(Path(folder) / f"{name}.csv", rows_of(name))
        batch = actions.open_batch(by=by, files=[(path, path.name)])
    return actions.check_batch(by=by, batch=batch)
