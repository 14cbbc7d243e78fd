"""The times of a motion: notice, opening, and a deadline that only rules may move."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from consult.council.rules.conduct import Conduct
from consult.council.rules.errors import RuleRefusal
from consult.council.rules.extension import Cause, Move, deadline_after
from consult.council.rules.notice import require_time
from consult.council.rules.stage import vote_deadline
from consult.ledger.instant import format_instant, parse_instant


class Times:
    """Opening and deadline of the stage that a motion is in, as the ledger spells instants."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._noticed_at: str | None = data.get("noticed_at")
        self._announced = (data["opens_at"], data["closes_at"])
        self._moves: list[Move] = []
        self.opens_at: str = data["opens_at"]
        self.closes_at: str = data["closes_at"]

    def put(self, conduct: Conduct) -> Iterator[str]:
        """Check that the council was told early enough."""
        if self.opens_at >= self.closes_at:
            yield "it closes before it opens"
        elif self._noticed_at is not None:
            noticed, opens, closes = map(
                parse_instant, (self._noticed_at, self.opens_at, self.closes_at)
            )
            try:
                require_time(conduct, noticed, opens, closes)
            except RuleRefusal as error:
                yield f"{error.code}: {error}"

    def extend(self, data: Mapping[str, Any], conduct: Conduct) -> Iterator[str]:
        """Check one move of the deadline against the rules, and take the new one."""
        move = Move(
            Cause(data["cause"]), parse_instant(data["since"]), parse_instant(data["until"])
        )
        if data["closes_at"] <= self.closes_at:
            yield "it does not move the deadline to a later time"
            return
        if move.cause is Cause.DECISION and data["recorded_at"] != data["since"]:
            yield "the decision was recorded at another time than that of which it counts"
        if move.cause is Cause.OUTAGE and data["recorded_at"] < data["until"]:
            yield "the outage was recorded before it was over"
        try:
            true = deadline_after(self._opened, self._closed, [*self._moves, move], conduct)
        except RuleRefusal as error:
            yield f"{error.code}: {error}"
            return
        if format_instant(true) != data["closes_at"]:
            yield f"the rules give the deadline {format_instant(true)}, not {data['closes_at']}"
        self._moves.append(move)
        self.closes_at = data["closes_at"]

    def open_live(self, data: Mapping[str, Any], conduct: Conduct) -> Iterator[str]:
        """Take the times of a vote that the chair of a live session opened, if they are enough."""
        self._announced = (data["opens_at"], data["closes_at"])
        self._moves = []
        self.opens_at, self.closes_at = self._announced
        yield from self.put(conduct)

    @property
    def _opened(self) -> datetime:
        return parse_instant(self._announced[0])

    @property
    def _closed(self) -> datetime:
        return parse_instant(self._announced[1])

    def call(self, data: Mapping[str, Any]) -> None:
        """Take the times of a rival amendment whose turn has come."""
        self._announced = (data["opens_at"], data["closes_at"])
        self.opens_at, self.closes_at = self._announced

    def open_vote(self, data: Mapping[str, Any]) -> Iterator[str]:
        """Check the times of the vote after broken silence, and take them for the motion's."""
        true = vote_deadline(self._opened, self._closed, parse_instant(data["opens_at"]))
        if format_instant(true) != data["closes_at"]:
            yield f"the vote should end at {format_instant(true)}, not at {data['closes_at']}"
        self._announced = (data["opens_at"], data["closes_at"])
        self._moves = []
        self.opens_at, self.closes_at = self._announced
