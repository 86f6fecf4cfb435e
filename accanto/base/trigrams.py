"""Searching by any part of a text: an index of trigrams over a table's `search_text`, on both databases.

SQLite keeps it in a table of its own, `<table>_search`, which triggers keep equal to the rows.
"""

from django.db import connection, models
from django.db.migrations import RunPython
from django.db.models import Q
from django.db.models.expressions import RawSQL

SHORTEST_INDEXED_WORD = 3


def containing(model: type[models.Model], words: list[str]) -> Q:
    """Rows whose `search_text` contains every one of these folded words."""
    condition = Q()
    indexed = [word for word in words if len(word) >= SHORTEST_INDEXED_WORD]
    if indexed and connection.vendor == "sqlite":
        condition &= Q(pk__in=_from_trigrams(model._meta.db_table, indexed))
        words = [word for word in words if word not in indexed]
    for word in words:
        condition &= Q(search_text__contains=word)
    return condition


def _from_trigrams(table: str, words: list[str]) -> RawSQL:
    expression = " AND ".join('"{}"'.format(word.replace('"', '""')) for word in words)
    return RawSQL(f"SELECT rowid FROM {table}_search WHERE search_text MATCH %s", [expression])


def index_of_trigrams(table: str, name: str) -> RunPython:
    """The migration that makes the index; PostgreSQL calls it `name`."""
    makes = {"sqlite": _sqlite(table), "postgresql": _postgresql(table, name)}
    return RunPython(
        _run({vendor: there for vendor, (there, _back) in makes.items()}),
        _run({vendor: back for vendor, (_there, back) in makes.items()}),
    )


def _run(statements: dict):
    def operation(apps, schema_editor):
        for statement in statements[schema_editor.connection.vendor]:
            schema_editor.execute(statement)

    return operation


def _sqlite(table: str) -> tuple[list[str], list[str]]:
    index = f"{table}_search"
    add = f"INSERT INTO {index}(rowid, search_text) VALUES (new.id, new.search_text);"
    remove = f"INSERT INTO {index}({index}, rowid, search_text) VALUES ('delete', old.id, old.search_text);"
    there = [
        f"""CREATE VIRTUAL TABLE {index} USING fts5(
        search_text, content='{table}', content_rowid='id', tokenize='trigram')""",
        f"CREATE TRIGGER {index}_insert AFTER INSERT ON {table} BEGIN {add} END",
        f"CREATE TRIGGER {index}_delete AFTER DELETE ON {table} BEGIN {remove} END",
        f"CREATE TRIGGER {index}_update AFTER UPDATE OF search_text ON {table} BEGIN {remove} {add} END",
        f"INSERT INTO {index}({index}) VALUES ('rebuild')",
    ]
    back = [*(f"DROP TRIGGER {index}_{event}" for event in ("insert", "delete", "update")), f"DROP TABLE {index}"]
    return there, back


def _postgresql(table: str, name: str) -> tuple[list[str], list[str]]:
    return [
        "CREATE EXTENSION IF NOT EXISTS pg_trgm",
        f"CREATE INDEX {name} ON {table} USING gin (search_text gin_trgm_ops)",
    ], [f"DROP INDEX {name}"]
