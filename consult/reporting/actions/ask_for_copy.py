"""A copy that takes time is asked for: a task makes it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from consult.core.errors import DomainError, N_
from consult.core.tasks import enqueue
from consult.core.transactions import command
from consult.reporting.selectors import Making, being_made
from consult.reporting.selectors.making import MOST_WAITING, TASK, waiting
from consult.reviews.models import Review


class TooManyCopies(DomainError):
    """So many files are being made that one more is not begun."""

    code = "too_many_copies"
    status = 503
    message = N_("Many files are being prepared just now. Try again in a few minutes.")


@command
def ask_for_copy(
    *, review: Review, chapter: str, number: int, language: str, form: str, comments: bool,
    now: datetime,
) -> Making:  # fmt: skip
    """Have a copy made, by anybody; `chapter` is empty for the whole report (`number` then 0).

    Guarantees that only one task for the same copy waits or runs, however many people ask. After
    one has failed, none is begun for a while, which the answer says. Raises `TooManyCopies` where
    too many files wait.
    """
    # Whoever asks second finds the task of the first.
    Review.objects.select_for_update(of=("self",), no_key=True).get(pk=review.pk)
    arguments: dict[str, Any] = {
        "review": review.slug,
        "chapter": chapter,
        "number": number,
        "language": language,
        "form": form,
        "comments": comments,
    }
    making = being_made(arguments, now)
    if making is not Making.NOT_ASKED:
        return making
    if waiting().count() >= MOST_WAITING:
        raise TooManyCopies()
    enqueue(TASK, **arguments)
    return Making.UNDER_WAY
