"""Under which keys the blocks of a new version stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from consult.drafts.rules.align import align
from consult.drafts.rules.blocks import ParsedBlock
from consult.drafts.rules.edition import is_same_text

K = TypeVar("K")


def kept_keys(
    old: Sequence[ParsedBlock], keys: Sequence[K], new: Sequence[ParsedBlock]
) -> list[K | None]:
    """Return for each new block the key of the old block that it continues, or None.

    `keys` are those of the old blocks. A text that did not change keeps all its keys in place.
    """
    known = {index: index for index in range(len(new))} if is_same_text(old, new) else None
    matches = align(old, new, known=known)
    return [None if match.old_index is None else keys[match.old_index] for match in matches]
