"""No two households in one home on the same day, and no two works: held by the database.

`until` is the last day, so the next may begin the day after. A whole dwelling excludes each of its
places and each place only itself. SQLite loses triggers when a later migration rebuilds the table:
such a migration must create them again, and accanto/housing/tests/test_overlap.py fails when it does not.
"""

from django.db import migrations

OVERLAP = """EXISTS (SELECT 1 FROM {table} AS other WHERE other.dwelling_id = NEW.dwelling_id {besides}
    AND other.since <= coalesce(NEW.until, '9999-12-31') AND NEW.since <= coalesce(other.until, '9999-12-31'))"""
SAME_PLACE = "AND (other.place_id IS NULL OR NEW.place_id IS NULL OR other.place_id = NEW.place_id)"


def triggers(table: str, name: str, same: str, columns: str) -> list[str]:
    on_insert = OVERLAP.format(table=table, besides=same)
    on_update = OVERLAP.format(table=table, besides=f"{same} AND other.id <> NEW.id")
    refuse = f"BEGIN SELECT RAISE(ABORT, '{name}'); END"
    return [
        f"CREATE TRIGGER {name}_insert BEFORE INSERT ON {table} WHEN {on_insert} {refuse}",
        f"CREATE TRIGGER {name}_update BEFORE UPDATE OF {columns} ON {table} WHEN {on_update} {refuse}",
    ]


FORWARDS = {
    "sqlite": [
        *triggers(
            "housing_assignment", "no_two_assignments_overlap", SAME_PLACE, "dwelling_id, place_id, since, until"
        ),
        *triggers("housing_works", "no_two_works_overlap", "", "dwelling_id, since, until"),
    ],
    "postgresql": [
        "CREATE EXTENSION IF NOT EXISTS btree_gist",
        # The range of an empty place is without bounds, and overlaps every other.
        """ALTER TABLE housing_assignment ADD CONSTRAINT no_two_assignments_overlap EXCLUDE USING gist (
            dwelling_id WITH =, int8range(place_id, place_id, '[]') WITH &&, daterange(since, until, '[]') WITH &&)""",
        """ALTER TABLE housing_works ADD CONSTRAINT no_two_works_overlap EXCLUDE USING gist (
            dwelling_id WITH =, daterange(since, until, '[]') WITH &&)""",
    ],
}
BACKWARDS = {
    "sqlite": [
        f"DROP TRIGGER no_two_{what}_overlap_{when}"
        for what in ("assignments", "works")
        for when in ("insert", "update")
    ],
    "postgresql": [
        "ALTER TABLE housing_assignment DROP CONSTRAINT no_two_assignments_overlap",
        "ALTER TABLE housing_works DROP CONSTRAINT no_two_works_overlap",
    ],
}


def run(statements: dict):
    def operation(apps, schema_editor):
        for statement in statements[schema_editor.connection.vendor]:
            schema_editor.execute(statement, params=None)

    return operation


class Migration(migrations.Migration):
    dependencies = [("housing", "0001_initial")]
    operations = [migrations.RunPython(run(FORWARDS), run(BACKWARDS))]
