"""How much of a draft differs from the version in force, counted without reading word by word."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass

from consult.drafts.rules.blocks import ParsedBlock, fingerprint
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

    Blocks that say the same are the same, in the order of either text. Between those that stayed
    in order, as many blocks count as changed as both texts have there, and the others as added or
    removed. Publishing compares more closely, so that its numbers may differ a little. Linear but
    for the order, which takes a sort.
    """
    places: dict[str, deque[int]] = defaultdict(deque)
    for index, block in enumerate(old):
        places[fingerprint(block.kind, block.html)].append(index)
    pairs = []
    for index, block in enumerate(new):
        there = places[fingerprint(block.kind, block.html)]
        if there:
            pairs.append((there.popleft(), index))
    in_order = longest_rising([before for before, _after in pairs])
    same_old, same_new = ({pair[side] for pair in pairs} for side in (0, 1))
    changed = 0
    last_old = last_new = -1
    for before, after in [*(pairs[at] for at in in_order), (len(old), len(new))]:
        left = sum(index not in same_old for index in range(last_old + 1, before))
        come = sum(index not in same_new for index in range(last_new + 1, after))
        changed += min(left, come)
        last_old, last_new = before, after
    return Tally(
        kept=len(in_order),
        moved=len(pairs) - len(in_order),
        changed=changed,
        added=len(new) - len(pairs) - changed,
        removed=len(old) - len(pairs) - changed,
    )
