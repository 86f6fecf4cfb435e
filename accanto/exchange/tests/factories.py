"""An import to look at in tests."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from accanto.exchange import actions
from accanto.exchange.models import ImportBatch
from accanto.exchange.tests.spreadsheets import rows_of, write_csv
from accanto.residents.tests.factories import PersonFactory


def make_batch(by=None, name: str = "betulla_members") -> ImportBatch:
    """An import of one file, tried but not confirmed."""
    with TemporaryDirectory() as folder:
        path = write_csv(Path(folder) / f"{name}.csv", rows_of(name))
        batch = actions.open_batch(by=by, files=[(path, path.name)])
    return actions.check_batch(by=by, batch=batch)


def make_doubtful_batch() -> ImportBatch:
    """An import that asks whether a line is about somebody who is there already."""
    PersonFactory(family_name="Bianchi", given_name="Luca", birth_date=date(1970, 4, 7))
    PersonFactory(family_name="Rossi", given_name="Mario", birth_date=date(1980, 1, 1))
    PersonFactory(family_name="Tosti", given_name="Pervia", birth_date=date(1990, 1, 1))
    return make_batch()
