"""No two bookings of one space at once, cancelled ones aside: held by the database.

The next may begin in the minute in which one ends. SQLite loses triggers when a later migration
rebuilds the table: such a migration must create them again, and accanto/coexistence/tests/test_bookings.py
fails when it does not.
"""

from django.db import migrations

NAME = "no_two_bookings_overlap"
TABLE = "coexistence_booking"
OVERLAP = f"""NEW.cancelled_at IS NULL AND EXISTS (SELECT 1 FROM {TABLE} AS other WHERE other.space_id = NEW.space_id
    AND other.cancelled_at IS NULL AND other.starts_at < NEW.ends_at AND NEW.starts_at < other.ends_at {{besides}})"""
REFUSE = f"BEGIN SELECT RAISE(ABORT, '{NAME}'); END"

FORWARDS = {
    "sqlite": [
        f"CREATE TRIGGER {NAME}_insert BEFORE INSERT ON {TABLE} WHEN {OVERLAP.format(besides='')} {REFUSE}",
        f"CREATE TRIGGER {NAME}_update BEFORE UPDATE OF space_id, starts_at, ends_at, cancelled_at ON {TABLE} "
        f"WHEN {OVERLAP.format(besides='AND other.id <> NEW.id')} {REFUSE}",
    ],
    "postgresql": [
        "CREATE EXTENSION IF NOT EXISTS btree_gist",
        f"""ALTER TABLE {TABLE} ADD CONSTRAINT {NAME} EXCLUDE USING gist (
            space_id WITH =, tstzrange(starts_at, ends_at, '[)') WITH &&) WHERE (cancelled_at IS NULL)""",
    ],
}
BACKWARDS = {
    "sqlite": [f"DROP TRIGGER {NAME}_insert", f"DROP TRIGGER {NAME}_update"],
    "postgresql": [f"ALTER TABLE {TABLE} DROP CONSTRAINT {NAME}"],
}


def run(statements: dict):
    def operation(apps, schema_editor):
        for statement in statements[schema_editor.connection.vendor]:
            schema_editor.execute(statement, params=None)

    return operation


class Migration(migrations.Migration):
    dependencies = [("coexistence", "0001_shared_life")]
    operations = [migrations.RunPython(run(FORWARDS), run(BACKWARDS))]
