"""The PDF of a certificate is asked for: a task makes it."""

from __future__ import annotations

from datetime import datetime

from consult.core.tasks import enqueue
from consult.core.transactions import command
from consult.council.models import Motion
from consult.reporting.actions.ask_for_copy import TooManyCopies
from consult.reporting.selectors import Making, being_made
from consult.reporting.selectors.making import CERTIFICATE_TASK, MOST_WAITING, waiting
from consult.reviews.models import Review


@command
def ask_for_certificate(*, motion: Motion, language: str, now: datetime) -> Making:
    """Have the certificate of a motion made as PDF, by anybody.

    Guarantees that only one task for the same file waits or runs, however many people ask. After
    one has failed, none is begun for a while, which the answer says. Raises `TooManyCopies` where
    too many files wait.
    """
    # Whoever asks second finds the task of the first.
    Review.objects.select_for_update(of=("self",), no_key=True).get(pk=motion.review_id)
    asked = {"review": motion.review.slug, "number": motion.number, "language": language}
    making = being_made(asked, now, CERTIFICATE_TASK)
    if making is not Making.NOT_ASKED:
        return making
    if waiting().count() >= MOST_WAITING:
        raise TooManyCopies()
    enqueue(CERTIFICATE_TASK, review=motion.review.slug, number=motion.number, language=language)
    return Making.UNDER_WAY
