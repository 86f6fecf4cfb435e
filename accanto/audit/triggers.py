"""The triggers that make the register append-only in the database itself, on both databases.

A table that Django rebuilds on SQLite loses its triggers: the migration that does so installs them
again, and `missing()` tells `verify` when somebody forgot.
"""

TABLE = "audit_auditrecord"
REFUSAL = "the register of accesses is append-only"

SQLITE = {
    "audit_keeps_rows": f"BEFORE DELETE ON {TABLE} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
    "audit_keeps_words": f"BEFORE UPDATE ON {TABLE} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
    # INSERT OR REPLACE deletes without a word to the trigger on DELETE.
    "audit_keeps_places": (
        f"BEFORE INSERT ON {TABLE} WHEN EXISTS (SELECT 1 FROM {TABLE} WHERE id = NEW.id) "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    ),
}

FUNCTION = "audit_refuses"
POSTGRESQL = {
    "audit_keeps_rows": f"BEFORE UPDATE OR DELETE ON {TABLE} FOR EACH ROW EXECUTE FUNCTION {FUNCTION}()",
    "audit_keeps_table": f"BEFORE TRUNCATE ON {TABLE} FOR EACH STATEMENT EXECUTE FUNCTION {FUNCTION}()",
}


def install(connection) -> None:
    """Put the triggers in place."""
    postgresql = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        if postgresql:
            cursor.execute(
                f"CREATE OR REPLACE FUNCTION {FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
            )
        for name, rule in (POSTGRESQL if postgresql else SQLITE).items():
            cursor.execute(f"CREATE TRIGGER {name} {rule}")


def remove(connection) -> None:
    """Take the triggers away: for undoing the migration, and for tests that empty their database."""
    postgresql = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        for name in POSTGRESQL if postgresql else SQLITE:
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}" + (f" ON {TABLE}" if postgresql else ""))
        if postgresql:
            cursor.execute(f"DROP FUNCTION IF EXISTS {FUNCTION}()")


def missing(connection) -> set[str]:
    """Names of the triggers that should be there and are not."""
    postgresql = connection.vendor == "postgresql"
    present = (
        "SELECT tgname FROM pg_trigger WHERE tgrelid = to_regclass(%s) AND tgenabled <> 'D'"
        if postgresql
        else "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(present, [TABLE])
        return set(POSTGRESQL if postgresql else SQLITE) - {name for (name,) in cursor.fetchall()}
