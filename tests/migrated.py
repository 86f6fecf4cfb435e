"""A test archive begins as a copy of one that is already migrated: migrating it anew costs half a minute.

Kept in build/ under a name that follows from everything the migrations read. PostgreSQL, which has its
own tests of migrations, is migrated every time.
"""

import hashlib
import os
import shutil
from pathlib import Path

import pytest
from django.db import connection

ROOT = Path(__file__).parent.parent
KEPT = ROOT / "build"
# What migrations are made of, and what they import or open.
PARTS = (
    "requirements.txt",
    "accanto/*/migrations/*.py",
    "accanto/*/*.toml",
    "accanto/*/*/*.json",
    "accanto/audit/triggers.py",
    "accanto/base/*.py",
    "accanto/directory/municipalities.py",
)


def migrated() -> Path:
    """Where the migrated archive of this very state of the project is kept."""
    digest = hashlib.sha256()
    for path in sorted(path for part in PARTS for path in ROOT.glob(part)):
        digest.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes())
    return KEPT / f"migrated-{digest.hexdigest()[:16]}.sqlite3"


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_modify_db_settings) -> bool:
    """Whether the test archive is there already: copied, where it was migrated before."""
    if connection.vendor != "sqlite":
        return False
    try:
        shutil.copyfile(migrated(), connection.creation._get_test_db_name())
    except FileNotFoundError:
        return False
    return True


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_keepdb, django_db_blocker):
    """pytest-django's; what was migrated is kept for the next run, and what was kept of other states goes."""
    if django_db_keepdb or connection.vendor != "sqlite":
        return
    KEPT.mkdir(exist_ok=True)
    draft = KEPT / f"migrated-{os.getpid()}.draft"
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(draft)])
    for old in KEPT.glob("migrated-*.sqlite3"):
        old.unlink(missing_ok=True)
    draft.replace(migrated())
