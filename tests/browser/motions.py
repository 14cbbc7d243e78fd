"""Motions in the states that the demonstration has not."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from consult.accounts.models import User
    from consult.council.models import Motion
    from consult.reviews.models import Review


def proposed(
    secretary: User, review: Review, title: str, rule: str = "simple_majority", **more: Any
) -> dict[str, Any]:
    """Return the arguments that put or keep a motion on the introduction."""
    from consult.council.rules.presets import PRESETS

    return {
        "actor": secretary,
        "review": review,
        "title": {"en": title},
        "explanation": {"en": ""},
        "versions": [review.chapters.get(slug="introduction").current],
        "authentic_language": "en",
        "rules": dict(PRESETS[rule].data),
        "key": uuid.uuid4(),
        **more,
    }


def living_motions(secretary: User, review: Review) -> dict[str, Any]:
    """Put motions in silence, with a moved deadline, broken, void and rehearsed; keep a draft."""
    from django.utils.timezone import now

    from consult.council.actions import (
        cast_ballot,
        extend_motion,
        put_motion,
        void_motion,
    )
    from consult.council.models import RollPerson

    closes_at = now() + timedelta(days=4)

    def put(title: str, **more: Any) -> Motion:
        given = {"opens_at": None, "closes_at": closes_at, **more}
        return put_motion(**proposed(secretary, review, title, **given))

    silent = put("Adopt the introduction in silence", rule="silence_72_hours")
    extend_motion(
        actor=secretary,
        motion_id=silent.pk,
        closes_at=closes_at + timedelta(days=1),
        reason="Two ministers travel.",
        key=uuid.uuid4(),
    )
    broken = put("Adopt the introduction unless somebody objects", rule="silence_then_vote")
    holder = RollPerson.objects.filter(entry__motion=broken, rank=0).select_related("user")[0]
    cast_ballot(
        actor=holder.user,
        motion_id=broken.pk,
        seat_id=holder.entry.seat_id,
        choice="object",
        reason="The table on water is missing.",
        key=uuid.uuid4(),
    )
    void = put("Adopt the introduction by mistake")
    void_motion(actor=secretary, motion_id=void.pk, reason="It was put too early.")
    rehearsed = put("Try how voting works", rehearsal=True)
    return {
        "draft_motion": _kept(secretary, review, closes_at),
        "silent_motion": silent.pk,
        "broken_motion": broken.pk,
        "void_motion": void.pk,
        "rehearsed_motion": rehearsed.pk,
        "sitting": _session(secretary, review, rehearsed),
    }


def _session(secretary: User, review: Review, motion: Motion) -> Any:
    """Announce a live session, start it, and let a seat be present; return its key."""
    from django.utils.timezone import now

    from consult.council.actions import announce_sitting, move_sitting, record_presence
    from consult.council.models import Seat

    sitting = announce_sitting(
        actor=secretary,
        review=review,
        title="Third session",
        starts_at=now(),
        video_link="https://meet.example.org/third",
        agenda=[("Try how voting works", motion), ("Any other business", None)],
        key=uuid.uuid4(),
    )
    move_sitting(actor=secretary, sitting_id=sitting.pk, seen=0, to="start")
    seat = Seat.objects.filter(institution__review=review, active=True)[0]
    record_presence(actor=secretary, sitting_id=sitting.pk, seat_id=seat.pk, joined=True)
    return sitting.pk


def _kept(secretary: User, review: Review, closes_at: Any) -> Any:
    """Keep a draft; return its key."""
    from consult.council.actions import save_draft

    draft = save_draft(
        **proposed(secretary, review, "Think about it", opens_at=None, closes_at=closes_at),
        asked={"rule": "simple_majority", "quorum": "majority", "extensions": ""},
    )
    return draft.pk
