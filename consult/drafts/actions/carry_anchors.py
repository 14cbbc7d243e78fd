"""The anchors of a chapter are carried over to its next version."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from consult.core.transactions import step
from consult.drafts.models import Chapter, Placement, Version
from consult.drafts.rules.carry import Carried, Carrying, Edition, Mark
from consult.drafts.rules.place import Outcome
from consult.drafts.rules.settled import carry_on, mark_at, words_at
from consult.drafts.rules.settling import CONFIRMED, Verdict
from consult.drafts.selectors.editions import (
    StandingDecision,
    anchor_ids,
    edition_of,
    marks_of,
    outcomes_in,
    standing_decisions,
)

TELL_EVERY = 500
"""Anchors between two words about the progress."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Where an anchor will stand, by what it was recognised, and the decision it started from."""

    carried: Carried
    match: str
    decision: int | None


class Carriage:
    """The carrying of a chapter's anchors to a text that need not be published yet.

    Writes nothing. Each anchor is carried from the version on which it was made, or, where an
    editor has said where it stands in a version since, from there, knowing what became of it in
    the version in force: so the result follows from published texts, decisions and placements,
    and anybody can work it out again.
    """

    def __init__(self, chapter: Chapter, new: Edition) -> None:
        self.chapter = chapter
        self.new = new
        self.placed: dict[UUID, Placed] = {}
        self._old: dict[UUID, tuple[Edition, Carrying]] = {}
        self._before: dict[UUID, Outcome] | None = None

    def catch_up(self, tell: Callable[[int], None] = lambda _done: None) -> int:
        """Carry what has been anchored, or decided on, since the last call; return how many.

        `tell` hears from time to time how many are done. Takes two queries where there is nothing
        to do, two more for the anchors, and three for each version they were made on.
        """
        decisions = standing_decisions(self.chapter.pk)
        waiting = [pk for pk in anchor_ids(self.chapter.pk) if self._is_new(pk, decisions.get(pk))]
        if not waiting:
            return 0
        if self._before is None and self.chapter.current_id is not None:
            self._before = outcomes_in(self.chapter.current_id)
        only = waiting if self.placed else None
        for done, (pk, version_id, mark) in enumerate(marks_of(self.chapter.pk, only), start=1):
            self.placed[pk] = self._place(pk, version_id, mark, decisions.get(pk))
            if done % TELL_EVERY == 0:
                tell(done)
        return len(waiting)

    def _is_new(self, anchor_id: UUID, decision: StandingDecision | None) -> bool:
        known = self.placed.get(anchor_id)
        return known is None or known.decision != (decision.pk if decision else None)

    def _place(
        self, anchor_id: UUID, version_id: UUID, mark: Mark, decision: StandingDecision | None
    ) -> Placed:
        edition, carrying = self._from(version_id)
        start = decision.version_id if decision else version_id
        before = None
        if start != self.chapter.current_id and self._before is not None:
            before = self._before.get(anchor_id)
        if decision is None:
            carried = carrying.carry(mark, before=before)
            return Placed(carried, carried.match, None)
        original = words_at(edition, mark, mark.language)
        edition, carrying = self._from(decision.version_id)
        chosen = mark_at(
            edition, decision.block_key, decision.language, decision.start, decision.end
        )
        carried = carry_on(carrying, chosen, self.new, original, before)
        gone = decision.verdict == Verdict.REMOVED
        return Placed(carried, CONFIRMED if gone else carried.match, decision.pk)

    def _from(self, version_id: UUID) -> tuple[Edition, Carrying]:
        if version_id not in self._old:
            edition = edition_of(Version.objects.get(pk=version_id))
            self._old[version_id] = edition, Carrying(edition, self.new)
        return self._old[version_id]


@step
def write_placements_step(*, version: Version, carriage: Carriage) -> int:
    """Write where each anchor of the chapter's earlier versions stands in a new one.

    Guarantees one placement an anchor, also for those made since the carriage was last brought up
    to date. Anchors themselves are never rewritten. Returns their number.
    """
    carriage.catch_up()
    return len(Placement.objects.bulk_create(_rows(version, carriage.placed.items())))


def _rows(version: Version, placed: Iterable[tuple[UUID, Placed]]) -> Iterable[Placement]:
    for anchor_id, place in placed:
        yield Placement(
            anchor_id=anchor_id,
            version=version,
            outcome=place.carried.outcome,
            block_key=place.carried.block_key,
            start=place.carried.start,
            end=place.carried.end,
            score=place.carried.score,
            match=place.match,
            decision_id=place.decision,
        )
