"""What moderation has done in the background, a little at a time."""

from __future__ import annotations

from consult.reviews.models import Review
from moderation.actions import keep_figures
from moderation.selectors import reviews_to_reckon

BATCHES_AT_ONCE = 20


def keep_all_figures() -> int:
    """Count what is new in every review's ledger; return how many entries were counted.

    Stops after `BATCHES_AT_ONCE` batches, so that a long log holds up nothing else in the sweep.
    """
    counted = 0
    for _batch in range(BATCHES_AT_ONCE):
        waiting: list[Review] = reviews_to_reckon()
        if not waiting:
            break
        counted += sum(keep_figures(review=review) for review in waiting)
    return counted
