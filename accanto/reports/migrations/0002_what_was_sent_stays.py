"""What was sent stays as it was: held by the database.

SQLite loses triggers when a later migration rebuilds the table: such a migration must create them again,
and accanto/reports/tests/test_life.py fails when it does not.
"""

from django.db import migrations

TABLE, NAME = "reports_agreementreport", "what_was_sent_stays"
REFUSAL = "a sent report is never changed"

FORWARDS = {
    "sqlite": [
        f"CREATE TRIGGER {NAME}_{verb} BEFORE {verb} ON {TABLE} WHEN OLD.state = 'sent' "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        for verb in ("update", "delete")
    ],
    "postgresql": [
        f"""CREATE FUNCTION {NAME}() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$""",
        f"""CREATE TRIGGER {NAME} BEFORE UPDATE OR DELETE ON {TABLE} FOR EACH ROW WHEN (OLD.state = 'sent')
        EXECUTE FUNCTION {NAME}()""",
    ],
}
BACKWARDS = {
    "sqlite": [f"DROP TRIGGER {NAME}_{verb}" for verb in ("update", "delete")],
    "postgresql": [f"DROP TRIGGER {NAME} ON {TABLE}", f"DROP FUNCTION {NAME}()"],
}


def run(statements: dict):
    def operation(apps, schema_editor):
        for statement in statements[schema_editor.connection.vendor]:
            schema_editor.execute(statement, params=None)

    return operation


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_reports")]
    operations = [migrations.RunPython(run(FORWARDS), run(BACKWARDS))]
