"""Rows that the database itself refuses to change, for migrations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

SENTENCE = "published rows are never changed"

# On SQLite, emptying all tables is a plain DELETE, which a test database must be able to do after
# a test whose commits are real. A row in this table allows it; only tests ever write one.
SQLITE_SWITCH = "core_deletes_allowed"
UNLESS_SWITCHED = f" WHEN NOT EXISTS (SELECT 1 FROM {SQLITE_SWITCH})"  # noqa: S608


class ForbidChanges(Operation):
    """Let the database refuse every UPDATE and DELETE on a model's table.

    A guard against mistakes, our own first: a `save()` too many, a cascade, a shell at night.
    (Whoever may change the schema can take it away; then the ledger's proofs tell.) `erasable`
    names the fields that may still change, such as a link to a person who has a right to be
    forgotten. `TRUNCATE` on PostgreSQL fires no row trigger, so emptying a test database works.

    SQLite drops a table's triggers when a later migration rebuilds the table, and a new column is
    guarded by no trigger yet, so a migration that changes the table has to repeat this operation.
    """

    reversible = True
    reduces_to_sql = True

    def __init__(self, model_name: str, erasable: Sequence[str] = ()) -> None:
        self.model_name = model_name
        self.erasable = tuple(erasable)

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """Return the arguments, so that a squashed migration can repeat them."""
        return type(self).__name__, [self.model_name], {"erasable": self.erasable}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Change nothing in what Django knows of the model."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Make the triggers."""
        model = to_state.apps.get_model(app_label, self.model_name)
        table = model._meta.db_table
        erasable = {model._meta.get_field(name).column for name in self.erasable}
        columns = [
            field.column for field in model._meta.local_fields if field.column not in erasable
        ]
        for statement in _statements(schema_editor.connection.vendor, table, columns):
            schema_editor.execute(statement, params=None)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Take the triggers away."""
        table = from_state.apps.get_model(app_label, self.model_name)._meta.db_table
        on = f' ON "{table}"' if schema_editor.connection.vendor == "postgresql" else ""
        for act in ("update", "delete"):
            schema_editor.execute(f'DROP TRIGGER "{table}_no_{act}"{on}', params=None)

    def describe(self) -> str:
        """Say what the operation does."""
        return f"Let the database refuse changes to {self.model_name}"


def _statements(vendor: str, table: str, columns: Sequence[str]) -> Iterator[str]:
    kept = ", ".join(f'"{column}"' for column in columns)
    if vendor == "postgresql":
        # restrict_violation lies in the class of integrity errors, as SQLite's ABORT does.
        yield (
            "CREATE OR REPLACE FUNCTION core_forbid_change() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{SENTENCE}' USING ERRCODE = 'restrict_violation'; END $$"
        )
        for name, act in (("update", f"UPDATE OF {kept}"), ("delete", "DELETE")):
            yield f'DROP TRIGGER IF EXISTS "{table}_no_{name}" ON "{table}"'
            yield (
                f'CREATE TRIGGER "{table}_no_{name}" BEFORE {act} ON "{table}" '
                "FOR EACH ROW EXECUTE FUNCTION core_forbid_change()"
            )
    elif vendor == "sqlite":
        yield f'CREATE TABLE IF NOT EXISTS "{SQLITE_SWITCH}" ("reason" text NOT NULL)'
        for name, act, unless in (
            ("update", f"UPDATE OF {kept}", ""),
            ("delete", "DELETE", UNLESS_SWITCHED),
        ):
            yield f'DROP TRIGGER IF EXISTS "{table}_no_{name}"'
            yield (
                f'CREATE TRIGGER "{table}_no_{name}" BEFORE {act} ON "{table}" FOR EACH ROW'
                f"{unless} BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END"
            )
    else:
        raise ImproperlyConfigured(f"There are no triggers for {vendor}.")


class Refuse(Operation):
    """Let the database refuse a row where a condition over other rows holds.

    For what no check constraint can say, since those see one row only. `when` is SQL that both
    databases read, over `NEW`, but on a deletion, and `OLD`, but on an insertion; `act` is
    `INSERT`, `UPDATE` or `DELETE`. On SQLite a migration that rebuilds the table, or one named in
    `when`, has to drop the trigger first and repeat this operation afterwards.
    """

    reversible = True
    reduces_to_sql = True

    def __init__(self, model_name: str, name: str, *, act: str, when: str, sentence: str) -> None:
        self.model_name = model_name
        self.name = name
        self.act = act
        self.when = when
        self.sentence = sentence

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """Return the arguments, so that a squashed migration can repeat them."""
        said = {"act": self.act, "when": self.when, "sentence": self.sentence}
        return type(self).__name__, [self.model_name, self.name], said

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Change nothing in what Django knows of the model."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Make the trigger."""
        table = to_state.apps.get_model(app_label, self.model_name)._meta.db_table
        vendor = schema_editor.connection.vendor
        if vendor not in ("postgresql", "sqlite"):
            raise ImproperlyConfigured(f"There are no triggers for {vendor}.")
        head = f'CREATE TRIGGER "{self.name}" BEFORE {self.act} ON "{table}" FOR EACH ROW'
        removes = self.act == "DELETE"
        if vendor == "postgresql":
            # A row trigger that returns nothing would skip the deletion without a word.
            kept = "OLD" if removes else "NEW"
            schema_editor.execute(
                f'CREATE OR REPLACE FUNCTION "{self.name}"() RETURNS trigger LANGUAGE plpgsql AS '
                f"$$ BEGIN IF {self.when} THEN RAISE EXCEPTION '{self.sentence}' "
                f"USING ERRCODE = 'restrict_violation'; END IF; RETURN {kept}; END $$",
                params=None,
            )
            schema_editor.execute(f'{head} EXECUTE FUNCTION "{self.name}"()', params=None)
            return
        schema_editor.execute(
            f"{head}{UNLESS_SWITCHED if removes else ''} "
            f"BEGIN SELECT RAISE(ABORT, '{self.sentence}') WHERE {self.when}; END",
            params=None,
        )

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Take the trigger away."""
        table = from_state.apps.get_model(app_label, self.model_name)._meta.db_table
        on = f' ON "{table}"' if schema_editor.connection.vendor == "postgresql" else ""
        schema_editor.execute(f'DROP TRIGGER IF EXISTS "{self.name}"{on}', params=None)

    def describe(self) -> str:
        """Say what the operation does."""
        return f"Let the database say of {self.model_name}: {self.sentence}"


class Lift(Operation):
    """Take a guard away, for a migration that rebuilds a table which the guard reads.

    The migration repeats the guard, or a wider one, once the table stands again.
    """

    reversible = True
    reduces_to_sql = True

    def __init__(self, guard: ForbidChanges | Refuse) -> None:
        self.guard = guard

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """Return the arguments, so that a squashed migration can repeat them."""
        return type(self).__name__, [self.guard], {}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Change nothing in what Django knows of the model."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Take the triggers away."""
        self.guard.database_backwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Make the triggers again."""
        self.guard.database_forwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        """Say what the operation does."""
        return f"For a rebuilt table: no longer {self.guard.describe().lower()}"
