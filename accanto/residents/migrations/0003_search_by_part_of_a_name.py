"""An index for searching by any part of a name: trigrams on both databases."""

from django.db import migrations

SQLITE = [
    """CREATE VIRTUAL TABLE residents_person_search USING fts5(
        search_text, content='residents_person', content_rowid='id', tokenize='trigram')""",
    """CREATE TRIGGER residents_person_search_insert AFTER INSERT ON residents_person BEGIN
        INSERT INTO residents_person_search(rowid, search_text) VALUES (new.id, new.search_text); END""",
    """CREATE TRIGGER residents_person_search_delete AFTER DELETE ON residents_person BEGIN
        INSERT INTO residents_person_search(residents_person_search, rowid, search_text)
        VALUES ('delete', old.id, old.search_text); END""",
    """CREATE TRIGGER residents_person_search_update AFTER UPDATE OF search_text ON residents_person BEGIN
        INSERT INTO residents_person_search(residents_person_search, rowid, search_text)
        VALUES ('delete', old.id, old.search_text);
        INSERT INTO residents_person_search(rowid, search_text) VALUES (new.id, new.search_text); END""",
    "INSERT INTO residents_person_search(residents_person_search) VALUES ('rebuild')",
]
SQLITE_BACK = [
    "DROP TRIGGER residents_person_search_insert",
    "DROP TRIGGER residents_person_search_delete",
    "DROP TRIGGER residents_person_search_update",
    "DROP TABLE residents_person_search",
]
POSTGRESQL = [
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "CREATE INDEX person_by_part_of_name ON residents_person USING gin (search_text gin_trgm_ops)",
]
POSTGRESQL_BACK = ["DROP INDEX person_by_part_of_name"]


def run(statements: dict):
    def operation(apps, schema_editor):
        for statement in statements[schema_editor.connection.vendor]:
            schema_editor.execute(statement)

    return operation


class Migration(migrations.Migration):
    dependencies = [("residents", "0002_paper_kinds")]
    operations = [
        migrations.RunPython(
            run({"sqlite": SQLITE, "postgresql": POSTGRESQL}),
            run({"sqlite": SQLITE_BACK, "postgresql": POSTGRESQL_BACK}),
        )
    ]
