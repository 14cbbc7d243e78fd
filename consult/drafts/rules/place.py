"""Where a quoted passage stands in a later text of the same block."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol

from consult.drafts.rules.difference import Run, kept_runs
from consult.drafts.rules.passage import PassageMismatch

CERTAIN: Final = 1000
KEPT_ENOUGH: Final = 400
"""Per mille of the passage that must have stayed for it to count as changed, not removed."""

TELLING: Final = 16
"""Code points of words and context that have to agree: shorter phrases recur by chance."""


class Marked(Protocol):
    """A passage of the old text: offsets in code points, its words, and their context."""

    @property
    def start(self) -> int:
        """The first code point."""

    @property
    def end(self) -> int:
        """The code point after the last."""

    @property
    def exact(self) -> str:
        """The words."""

    @property
    def prefix(self) -> str:
        """What stands before them."""

    @property
    def suffix(self) -> str:
        """What stands after them."""


class Outcome(StrEnum):
    """What became of a passage within its block.

    unchanged: the same words at the same offsets; moved: the same words at other offsets;
    changed: edited in place; ambiguous: the words stand in several places and nothing tells
    which is meant, so a person decides; removed: nothing of it is left.
    """

    UNCHANGED = "unchanged"
    MOVED = "moved"
    CHANGED = "changed"
    AMBIGUOUS = "ambiguous"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Placement:
    """The outcome, offsets in the new text, and how sure it is, 0–1000.

    Offsets are None where the passage is removed; where it is ambiguous they are those of the
    nearest candidate.
    """

    outcome: Outcome
    start: int | None
    end: int | None
    score: int


def place(anchor: Marked, old_text: str, new_text: str) -> Placement:
    """Find the passage that `anchor` marks in `old_text` again in `new_text`.

    The words themselves go first: one occurrence that follows from the comparison of the two
    texts, that is the only one, or whose context agrees best. Otherwise the place that the
    comparison gives, where enough of the words stayed. Raises PassageMismatch where the anchor
    does not mark its own words in `old_text`.
    """
    start, end, exact = anchor.start, anchor.end, anchor.exact
    if not exact or old_text[start:end] != exact:
        raise PassageMismatch
    if old_text == new_text:
        return Placement(Outcome.UNCHANGED, start, end, CERTAIN)
    runs = kept_runs(old_text, new_text)
    found = _occurrences(new_text, exact)
    mostly_kept = 2 * sum(run.size for run in runs) >= len(old_text)
    mapped = _map_whole(runs, start, end, 1 if mostly_kept else TELLING)
    if mapped is not None:
        return _stands(anchor, mapped, CERTAIN)
    free = [at for at in found if not _stood_elsewhere(runs, at, end - start)]
    if free:
        chosen = _choose(anchor, old_text, new_text, free)
        if chosen is not None:
            return chosen
    edited = _changed(runs, start, end, len(new_text), 1 if mostly_kept else TELLING)
    if edited.start is not None and new_text[edited.start : edited.end] == exact:
        # Pieces from several places that make up the very same words: nobody sees an edit.
        return _stands(anchor, edited.start, edited.score)
    return edited


def _stands(anchor: Marked, at: int, score: int) -> Placement:
    outcome = Outcome.UNCHANGED if at == anchor.start else Outcome.MOVED
    return Placement(outcome, at, at + len(anchor.exact), score)


def _occurrences(text: str, words: str) -> list[int]:
    found = []
    at = text.find(words)
    while at >= 0:
        found.append(at)
        at = text.find(words, at + 1)
    return found


def _map_whole(runs: list[Run], start: int, end: int, least: int) -> int | None:
    """Where the passage stands if all of it stayed in one run of at least this size.

    In a text that was written anew a short run is chance: most texts share an “and the”.
    """
    for run in runs:
        if run.size >= least and run.old <= start and end <= run.old + run.size:
            return run.new + start - run.old
    return None


def _stood_elsewhere(runs: list[Run], at: int, size: int) -> bool:
    """Whether these words of the new text stood in the old one, so that they are others."""
    return any(run.new <= at and at + size <= run.new + run.size for run in runs)


def _choose(anchor: Marked, old_text: str, new_text: str, found: list[int]) -> Placement | None:
    """The occurrence that is meant; ambiguous where several fit alike; None where none does.

    Words that stood once count as evidence themselves, others only by their context.
    """
    context = len(anchor.prefix) + len(anchor.suffix)
    agreed = {at: _agreement(anchor, new_text, at) for at in found}
    best = max(agreed.values())
    fitting = [at for at in found if agreed[at] == best]
    score = CERTAIN // 2 + (CERTAIN // 2 * best // context if context else 0)
    was_unique = len(_occurrences(old_text, anchor.exact)) == 1
    evidence = best + (len(anchor.exact) if was_unique else 0)
    if evidence < TELLING and best < context:
        return None
    if len(fitting) == 1:
        return _stands(anchor, fitting[0], score)
    nearest = min(fitting, key=lambda at: (abs(at - anchor.start), at))
    return Placement(Outcome.AMBIGUOUS, nearest, nearest + len(anchor.exact), score // len(fitting))


def _agreement(anchor: Marked, text: str, at: int) -> int:
    """Code points of context that agree on both sides, counted outwards from the words."""
    before = text[max(0, at - len(anchor.prefix)) : at][::-1]
    after = text[at + len(anchor.exact) :]
    return _alike(anchor.prefix[::-1], before) + _alike(anchor.suffix, after)


def _alike(left: str, right: str) -> int:
    count = 0
    for one, other in zip(left, right, strict=False):
        if one != other:
            break
        count += 1
    return count


def _changed(runs: list[Run], start: int, end: int, new_length: int, least: int) -> Placement:
    """The place between what stayed around the passage, cut to what stayed of it.

    `least` is how many code points of it must have stayed.
    """
    inside = [
        Run(
            max(run.old, start),
            run.new + max(run.old, start) - run.old,
            min(run.old + run.size, end) - max(run.old, start),
        )
        for run in runs
        if run.old < end and run.old + run.size > start
    ]
    kept = sum(run.size for run in inside)
    if kept < least:
        return Placement(Outcome.REMOVED, None, None, 0)
    first, last = inside[0], inside[-1]
    before = max((run.new + run.size for run in runs if run.old + run.size <= start), default=0)
    after = min((run.new for run in runs if run.old >= end), default=new_length)
    new_start = first.new if first.old == start else max(before, first.new - (first.old - start))
    new_end = last.new + last.size
    if last.old + last.size < end:
        new_end = min(after, new_end + end - last.old - last.size)
    score = CERTAIN * kept // max(end - start, new_end - new_start)
    if CERTAIN * kept // (end - start) < KEPT_ENOUGH:
        return Placement(Outcome.REMOVED, None, None, 0)
    return Placement(Outcome.CHANGED, new_start, new_end, score)
