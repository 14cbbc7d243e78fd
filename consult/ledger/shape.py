"""Shapes of the values in an event: small descriptions that a writer and an auditor both check.

Every shape has one method, `problem`, which returns None for a fitting value and otherwise a
sentence that begins with the path of what does not fit.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from consult.ledger.instant import InstantMalformed, parse_instant

_DIGEST = re.compile(r"[0-9a-f]{64}")


class Shape(Protocol):
    """What a value must look like."""

    def problem(self, value: Any, path: str) -> str | None:
        """Return what is wrong with the value, or None."""


@dataclass(frozen=True)
class Text:
    """A string; empty only where `empty` allows it."""

    empty: bool = False

    def problem(self, value: Any, path: str) -> str | None:
        """Return what is wrong with the value, or None."""
        if isinstance(value, str) and (value or self.empty):
            return None
        return f"{path} is no text" if not isinstance(value, str) else f"{path} is empty"


@dataclass(frozen=True)
class Whole:
    """An integer, not less than `least`."""

    least: int = 0

    def problem(self, value: Any, path: str) -> str | None:
        """Return what is wrong with the value, or None."""
        if type(value) is int and value >= self.least:
            return None
        return f"{path} is no whole number from {self.least}"


@dataclass(frozen=True)
class Flag:
    """True or false."""

    def problem(self, value: Any, path: str) -> str | None:
        """Return what is wrong with the value, or None."""
        return None if type(value) is bool else f"{path} is neither true nor false"


@dataclass(frozen=True)
class Instant:
    """A time in the ledger's spelling."""

    def problem(self, value: Any, path: str) -> str | None:
        """Return what is wrong with the value, or None."""
        try:
            parse_instant(value if isinstance(value, str) else "")
        except InstantMalformed:
            return f"{path} is no time like 2026-11-21T01:02:03.123456Z"
        return None


@dataclass(frozen=True)
class Digest:
    """A SHA-256 in 64 lower-case hexadecimal digits."""

    def problem(self, value: Any, path: str) -> str | None:
        """Return what is wrong with the value, or None."""
        if isinstance(value, str) and _DIGEST.fullmatch(value):
            return None
        return f"{path} is no SHA-256 in hexadecimal"


@dataclass(frozen=True)
class OneOf:
    """One of a few words; a later release may add some without a new version of the event."""

    words: frozenset[str]

    def problem(self, value: Any, path: str) -> str | None:
        """Return what is wrong with the value, or None."""
        if isinstance(value, str) and value in self.words:
            return None
        return f"{path} is none of {', '.join(sorted(self.words))}"


@dataclass(frozen=True)
class Nullable:
    """Null, or a value of the inner shape."""

    inner: Shape

    def problem(self, value: Any, path: str) -> str | None:
        """Return what is wrong with the value, or None."""
        return None if value is None else self.inner.problem(value, path)


@dataclass(frozen=True)
class ListOf:
    """A list whose every item has the inner shape."""

    inner: Shape

    def problem(self, value: Any, path: str) -> str | None:
        """Return what is wrong with the value, or None."""
        if not isinstance(value, list):
            return f"{path} is no list"
        for place, item in enumerate(value):
            if trouble := self.inner.problem(item, ""):
                return f"{path}[{place}]{trouble}"
        return None


@dataclass(frozen=True)
class Record:
    """An object with exactly these fields; those in `optional` may be left out."""

    fields: Mapping[str, Shape]
    optional: frozenset[str] = field(default_factory=frozenset)

    def problem(self, value: Any, path: str) -> str | None:
        """Return what is wrong with the value, or None."""
        if not isinstance(value, dict):
            return f"{path} is no object"
        if not value.keys() <= self.fields.keys():
            undeclared = next(name for name in value if name not in self.fields)
            return f"{path}.{undeclared} is not declared"
        for name, shape in self.fields.items():
            if name not in value:
                if name in self.optional:
                    continue
                return f"{path}.{name} is missing"
            # Paths are put together only for a refusal: an auditor checks millions of fields.
            if trouble := shape.problem(value[name], name):
                return f"{path}.{trouble}"
        return None


@dataclass(frozen=True)
class Data:
    """An object whose inner form another module judges; writing it finds what JSON lacks."""

    def problem(self, value: Any, path: str) -> str | None:
        """Return what is wrong with the value, or None."""
        return None if isinstance(value, dict) else f"{path} is no object"
