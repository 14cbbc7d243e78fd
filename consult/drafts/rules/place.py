"""Where a quoted passage stands, by the trace of the block that it was marked in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol

from consult.drafts.rules.difference import Run, token_ends
from consult.drafts.rules.passage import PassageMismatch
from consult.drafts.rules.trace import Trace, Tracing

CERTAIN: Final = 1000
KEPT_ENOUGH: Final = 400
"""Per mille of the passage that must have stayed in its block for it to count as changed: in the
same place of the same block even an edit of more than half is seen as an edit."""

KEPT_ELSEWHERE: Final = 500
"""Per mille needed in another block, where nothing but the words speaks for it: the most of it."""

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

    `block` is the index of the new block. Offsets and block are None where the passage is
    removed; where it is ambiguous they are those of the nearest candidate.
    """

    outcome: Outcome
    start: int | None
    end: int | None
    score: int
    block: int | None = 0


GONE: Final = Placement(Outcome.REMOVED, None, None, 0, None)


def place(anchor: Marked, old_text: str, new_text: str) -> Placement:
    """Find the passage that `anchor` marks in `old_text` again in `new_text`, its only heir.

    Raises PassageMismatch where the anchor does not mark its own words in `old_text`.
    """
    if not anchor.exact or old_text[anchor.start : anchor.end] != anchor.exact:
        raise PassageMismatch
    trace = Tracing([old_text], [new_text], {0: 0}).of(0)
    if trace is None:
        return Placement(Outcome.UNCHANGED, anchor.start, anchor.end, CERTAIN)
    return find(anchor, trace, 0, old_text, [new_text])


def find(
    anchor: Marked, trace: Trace, heir: int | None, old_text: str, new_texts: Sequence[str]
) -> Placement:
    """Find the passage by the trace of its block; `heir` is the index of the block's successor.

    The block in which most of the passage's words stand has it, the heir where two have the
    same. The words themselves go before the comparison where they stand once in the heir, stood
    once in the old text, and their context agrees.
    """
    best: tuple[int, bool, int] | None = None
    for block, runs in trace.runs.items():
        kept = sum(_shared(run, anchor.start, anchor.end) for run in runs)
        rank = (kept, block == heir, -block)
        if kept and (best is None or rank > best):
            best = rank
    placed = GONE
    if best is not None:
        block = -best[2]
        placed = _in_block(anchor, trace, block, heir, len(old_text), new_texts[block])
    if placed.score < CERTAIN and heir is not None:
        runs = trace.runs.get(heir, ())
        placed = _verbatim(anchor, runs, old_text, new_texts[heir], heir) or placed
    if placed.outcome is not Outcome.REMOVED and any(
        start <= anchor.start and anchor.end <= end for start, end in trace.doubtful
    ):
        return Placement(
            Outcome.AMBIGUOUS, placed.start, placed.end, placed.score // 2, placed.block
        )
    return placed


def _shared(run: Run, start: int, end: int) -> int:
    return max(0, min(run.old + run.size, end) - max(run.old, start))


def _in_block(
    anchor: Marked, trace: Trace, block: int, heir: int | None, old_length: int, text: str
) -> Placement:
    start, end, runs = anchor.start, anchor.end, trace.runs[block]
    chain = _together([run for run in runs if _shared(run, start, end)], start, end)
    kept = sum(_shared(run, start, end) for run in chain)
    enough = KEPT_ENOUGH if block == heir else KEPT_ELSEWHERE
    by_chance = not any(low < end and start < high for low, high in trace.firm)
    if by_chance or CERTAIN * kept < (end - start) * enough:
        return GONE
    first, last = chain[0], chain[-1]
    new_start, new_end = first.new + start - first.old, last.new + end - last.old
    if start < first.old:
        before = (run for run in runs if run.old < first.old and run.new < first.new)
        low = max(((run.old + run.size, run.new + run.size) for run in before), default=(0, 0))
        room = text[low[1] : first.new]
        new_start = first.new - _reach(first.old - start, first.old - low[0], room[::-1])
    if end > last.old + last.size:
        after = (run for run in runs if run.old > last.old and run.new > last.new)
        high = min(((run.old, run.new) for run in after), default=(old_length, len(text)))
        old_end, new_end = last.old + last.size, last.new + last.size
        new_end += _reach(end - old_end, high[0] - old_end, text[new_end : high[1]])
    if text[new_start:new_end] == anchor.exact:
        return _stands(anchor, new_start, CERTAIN, block, heir)
    score = CERTAIN * kept // max(end - start, new_end - new_start)
    return Placement(Outcome.CHANGED, new_start, new_end, score, block)


def _reach(lost: int, old_room: int, room: str) -> int:
    """How far a passage that lost `lost` code points at one edge reaches into what replaced them.

    In proportion, to the end of a token; at most twice as far as what was lost, because where
    much more came in than went out, most of it was put in beside the passage.
    """
    lost = min(lost, old_room)
    if not lost:
        return 0
    if lost == old_room and len(room) <= 2 * lost:
        return len(room.rstrip())
    wanted = min(lost * len(room) // old_room, 2 * lost)
    return next((end for end in token_ends(room) if end >= wanted), len(room.rstrip()))


def _stands(anchor: Marked, at: int, score: int, block: int, heir: int | None) -> Placement:
    stayed = at == anchor.start and block == heir
    outcome = Outcome.UNCHANGED if stayed else Outcome.MOVED
    return Placement(outcome, at, at + len(anchor.exact), score, block)


def _together(runs: Sequence[Run], start: int, end: int) -> list[Run]:
    """The run with the most of the passage, and those that rise with it on either side.

    Where more was put in between two of them than the whole passage is long, it was put in beside
    the passage, and what lies behind is a chance likeness, such as the next full stop.
    """
    if not runs:
        return []
    middle = max(range(len(runs)), key=lambda at: (_shared(runs[at], start, end), -at))
    chain = [runs[middle]]
    for run in runs[middle + 1 :]:
        if 0 <= run.new - chain[-1].new - chain[-1].size <= end - start:
            chain.append(run)
    for run in reversed(runs[:middle]):
        if 0 <= chain[0].new - run.new - run.size <= end - start:
            chain.insert(0, run)
    return chain


def _verbatim(
    anchor: Marked, runs: Sequence[Run], old_text: str, text: str, heir: int
) -> Placement | None:
    """The words where they stand in the heir, by their context where the comparison lost them.

    Words that stood once count as evidence themselves, others by their context alone; words that
    stood in the old text elsewhere are others.
    """
    size = len(anchor.exact)
    found = [
        at
        for at in occurrences(text, anchor.exact)
        if not any(
            run.new <= at
            and at + size <= run.new + run.size
            and not _shared(run, anchor.start, anchor.end)
            for run in runs
        )
    ]
    if not found:
        return None
    agreed = [_agreement(anchor, text, at) for at in found]
    best, context = max(agreed), len(anchor.prefix) + len(anchor.suffix)
    was_unique = len(occurrences(old_text, anchor.exact)) == 1
    if best + (size if was_unique else 0) < TELLING and best < context:
        return None
    score = CERTAIN // 2 + (CERTAIN // 2 * best // context if context else 0)
    fitting = [at for at, agreement in zip(found, agreed, strict=True) if agreement == best]
    nearest = min(fitting, key=lambda at: (abs(at - anchor.start), at))
    if len(fitting) == 1:
        return _stands(anchor, nearest, score, heir, heir)
    score //= len(fitting)
    return Placement(Outcome.AMBIGUOUS, nearest, nearest + size, score, heir)


def occurrences(text: str, words: str) -> list[int]:
    """Every place where the words stand in the text, overlapping ones too."""
    found = []
    at = text.find(words)
    while at >= 0:
        found.append(at)
        at = text.find(words, at + 1)
    return found


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
