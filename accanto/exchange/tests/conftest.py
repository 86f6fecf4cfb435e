"""Two cooperatives in files, as the tests of imports bring them."""

import pytest

from accanto.exchange.tests.spreadsheets import rows_of, write_csv, write_xlsx


@pytest.fixture
def aurora(tmp_path):
    write_xlsx(tmp_path / "registro.xlsx", {"Foglio1": rows_of("aurora_members"), "2026": rows_of("aurora_homes")})
    return tmp_path


@pytest.fixture
def betulla(tmp_path):
    for name in ("members", "homes", "volunteers"):
        write_csv(tmp_path / f"{name}.csv", rows_of(f"betulla_{name}"))
    return tmp_path
