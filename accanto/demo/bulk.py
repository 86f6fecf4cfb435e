"""Writing millions of rows: one prepared statement for all, where bulk_create makes a new one for each fifty."""

from collections.abc import Sequence

from django.core.management.color import no_style
from django.db import connection, models
from django.db.models import Max


def insert(model: type[models.Model], rows: Sequence[models.Model]) -> None:
    """Insert unsaved rows of one model and give them their ids, which follow the last one there."""
    last = model._base_manager.aggregate(last=Max("pk"))["last"] or 0
    for number, row in enumerate(rows, start=last + 1):
        row.pk = number
    fields = model._meta.local_concrete_fields
    names = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {connection.ops.quote_name(model._meta.db_table)} ({names}) VALUES ({places})"
    values = [[field.get_db_prep_save(field.pre_save(row, True), connection) for field in fields] for row in rows]
    with connection.cursor() as cursor:
        cursor.executemany(statement, values)


def end(*inserted: type[models.Model]) -> None:
    """Let the database's own counters follow what was inserted."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(inserted)):
            cursor.execute(statement)
