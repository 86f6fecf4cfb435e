"""Is the archive whole? What can be asked without knowing what its rows mean."""

import time
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import FileField
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accanto.archive import snapshot
from accanto.archive.problems import Problem
from config import home

# A file is on the disk before its row is in the database: younger ones may still be on their way.
UPLOAD_SECONDS = 60 * 60


def archive_exists() -> bool:
    """Whether there is a database to ask; looking must not create one."""
    return connection.vendor != "sqlite" or Path(connection.settings_dict["NAME"]).exists()


def database_problems() -> list[Problem]:
    """What the database says of itself: its pages, its foreign keys, its constraints."""
    try:
        return [*_integrity(), *_broken_references()]
    except DatabaseError as error:
        return [Problem("integrity", _("Il database non si legge: %(error)s") % {"error": error})]


def _integrity() -> Iterator[Problem]:
    if connection.vendor == "sqlite":
        for line in snapshot.integrity_problems(connection):
            yield Problem("integrity", _("Il database è rovinato: %(line)s") % {"line": line})


def _broken_references() -> Iterator[Problem]:
    """Rows that point nowhere (SQLite); constraints that PostgreSQL was told not to check."""
    question = (
        "PRAGMA foreign_key_check"
        if connection.vendor == "sqlite"
        else "SELECT conrelid::regclass::text, conname FROM pg_constraint WHERE NOT convalidated"
    )
    with connection.cursor() as cursor:
        cursor.execute(question)
        for table, row, *_rest in cursor.fetchall():
            yield Problem(
                "foreign_key",
                _("In %(table)s la riga %(row)s rimanda a qualcosa che non c'è.") % {"table": table, "row": row},
            )


def migration_problems() -> list[Problem]:
    """Tables older than this program, or newer."""
    return older_tables() + newer_tables()


def older_tables() -> list[Problem]:
    """Updates of the tables that are still to be made."""
    executor = MigrationExecutor(connection)
    pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not pending:
        return []
    sentence = ngettext(
        "C'è %(count)s aggiornamento delle tabelle da fare: lo fa ./run serve.",
        "Ci sono %(count)s aggiornamenti delle tabelle da fare: li fa ./run serve.",
        len(pending),
    )
    return [Problem("migrations", sentence % {"count": len(pending)})]


def newer_tables() -> list[Problem]:
    """Updates of the tables that this program does not know."""
    loader = MigrationExecutor(connection).loader
    ours = {config.label for config in apps.get_app_configs() if config.name.startswith("accanto.")}
    unknown = [key for key in loader.applied_migrations if key[0] in ours and key not in loader.disk_migrations]
    if not unknown:
        return []
    name = ".".join(sorted(unknown)[-1])
    sentence = _("L'archivio è di una versione più nuova di questo programma (%(name)s).") % {"name": name}
    return [Problem("migrations", sentence)]


def document_problems() -> list[Problem]:
    """Documents that a row names and the disk lacks, and files on the disk that no row names."""
    on_disk = dict(_files())
    named = set(_named())
    missing = sorted(name for name in named - on_disk.keys() if not (home.DOCUMENTS / name).is_file())
    settled = time.time() - UPLOAD_SECONDS
    orphaned = sorted(name for name, changed in on_disk.items() if name not in named and changed < settled)
    return [
        *(Problem("missing_document", _("Manca il documento %(name)s.") % {"name": name}) for name in missing),
        *(Problem("orphaned_document", _("Nessuno ricorda il documento %(name)s.") % {"name": n}) for n in orphaned),
    ]


def _files() -> Iterator[tuple[str, float]]:
    for path in home.DOCUMENTS.rglob("*"):
        if path.is_file():
            yield path.relative_to(home.DOCUMENTS).as_posix(), path.stat().st_mtime


def _named() -> Iterator[str]:
    """The names that every file field of every model holds."""
    for model in apps.get_models():
        for field in model._meta.local_concrete_fields:
            if isinstance(field, FileField):
                names = model._base_manager.exclude(**{field.name: ""}).exclude(**{field.name: None})
                yield from names.order_by().values_list(field.name, flat=True).iterator()
