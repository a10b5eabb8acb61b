"""The search engines' own index: an FTS5 table with triggers on SQLite, a generated tsvector with GIN on PostgreSQL."""

from django.db import migrations

SQLITE = (
    "CREATE VIRTUAL TABLE products_searchindex USING fts5("
    "names, industries, offers, content='products_searchentry', content_rowid='exhibitor_id',"
    " tokenize='unicode61 remove_diacritics 0', prefix='3 4')",
    "CREATE TRIGGER products_searchentry_added AFTER INSERT ON products_searchentry BEGIN"
    " INSERT INTO products_searchindex(rowid, names, industries, offers)"
    " VALUES (new.exhibitor_id, new.names, new.industries, new.offers); END",
    "CREATE TRIGGER products_searchentry_removed AFTER DELETE ON products_searchentry BEGIN"
    " INSERT INTO products_searchindex(products_searchindex, rowid, names, industries, offers)"
    " VALUES ('delete', old.exhibitor_id, old.names, old.industries, old.offers); END",
)
SQLITE_BACK = (
    "DROP TRIGGER products_searchentry_added",
    "DROP TRIGGER products_searchentry_removed",
    "DROP TABLE products_searchindex",
)
POSTGRESQL = (
    "ALTER TABLE products_searchentry ADD COLUMN marks tsvector GENERATED ALWAYS AS ("
    "setweight(to_tsvector('simple', names), 'A') || setweight(to_tsvector('simple', industries), 'B')"
    " || setweight(to_tsvector('simple', offers), 'C')) STORED",
    "CREATE INDEX products_searchentry_marks ON products_searchentry USING gin (marks)",
)
POSTGRESQL_BACK = ("ALTER TABLE products_searchentry DROP COLUMN marks",)


def run(statements_by_vendor):
    def execute(apps, schema_editor):
        for statement in statements_by_vendor[schema_editor.connection.vendor]:
            schema_editor.execute(statement)

    return execute


class Migration(migrations.Migration):
    dependencies = [("products", "0001_initial")]
    operations = [
        migrations.RunPython(
            run({"sqlite": SQLITE, "postgresql": POSTGRESQL}),
            run({"sqlite": SQLITE_BACK, "postgresql": POSTGRESQL_BACK}),
        )
    ]
