"""What the table of routes finds in the council: a seat and an open motion."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

SIMPLE_MAJORITY = {
    "v": 1,
    "choices": ["approve", "reject", "abstain"],
    "passes": {
        "count": "yes",
        "unit": "heads",
        "compare": "more_than",
        "share": "1/2",
        "base": "yes_no",
    },
}


def council_words(
    secretary: Any, member: Any, deputy: Any, review: Any, version: Any
) -> dict[str, Any]:
    """Put a motion to a council of one seat; return the words for it."""
    from django.utils import timezone

    from consult.council.actions import add_institution, put_motion, set_seat

    institution = add_institution(
        actor=secretary, review=review, slug="health", name={"en": "Ministry of Health"}
    )
    seat = set_seat(
        actor=secretary,
        review=review,
        institution=institution,
        position=1,
        weight=1,
        people=[member],
    )

    def put() -> Any:
        return put_motion(
            actor=secretary,
            review=review,
            title={"en": "Adopt the highlights"},
            explanation={"en": "The text as published."},
            versions=[version],
            authentic_language="en",
            rules=SIMPLE_MAJORITY,
            opens_at=None,
            closes_at=timezone.now() + timedelta(days=2),
            key=uuid.uuid4(),
        )

    decided = _decided(secretary, put())
    motion = put()
    return {
        "motion": motion.pk,
        **_session(secretary, review, motion),
        "decided_motion": decided,
        "seat": seat.pk,
        **_rolled_up(secretary, review, version),
        **_appointments(secretary, member, deputy, review, seat),
    }


def _appointments(
    secretary: Any, member: Any, deputy: Any, review: Any, seat: Any
) -> dict[str, Any]:
    """Let a deputy represent the seat and file its member's letter; return the words for both."""
    from django.utils import timezone

    from consult.council.actions import file_letter, give_proxy

    proxy = give_proxy(
        actor=secretary,
        review=review,
        seat_id=seat.pk,
        holder=deputy,
        since=timezone.now(),
        until=None,
        key=uuid.uuid4(),
    )
    letter = file_letter(
        actor=secretary, review=review, seat_id=seat.pk, user_id=member.pk, data=b"%PDF-1.7"
    )
    return {"proxy": proxy.pk, "appointment": letter.pk}


def _decided(secretary: Any, motion: Any) -> str:
    """Let a motion's time pass, close and certify it; return its number."""
    from consult.council.actions import certify_motion, close_motion
    from consult.council.models import Motion

    back = timedelta(days=3)
    Motion.objects.filter(pk=motion.pk).update(
        opens_at=motion.opens_at - back, closes_at=motion.closes_at - back
    )
    close_motion(actor=None, motion_id=motion.pk)
    return str(certify_motion(actor=secretary, motion_id=motion.pk).number)


def _rolled_up(secretary: Any, review: Any, version: Any) -> dict[str, Any]:
    """Put two chapters to the vote one by one and void both; return the words for that."""
    from django.utils import timezone

    from consult.council.actions import put_rollup, void_motion
    from consult.drafts.models import Chapter, Rendering, Version

    chapter = Chapter.objects.create(
        review=review, slug="annexes", position=9, title_en="Annexes", source_language="en"
    )
    second = Version.objects.create(
        chapter=chapter, number=1, source_language="en", published_at=timezone.now()
    )
    Rendering.objects.create(version=second, language="en", sha256="0" * 64)
    Chapter.objects.filter(pk=chapter.pk).update(current=second)
    rollup = put_rollup(
        actor=secretary,
        review=review,
        rolled_up="all",
        title={"en": "Adopt the report"},
        explanation={"en": ""},
        versions=[version, second],
        authentic_language="en",
        rules=SIMPLE_MAJORITY,
        opens_at=None,
        closes_at=timezone.now() + timedelta(days=2),
        key=uuid.uuid4(),
    )
    for motion in rollup.motions.all():
        void_motion(actor=secretary, motion_id=motion.pk, reason="Put too early.")
    return {"rollup": rollup.pk, "rolled_number": rollup.number}


def _session(secretary: Any, review: Any, motion: Any) -> dict[str, Any]:
    """Announce a live session on a motion; return the words for it and for its item."""
    from django.utils import timezone

    from consult.council.actions import announce_sitting

    sitting = announce_sitting(
        actor=secretary,
        review=review,
        title="First session",
        starts_at=timezone.now(),
        video_link="",
        agenda=[("Adopt the highlights", motion)],
        key=uuid.uuid4(),
    )
    return {"sitting": sitting.pk, "agenda_item": sitting.items.get().pk}
