"""Reads that stand on page after page, written as SQL once.

Django takes several times as long to put a query set together and to write it as SQL as the database takes to answer.
Where pages ask the same question over and over, the query set is written once, with a `Given` wherever a value
comes later. What is kept are words and never rows: every asking goes to the database. ADR-0009 says where this pays.

    @kept
    def _names() -> QuerySet:
        return Person.objects.filter(pk__in=GivenIds("people")).values_list("pk", "family_name")

    _names().rows(people=[3, 5])
"""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import lru_cache, wraps

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BigIntegerField, Expression, Field, Model, QuerySet
from django.db.models.query import get_related_populators
from django.db.models.sql import Query

# Of one kind, where they differ by who asks or by what is asked.
MOST_KEPT = 256


class AskedTooEarly(RuntimeError):
    """What is kept as a statement asked the database while it was made: its answer would never grow old."""


def kept(build: Callable[..., QuerySet]) -> Callable[..., "Statement"]:
    """Keep the statement of what `build` makes, for each of its arguments: all that its words depend on.

    Calling it raises AskedTooEarly where `build` reads rows.
    """

    @lru_cache(maxsize=MOST_KEPT)
    @wraps(build)
    def statement(*args) -> Statement:
        with connection.execute_wrapper(_refuse):
            return Statement(build(*args))

    return statement


def _refuse(execute, sql, params, many, context):
    raise AskedTooEarly(sql)


class Given(Expression):
    """Where a value goes that comes when the statement is asked; `field` is one that could hold it."""

    def __init__(self, name: str, field: Field):
        super().__init__(output_field=field)
        self.name = name

    def as_sql(self, compiler, connection):
        return "%s", [self]

    def written(self, value):
        """The value as the database takes it."""
        return self.output_field.get_db_prep_value(value, connection)


class GivenId(Given):
    """Where an id goes."""

    def __init__(self, name: str):
        super().__init__(name, BigIntegerField())


class GivenIds(GivenId):
    """Where any number of ids go, as a sub-query for `__in`."""

    def as_sql(self, compiler, connection):
        return "(SELECT unnest(%s::bigint[]))", [self]

    def as_sqlite(self, compiler, connection):
        return "(SELECT value FROM json_each(%s))", [self]

    def written(self, value: Collection[int]):
        return json.dumps(list(value)) if connection.vendor == "sqlite" else list(value)


class Statement:
    """A query set in SQL; see `kept`."""

    def __init__(self, found: QuerySet):
        compiler = found.query.get_compiler(using=found.db)
        try:
            self._sql, self._places = compiler.as_sql()
        except EmptyResultSet:  # nothing is ever found, as for those who may see nothing
            self._sql = ""
            return
        self._converters = compiler.get_converters([column for column, _sql, _alias in compiler.select])
        # An empty query's: it reads values as well, and the tree of this one, ten times as large as its words, goes.
        self._convert = Query(found.model).get_compiler(using=found.db).apply_converters
        if compiler.klass_info:
            self._read_objects = _Objects(compiler, found.db)

    def rows(self, **values) -> list[tuple]:
        """What a query set of `values_list` finds, with these values in their places. One query."""
        return list(self._found(values))

    def _found(self, values: dict) -> Iterable[tuple]:
        """The rows, each turned into Python only as it is taken."""
        if not self._sql:
            return ()
        filled = [p.written(values[p.name]) if isinstance(p, Given) else p for p in self._places]
        with connection.cursor() as cursor:
            cursor.execute(self._sql, filled)
            found = cursor.fetchall()
        return map(tuple, self._convert(found, self._converters)) if self._converters else found

    def objects(self, **values) -> list:
        """What a query set of models finds, with `select_related`, `only` and annotations. One query."""
        return list(self.each(**values))

    def each(self, **values) -> Iterator:
        """As `objects`, each made only as it is taken: for whoever stops before the end. One query, at once."""
        return (self._read_objects(row) for row in self._found(values))

    def objects_of(self, **owner: Model) -> list:
        """What belongs to one owner, named as the foreign key is: each object knows it without asking again."""
        ((name, one),) = owner.items()
        found = self.objects(**{name: one.pk})
        for row in found:
            setattr(row, name, one)
        return found


class _Objects:
    """Models from rows, as Django makes them from its own."""

    def __init__(self, compiler, database: str):
        classes, self.database = compiler.klass_info, database
        places = classes["select_fields"]
        self.model, self.cut = classes["model"], slice(places[0], places[-1] + 1)
        self.names = [column.target.attname for column, _sql, _alias in compiler.select[self.cut]]
        self.annotations = compiler.annotation_col_map
        self.related = get_related_populators(classes, compiler.select, database)

    def __call__(self, row: Sequence):
        """One model with what was selected beside it."""
        made = self.model.from_db(self.database, self.names, row[self.cut])
        for populator in self.related:
            populator.populate(row, made)
        for name, place in self.annotations.items():
            setattr(made, name, row[place])
        return made
