"""The database's own full-text index over the table of search entries, kept by triggers.

On SQLite a later migration that rebuilds the table drops the triggers and has to make them again.
"""

from django.db import migrations

SQLITE_FORWARDS = [
    """
    CREATE VIRTUAL TABLE core_search_words USING fts5(
        folded, content='core_searchentry', content_rowid='id',
        tokenize="unicode61 remove_diacritics 0 categories 'L* N* M* Co'"
    )
    """,
    """
    CREATE TRIGGER core_search_added AFTER INSERT ON core_searchentry BEGIN
        INSERT INTO core_search_words(rowid, folded) VALUES (new.id, new.folded);
    END
    """,
    """
    CREATE TRIGGER core_search_removed AFTER DELETE ON core_searchentry BEGIN
        INSERT INTO core_search_words(core_search_words, rowid, folded)
        VALUES ('delete', old.id, old.folded);
    END
    """,
    """
    CREATE TRIGGER core_search_changed AFTER UPDATE ON core_searchentry BEGIN
        INSERT INTO core_search_words(core_search_words, rowid, folded)
        VALUES ('delete', old.id, old.folded);
        INSERT INTO core_search_words(rowid, folded) VALUES (new.id, new.folded);
    END
    """,
]
SQLITE_BACKWARDS = [
    "DROP TRIGGER core_search_changed",
    "DROP TRIGGER core_search_removed",
    "DROP TRIGGER core_search_added",
    "DROP TABLE core_search_words",
]
POSTGRESQL_FORWARDS = [
    "ALTER TABLE core_searchentry ADD COLUMN vector tsvector",
    """
    CREATE FUNCTION core_search_vector() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        NEW.vector := to_tsvector(NEW.configuration::regconfig, NEW.folded)
            || to_tsvector('simple', NEW.folded);
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER core_search_kept BEFORE INSERT OR UPDATE ON core_searchentry
        FOR EACH ROW EXECUTE FUNCTION core_search_vector()
    """,
    "CREATE INDEX core_search_words ON core_searchentry USING gin (vector)",
]
POSTGRESQL_BACKWARDS = [
    "DROP INDEX core_search_words",
    "DROP TRIGGER core_search_kept ON core_searchentry",
    "DROP FUNCTION core_search_vector()",
    "ALTER TABLE core_searchentry DROP COLUMN vector",
]


def make(apps, schema_editor):
    """Make the index of this database."""
    postgresql = schema_editor.connection.vendor == "postgresql"
    for statement in POSTGRESQL_FORWARDS if postgresql else SQLITE_FORWARDS:
        schema_editor.execute(statement, params=None)


def drop(apps, schema_editor):
    """Drop the index of this database."""
    postgresql = schema_editor.connection.vendor == "postgresql"
    for statement in POSTGRESQL_BACKWARDS if postgresql else SQLITE_BACKWARDS:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("core", "0003_search_entry")]

    operations = [migrations.RunPython(make, drop)]
