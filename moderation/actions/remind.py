"""Something is said by mail once, however often the clock asks."""

from __future__ import annotations

from datetime import date

from consult.core.transactions import step
from consult.reviews.models import Review
from moderation.models import Said


@step
def remind_step(*, review: Review, kind: str, subject: str, day: date | None = None) -> bool:
    """Note that something is said; say whether it was not said before, on this day or ever.

    Two that ask at the same time get one yes: the row is unique, and the other waits for it.
    """
    _row, new = Said.objects.get_or_create(
        review=review, kind=kind, subject=subject, day=day.isoformat() if day else ""
    )
    return new
