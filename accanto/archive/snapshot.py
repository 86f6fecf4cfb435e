"""A copy of the database as it was at one moment, taken while others write."""

import os
import subprocess
from pathlib import Path

from django.db import DatabaseError, connection
from django.utils.translation import gettext as _

from accanto.archive.problems import ArchiveError

SQLITE_COPY = "accanto.sqlite3"
POSTGRESQL_COPY = "database.dump"


def take(folder: Path) -> Path:
    """Write the copy into `folder`, check it and return its path. Raises ArchiveError."""
    if connection.vendor == "postgresql":
        return _dump(folder / POSTGRESQL_COPY)
    return _vacuum_into(folder / SQLITE_COPY)


def put_back(copy: Path) -> None:
    """Read a PostgreSQL copy into the empty database of DATABASE_URL. Raises ArchiveError.

    A copy of SQLite needs no reading: its file is the database.
    """
    if connection.vendor != "postgresql":
        raise ArchiveError(_("Questa copia viene da PostgreSQL: indica in DATABASE_URL dove rimetterla."))
    if connection.introspection.table_names():
        raise ArchiveError(_("Il database di DATABASE_URL non è vuoto: non lo tocco."))
    connection.close()
    _postgresql_tool("pg_restore", "--no-owner", "--exit-on-error", "--single-transaction", str(copy))


def integrity_problems(database) -> list[str]:
    """What SQLite's own check says of a file open in `database`; nothing when all is well."""
    with database.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        return [line for (line,) in cursor.fetchall() if line != "ok"]


def _vacuum_into(path: Path) -> Path:
    if not Path(connection.settings_dict["NAME"]).exists():
        raise ArchiveError(_("Qui non c'è nessun archivio: %(path)s") % {"path": connection.settings_dict["NAME"]})
    source = connection.copy()  # its own connection: VACUUM cannot run inside a transaction
    try:
        with source.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(path)])
    except DatabaseError as error:
        raise ArchiveError(_("Il database non si lascia copiare: %(error)s") % {"error": error}) from error
    finally:
        source.close()
    _check(path)
    return path


def _check(path: Path) -> None:
    copy = connection.copy()
    copy.settings_dict = {**copy.settings_dict, "NAME": str(path)}
    try:
        found = integrity_problems(copy)
    except DatabaseError as error:
        found = [str(error)]
    finally:
        copy.close()
    if found:
        raise ArchiveError(_("La copia del database non è sana: %(found)s") % {"found": found[0]})


def _dump(path: Path) -> Path:
    _postgresql_tool("pg_dump", "--format=custom", "--no-owner", f"--file={path}")
    return path


def _postgresql_tool(program: str, *options: str) -> None:
    """Run a program of PostgreSQL against our database, as `dbshell` would run psql."""
    (_psql, *where, name), environment = connection.client_class.settings_to_cmd_args_env(connection.settings_dict, [])
    try:
        subprocess.run(
            [program, *where, f"--dbname={name}", *options],
            env={**os.environ, **(environment or {})},
            check=True,
            capture_output=True,
            text=True,
        )
    except FileNotFoundError:
        raise ArchiveError(_("Manca %(program)s: installa il client di PostgreSQL.") % {"program": program}) from None
    except subprocess.CalledProcessError as error:
        raise ArchiveError(f"{program}: {error.stderr.strip()}") from error
