"""Queries that Django writes once and then runs with other values.

Writing a query takes Django several times as long as SQLite takes to answer it. That is nothing to
a page, and most of the work of a ballot, of which dozens may come in one second.
"""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import Expression, Field, Model, QuerySet

Found = TypeVar("Found", bound=Model)


class Given(Expression):
    """Stands in a prepared query for a value that comes when it runs, of a field's type."""

    def __init__(self, name: str, field: Field[Any, Any]) -> None:
        super().__init__(output_field=field)
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """Leave the place open; the parameter is this object until the query runs."""
        return "%s", (self,)

    def bound(self, values: dict[str, Any]) -> Any:
        """Return the value as the database's driver takes it."""
        return self.output_field.get_db_prep_value(values[self.name], connection)


class Prepared(Generic[Found]):
    """One query for instances of a model, with gaps that are `Given`.

    `make` returns the query. It is called once for each kind of database, at the first use, so
    nothing in it may depend on the moment, the language or anybody's request. Guarantees what
    iterating over the query would give, for the values of the call. A query that locks rows must
    first run inside a transaction, as any.
    """

    def __init__(self, make: Callable[[], QuerySet[Found]]) -> None:
        self._make = make
        self._written: dict[str, _Written] = {}

    def __call__(self, **values: Any) -> list[Found]:
        """Run the query; raises `KeyError` where a gap gets no value."""
        return self._ready().run(values)

    def _ready(self) -> _Written:
        kind = connection.vendor
        if kind not in self._written:
            self._written[kind] = _Written(self._make())
        return self._written[kind]


class _Written:
    """What Django made of a query: the text, its parameters, and how rows become instances."""

    def __init__(self, queryset: QuerySet[Any]) -> None:
        self._query = queryset.query
        self._iterable: Any = queryset._iterable_class
        compiler: Any = self._query.get_compiler(connection=connection)
        self._sql, self._parameters = compiler.as_sql()
        converters = compiler.get_converters([each[0] for each in compiler.select])
        # All that writing has found out, of which running asks for some.
        self._known = {name: of for name, of in vars(compiler).items() if name != "connection"}
        self._known["get_converters"] = lambda _fields: converters

    def run(self, values: dict[str, Any]) -> list[Any]:
        """Return the instances that the query finds with these values."""
        parameters = tuple(
            each.bound(values) if isinstance(each, Given) else each for each in self._parameters
        )
        compiler = self._query.get_compiler(connection=connection)
        vars(compiler).update(self._known, as_sql=lambda: (self._sql, parameters))
        # Stands where a queryset would, which asks for its compiler to have the query written.
        ready = SimpleNamespace(
            db=connection.alias,
            query=SimpleNamespace(get_compiler=lambda using: compiler),
            _known_related_objects={},
        )
        return list(self._iterable(ready))
