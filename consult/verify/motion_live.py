"""A vote in a live session: what the log says of presence, and of the opening by the chair."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from consult.council.rules.errors import RuleRefusal
from consult.council.rules.live import (
    EndedBy,
    present_by_roll,
    require_session,
    voting_ends,
    with_presence,
)
from consult.council.rules.roll import Roll
from consult.council.rules.ruleset import Rules
from consult.ledger.instant import format_instant, parse_instant


@dataclass
class Session:
    """A live session as the log tells it: whether it runs, at which motion, and who is there.

    `present` names with each seat the proxy who said so, or "" where it was nobody's proxy.
    """

    running: bool = False
    ended: bool = False
    motion: str | None = None
    present: dict[str, str] = field(default_factory=dict)

    def move(self, data: Mapping[str, Any]) -> None:
        """Take a start, a new item, or the end."""
        self.running = data["state"] == "running"
        self.ended = data["state"] == "ended"
        self.motion = (data["item"] or {}).get("motion")

    def see(self, data: Mapping[str, Any]) -> None:
        """Take a seat that joined, or left."""
        if data["joined"]:
            self.present[data["seat"]] = data.get("proxy", "")
        else:
            self.present.pop(data["seat"], None)


class Sessions:
    """All live sessions of a log."""

    def __init__(self) -> None:
        self._known: dict[str, Session] = {}

    def of(self, name: str) -> Session:
        """Return what the log has told of a session so far."""
        return self._known.setdefault(name, Session())

    def happen(self, event: str, data: Mapping[str, Any]) -> None:
        """Let one event happen to its session."""
        if event == "session.moved.v1":
            self.of(data["session"]).move(data)
        elif event == "session.presence.v1":
            self.of(data["session"]).see(data)


class Live:
    """What a motion says of its session; `opened` once the chair opened the vote."""

    def __init__(self, number: str, data: Mapping[str, Any]) -> None:
        self._number = number
        self._session: str | None = data.get("session")
        self._seconds: int = data.get("voting_seconds", 0)
        self.opened = False

    @property
    def waits(self) -> bool:
        """Tell whether the motion is put for a session whose chair has not opened it."""
        return self._session is not None and not self.opened

    def put(self, rules: Rules) -> Iterator[str]:
        """Check that rules and session go together."""
        try:
            require_session(rules, live=self._session is not None and self._seconds > 0)
        except RuleRefusal as error:
            yield f"{error.code}: {error}"

    def move(self, data: Mapping[str, Any], sessions: Sessions, *, pending: bool) -> Iterator[str]:
        """Check that the motion left a session that ended without it, for one that has not."""
        if self._session is None or self.opened or not pending:
            yield "the motion waits for no session"
            return
        if not sessions.of(self._session).ended:
            yield "its session had not ended when it was put for another"
        if sessions.of(data["session"]).ended:
            yield "the session that it was put for had ended"
        self._session = data["session"]
        ends = format_instant(voting_ends(parse_instant(data["opens_at"]), self._seconds))
        if data["closes_at"] != ends:
            yield f"the vote should end at {ends}, not at {data['closes_at']}"

    def open(
        self, data: Mapping[str, Any], session: Session, roll: Roll
    ) -> Generator[str, None, Roll]:
        """Check where and for how long the vote was opened; return the roll with who was there."""
        if self._session is None or data["session"] != self._session:
            yield "the motion was not put for this session"
        if self.opened:
            yield "the vote was opened before"
        self.opened = True
        if not session.running or session.motion != self._number:
            yield "the session was not running at this motion"
        stated, filled = set(data["present"]), {each.seat for each in roll.seats if each.people}
        if stated != present_by_roll(roll, session.present) & filled:
            yield "these are not the seats that were present in the session"
        ends = format_instant(voting_ends(parse_instant(data["opens_at"]), self._seconds))
        if data["closes_at"] != ends:
            yield f"the vote should end at {ends}, not at {data['closes_at']}"
        try:
            return with_presence(roll, stated)
        except RuleRefusal as error:
            yield f"{error.code}: {error}"
        return roll

    def ended(self, why: str | None, roll: Roll, voted: set[str], *, early: bool) -> Iterator[str]:
        """Check that only a vote in a session ended early, and that the reason given is true."""
        if why is None:
            if early and self.opened:
                yield "it was closed before its time, and does not say why"
            return
        if not self.opened or not early:
            yield "only a vote in a live session is ended before its time"
        missing = {seat.seat for seat in roll.seats if seat.present} - voted
        if why == EndedBy.ALL_VOTED and missing:
            yield "not every seat that was present had voted when the vote was ended"
