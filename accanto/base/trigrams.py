"""Searching by any part of a text: an index of trigrams over a table's `search_text`, on both databases.

SQLite keeps it in a table of its own, `<table>_search`, which triggers keep equal to the rows.
"""

from dataclasses import dataclass

from django.db import connection, models
from django.db.migrations import RunPython
from django.db.models import Q
from django.db.models.expressions import RawSQL

from accanto.base.statements import Given

SHORTEST_INDEXED_WORD = 3


def containing(model: type[models.Model], words: list[str]) -> Q:
    """Rows whose `search_text` contains every one of these folded words."""
    indexed, others = _parted(words)
    return _condition(model, [_expression(indexed)] if indexed else [], others)


@dataclass(frozen=True)
class Shape:
    """What the SQL of a search depends on: whether the index holds any of its words, and how many it does not."""

    is_indexed: bool
    others: int


def shape_of(words: list[str]) -> Shape:
    """The shape of these folded words."""
    indexed, others = _parted(words)
    return Shape(bool(indexed), len(others))


def containing_given(model: type[models.Model], shape: Shape) -> Q:
    """As `containing`, for a statement: the words come later, as `given_words`."""
    text = model._meta.get_field("search_text")
    indexed = [Given("indexed", text)] if shape.is_indexed else []
    return _condition(model, indexed, [Given(f"word_{place}", text) for place in range(shape.others)])


def given_words(words: list[str]) -> dict[str, str]:
    """What a statement with `containing_given` is asked with."""
    indexed, others = _parted(words)
    return {"indexed": _expression(indexed), **{f"word_{place}": word for place, word in enumerate(others)}}


def _parted(words: list[str]) -> tuple[list[str], list[str]]:
    """The words that the index of SQLite holds, and the others; PostgreSQL finds its index by itself."""
    if connection.vendor != "sqlite":
        return [], words
    indexed = [word for word in words if len(word) >= SHORTEST_INDEXED_WORD]
    return indexed, [word for word in words if word not in indexed]


def _condition(model: type[models.Model], indexed: list, others: list) -> Q:
    table = model._meta.db_table
    found = RawSQL(f"SELECT rowid FROM {table}_search WHERE search_text MATCH %s", indexed)
    condition = Q(pk__in=found) if indexed else Q()
    for word in others:
        condition &= Q(search_text__contains=word)
    return condition


def _expression(words: list[str]) -> str:
    return " AND ".join('"{}"'.format(word.replace('"', '""')) for word in words)


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
