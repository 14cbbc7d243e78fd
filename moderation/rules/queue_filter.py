"""What narrows the queue, as its address says it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from urllib.parse import urlencode

from moderation.rules.states import CaseState

ANY = "any"
LONGEST = 20
MOST_LANGUAGES = 20
DATE_PASSED = "changes_passed"


class Holder(StrEnum):
    """Who works on a case: nobody at the moment, or the reader."""

    FREE = "free"
    MINE = "mine"


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """The narrowing of a queue; no language, no kind and no holder narrow nothing.

    `any_language` says that every language was asked for, whatever the reader reads; `passed`
    leaves, of the texts given back for changes, those whose date has passed.
    """

    state: CaseState = CaseState.PENDING
    languages: tuple[str, ...] = ()
    kind: str = ""
    holder: Holder | None = None
    overdue: bool = False
    any_language: bool = False
    passed: bool = False

    @property
    def state_name(self) -> str:
        """Return the state as the address names it."""
        return DATE_PASSED if self.passed else str(self.state)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Return the names and values that keep this narrowing in an address or a form."""
        said: list[tuple[str, str]] = []
        if self.state is not CaseState.PENDING:
            said.append(("state", self.state_name))
        said += [("language", code) for code in self.languages]
        if self.any_language:
            said.append(("language", ANY))
        if self.kind:
            said.append(("kind", self.kind))
        if self.holder:
            said.append(("holder", self.holder))
        if self.overdue:
            said.append(("overdue", "on"))
        return said

    def for_reader(self, reads: Sequence[str]) -> QueueFilter:
        """Return what somebody is offered who reads these languages and asked for none."""
        if self.languages or self.any_language or not reads:
            return self
        return replace(self, languages=tuple(reads)[:MOST_LANGUAGES])

    @property
    def address(self) -> str:
        """Return the query that keeps this narrowing, without its question mark."""
        return urlencode(self.pairs)


def filter_in(said: Mapping[str, Sequence[str]]) -> QueueFilter:
    """Read a narrowing from an address by the names in it; what makes no sense narrows nothing."""
    state, holder = _last(said, "state"), _last(said, "holder")
    asked = said.get("language", ())
    languages = dict.fromkeys(code for code in asked if 0 < len(code) <= LONGEST and code != ANY)
    passed = state == DATE_PASSED
    if passed:
        state = CaseState.CHANGES_REQUESTED
    return QueueFilter(
        passed=passed,
        state=CaseState(state) if state in set(CaseState) else CaseState.PENDING,
        languages=tuple(languages)[:MOST_LANGUAGES],
        kind=_last(said, "kind")[:LONGEST],
        holder=Holder(holder) if holder in set(Holder) else None,
        overdue=bool(_last(said, "overdue")),
        any_language=ANY in asked and not languages,
    )


def _last(said: Mapping[str, Sequence[str]], name: str) -> str:
    return (said.get(name) or [""])[-1]
