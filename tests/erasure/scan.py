"""Reads everything that is stored, to find words wherever they are."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.contrib.sessions.models import Session
from django.db import connection


def _forms(value: Any) -> Iterator[str]:
    """Yield a value as text, and what it unpacks to where it is packed."""
    if isinstance(value, memoryview):
        value = bytes(value)
    if not isinstance(value, bytes):
        yield str(value)
        return
    yield value.decode("utf-8", "replace")
    yield value.decode("utf-16-le", "replace")
    for unpack in (zlib.decompress, gzip.decompress):
        try:
            yield unpack(value).decode("utf-8", "replace")
        except (OSError, zlib.error, EOFError):
            continue


def _holding(value: Any, needles: Iterable[str]) -> set[str]:
    forms = [form.casefold() for form in _forms(value)]
    return {needle for needle in needles if any(needle.casefold() in form for form in forms)}


def found_in_tables(*needles: str) -> list[str]:
    """Name each column of each table, those of the database's own index too, that holds a word."""
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            columns = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                for column, value in zip(columns, row, strict=True):
                    found |= {f"{table}.{column}: {word}" for word in _holding(value, needles)}
    for session in Session.objects.all():
        found |= {f"session: {word}" for word in _holding(str(session.get_decoded()), needles)}
    return sorted(found)


def found_in_files(folder: Path, *needles: str) -> list[str]:
    """Name each file below a folder that holds a word, packed or not."""
    return sorted(
        f"{path.name}: {word}"
        for path in folder.rglob("*")
        if path.is_file()
        for word in _holding(path.read_bytes(), needles)
    )
