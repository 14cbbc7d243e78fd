"""How much of a draft differs from the version in force."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from consult.drafts.rules.align import CERTAIN, align
from consult.drafts.rules.blocks import ParsedBlock
from consult.drafts.rules.order import longest_rising


@dataclass(frozen=True, slots=True)
class Tally:
    """Numbers of blocks: of the new text all but `removed`, of the old one all but `added`."""

    kept: int
    moved: int
    changed: int
    added: int
    removed: int


def tally(old: Sequence[ParsedBlock], new: Sequence[ParsedBlock]) -> Tally:
    """Return how many blocks stayed, moved, changed, came and went.

    Blocks are paired as publishing pairs them (`align`), so that a text which has nothing to do
    with the one in force counts as added and not as changed. What stands elsewhere counts as
    moved where it says the same, and as changed where it does not.
    """
    found = [match for match in align(old, new) if match.old_index is not None]
    same = [match for match in found if match.score == CERTAIN]
    in_order = longest_rising([match.old_index or 0 for match in same])
    return Tally(
        kept=len(in_order),
        moved=len(same) - len(in_order),
        changed=len(found) - len(same),
        added=len(new) - len(found),
        removed=len(old) - len(found),
    )
