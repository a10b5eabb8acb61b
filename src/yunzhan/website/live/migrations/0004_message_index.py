"""The index of what was said: an FTS5 table with triggers on SQLite, a generated tsvector with GIN on PostgreSQL."""

from django.db import migrations

SQLITE = (
    "CREATE VIRTUAL TABLE live_messageindex USING fts5("
    "marks, content='live_groupmessage', content_rowid='id', tokenize='unicode61 remove_diacritics 0')",
    "CREATE TRIGGER live_groupmessage_added AFTER INSERT ON live_groupmessage BEGIN"
    " INSERT INTO live_messageindex(rowid, marks) VALUES (new.id, new.marks); END",
    "CREATE TRIGGER live_groupmessage_removed AFTER DELETE ON live_groupmessage BEGIN"
    " INSERT INTO live_messageindex(live_messageindex, rowid, marks) VALUES ('delete', old.id, old.marks); END",
    "CREATE TRIGGER live_groupmessage_edited AFTER UPDATE OF marks ON live_groupmessage BEGIN"
    " INSERT INTO live_messageindex(live_messageindex, rowid, marks) VALUES ('delete', old.id, old.marks);"
    " INSERT INTO live_messageindex(rowid, marks) VALUES (new.id, new.marks); END",
    "INSERT INTO live_messageindex(live_messageindex) VALUES ('rebuild')",
)
SQLITE_BACK = (
    "DROP TRIGGER live_groupmessage_added",
    "DROP TRIGGER live_groupmessage_removed",
    "DROP TRIGGER live_groupmessage_edited",
    "DROP TABLE live_messageindex",
)
POSTGRESQL = (
    "ALTER TABLE live_groupmessage ADD COLUMN found_by tsvector"
    " GENERATED ALWAYS AS (to_tsvector('simple', marks)) STORED",
    "CREATE INDEX live_groupmessage_found_by ON live_groupmessage USING gin (found_by)",
)
POSTGRESQL_BACK = ("ALTER TABLE live_groupmessage DROP COLUMN found_by",)


def run(statements_by_vendor):
    def execute(apps, schema_editor):
        for statement in statements_by_vendor[schema_editor.connection.vendor]:
            schema_editor.execute(statement)

    return execute


class Migration(migrations.Migration):
    dependencies = [("live", "0003_group_life")]
    operations = [
        migrations.RunPython(
            run({"sqlite": SQLITE, "postgresql": POSTGRESQL}),
            run({"sqlite": SQLITE_BACK, "postgresql": POSTGRESQL_BACK}),
        )
    ]
