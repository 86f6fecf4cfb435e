"""The connection. Django loads `DatabaseWrapper` from here by the ENGINE setting.

Django's own module registers its converters with Python's `sqlite3`; this one registers the same
with sqlcipher3, whose SQLite library is newer and can encrypt the file.
"""

import datetime
import decimal
import time
from collections.abc import Mapping
from itertools import chain
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.db.backends.sqlite3 import base, creation, features
from django.db.backends.sqlite3._functions import register as register_functions
from django.utils.asyncio import async_unsafe
from django.utils.dateparse import parse_date, parse_datetime, parse_time
from django.utils.translation import gettext as _
from sqlcipher3 import dbapi2 as Database

SWITCH_ATTEMPTS, SWITCH_PAUSE_SECONDS = 200, 0.05
BUSY_SECONDS = 20
KEY_BYTES = 32

# https://sqlite.org/wal.html: two connections that wrote and checkpointed at the same moment
# could lose a transaction that had been committed.
WAL_SOUND_FROM = (3, 51, 3)

PRAGMAS = (
    "PRAGMA synchronous = FULL",  # what was acknowledged survives a power cut; NORMAL loses it
    "PRAGMA foreign_keys = ON",
    "PRAGMA legacy_alter_table = OFF",
    "PRAGMA trusted_schema = OFF",  # a file from elsewhere must not call our functions
    "PRAGMA cell_size_check = ON",
    "PRAGMA mmap_size = 0",  # a page that cannot be read must be an error, never a SIGBUS
    "PRAGMA cache_size = -16000",  # kibibytes, for each thread that serves
    "PRAGMA journal_size_limit = 67108864",  # a large import must not leave a large WAL behind
)

Database.register_converter("bool", b"1".__eq__)
Database.register_converter("date", base.decoder(parse_date))
Database.register_converter("time", base.decoder(parse_time))
Database.register_converter("datetime", base.decoder(parse_datetime))
Database.register_converter("timestamp", base.decoder(parse_datetime))
Database.register_adapter(decimal.Decimal, str)
Database.register_adapter(datetime.date, base.adapt_date)
Database.register_adapter(datetime.datetime, base.adapt_datetime)


def require_sound_wal(version: tuple[int, int, int]) -> None:
    """Raise ImproperlyConfigured when an SQLite library of this version may lose commits in WAL mode."""
    if version >= WAL_SOUND_FROM:
        return
    raise ImproperlyConfigured(
        _(
            "SQLite %(found)s può perdere dati già salvati quando scrive in WAL (errore corretto nella %(needed)s): "
            "installa di nuovo le dipendenze di requirements.txt."
        )
        % {"found": ".".join(map(str, version)), "needed": ".".join(map(str, WAL_SOUND_FROM))}
    )


def unlock(connection, key: bytes | None) -> None:
    """Give the connection the key of its file. A wrong key shows at the first read, as DatabaseError."""
    if key is None:
        return
    if not isinstance(key, bytes) or len(key) != KEY_BYTES:
        raise ImproperlyConfigured(_("La chiave dell'archivio è di %(count)s byte.") % {"count": KEY_BYTES})
    # The x'…' form is the key itself; anything else would be a phrase, stretched at every connection.
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")


def switch_to_wal(connection, name) -> None:
    """Put a database file in WAL mode; raise ImproperlyConfigured where the disk does not allow it."""
    if _wal_mode(connection) != "wal":
        raise ImproperlyConfigured(
            _("Il disco di %(name)s non permette il WAL (succede con le cartelle di rete): sposta ACCANTO_HOME.")
            % {"name": name}
        )


def _wal_mode(connection) -> str:
    """Ask for WAL. SQLite does not wait for whoever else is switching a new file, so we do."""
    for _attempt in range(SWITCH_ATTEMPTS):
        try:
            return connection.execute("PRAGMA journal_mode = WAL").fetchone()[0]
        except Database.OperationalError:
            time.sleep(SWITCH_PAUSE_SECONDS)
    return connection.execute("PRAGMA journal_mode = WAL").fetchone()[0]


class DatabaseFeatures(features.DatabaseFeatures):
    """What this library can do, where Django would have asked Python's own."""

    can_alter_table_drop_column = True
    can_return_columns_from_insert = True
    can_return_rows_from_bulk_insert = True
    max_query_params = 32_766


class DatabaseCreation(creation.DatabaseCreation):
    """Test databases whose WAL goes with them: one left by a killed run would be read into the next file."""

    def _create_test_db(self, verbosity, autoclobber, keepdb=False):
        if not keepdb:
            self._remove_wal(self._get_test_db_name())
        return super()._create_test_db(verbosity, autoclobber, keepdb)

    def _destroy_test_db(self, test_database_name, verbosity):
        super()._destroy_test_db(test_database_name, verbosity)
        self._remove_wal(test_database_name)

    def _remove_wal(self, name) -> None:
        if not self.is_in_memory_db(name):
            for ending in ("-wal", "-shm"):
                Path(f"{name}{ending}").unlink(missing_ok=True)


class DatabaseWrapper(base.DatabaseWrapper):
    """Connections to one file. OPTIONS: Django's own, and KEY (32 bytes; without it the file is plain)."""

    Database = Database
    features_class = DatabaseFeatures
    creation_class = DatabaseCreation

    def get_connection_params(self) -> dict:
        """Django's parameters, with writers that queue for BUSY_SECONDS and never upgrade a read lock."""
        options = {"transaction_mode": "IMMEDIATE", "timeout": BUSY_SECONDS, **self.settings_dict["OPTIONS"]}
        self.key = options.pop("KEY", None)
        given, self.settings_dict["OPTIONS"] = self.settings_dict["OPTIONS"], options
        try:
            return super().get_connection_params()
        finally:
            self.settings_dict["OPTIONS"] = given

    @async_unsafe
    def get_new_connection(self, conn_params: dict):
        """Open, unlock and set up one connection."""
        require_sound_wal(Database.sqlite_version_info)
        connection = Database.connect(**conn_params)
        try:
            unlock(connection, self.key)
            if not self.is_in_memory_db():
                switch_to_wal(connection, conn_params["database"])
            register_functions(connection)
            for command in chain(PRAGMAS, filter(str.strip, self.init_commands)):
                connection.execute(command)
        except BaseException:
            connection.close()
            raise
        return connection

    def create_cursor(self, name=None):
        return self.connection.cursor(factory=CursorWrapper)


class CursorWrapper(Database.Cursor):
    """Django's `%s` and `%(name)s` placeholders on a driver that knows `?` and `:name`."""

    convert_query = base.SQLiteCursorWrapper.convert_query

    def execute(self, query, params=None):
        if params is None:
            return super().execute(query)
        names = list(params) if isinstance(params, Mapping) else None
        return super().execute(self.convert_query(query, param_names=names), params)

    def executemany(self, query, param_list):
        rows = iter(param_list)
        first = next(rows, None)
        names = list(first) if isinstance(first, Mapping) else None
        everything = chain([first], rows) if first is not None else rows
        return super().executemany(self.convert_query(query, param_names=names), everything)
