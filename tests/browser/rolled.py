"""Votes chapter by chapter and a question of procedure, which the demonstration has not."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from tests.browser.motions import proposed

if TYPE_CHECKING:
    from consult.accounts.models import User
    from consult.reviews.models import Review


def rolled_words(secretary: User, review: Review) -> dict[str, Any]:
    """Put two chapters one by one, of which one is void, and a question; return their words."""
    from django.utils.timezone import now

    from consult.council.actions import put_motion, put_rollup, void_motion

    day = timedelta(days=1)
    given = proposed(secretary, review, "Adopt the report chapter by chapter")
    chapters = review.chapters.filter(current__isnull=False).order_by("position")[:2]
    versions = [chapter.current for chapter in chapters]
    given |= {"versions": versions, "opens_at": None, "closes_at": now() + day}
    rollup = put_rollup(rolled_up="all_then_whole", **given)
    for motion in rollup.motions.all():
        void_motion(actor=secretary, motion_id=motion.pk, reason="One chapter changed.")
    asked = proposed(secretary, review, "May the chair vote?", kind="procedure")
    asked |= {"versions": [], "opens_at": None, "closes_at": now() + day}
    question = put_motion(**{**asked, "explanation": {"en": "Only where votes are equal."}})
    return {"rollup": rollup.pk, "rolled_number": rollup.number, "question": question.pk}
