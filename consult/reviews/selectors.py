"""Which reviews there are, and how they stand."""

from __future__ import annotations

from datetime import datetime

from consult.core.errors import NotThere
from consult.reviews.models import Review
from consult.reviews.rules.window import WindowState, window_state


def all_reviews() -> list[Review]:
    """Return every review, the latest first."""
    return list(Review.objects.all())


def review_called(slug: str) -> Review:
    """Return the review at an address; raise `NotThere` where there is none."""
    try:
        return Review.objects.select_related("log").get(slug=slug)
    except Review.DoesNotExist:
        raise NotThere() from None


def window_of(review: Review, now: datetime) -> WindowState:
    """Say whether comments on the review's drafts are being taken at `now`."""
    return window_state(review.comments_open_at, review.comments_close_at, now)
