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
        **_live(secretary, review),
    }


def reserved_motion(secretary: User, review: Review) -> dict[str, Any]:
    """Close a motion on which one seat had reservations, with a reply; return its words."""
    from django.utils.timezone import now

    from consult.council.actions import (
        cast_ballot,
        close_motion,
        put_motion,
        reply_to_reservation,
    )
    from consult.council.models import Motion, RollPerson
    from consult.drafts.models import Block

    day = timedelta(days=1)
    given = proposed(secretary, review, "Adopt the introduction with reservations")
    motion = put_motion(**given, opens_at=None, closes_at=now() + day)
    people = RollPerson.objects.filter(entry__motion=motion, rank=0).select_related("user")
    blocks = Block.objects.filter(version=given["versions"][0], kind="paragraph")
    ballots = [
        cast_ballot(
            actor=holder.user,
            motion_id=motion.pk,
            seat_id=holder.entry.seat_id,
            choice="reservations" if place == 0 else "approve",
            reason="The table on water is two years old." if place == 0 else "",
            key=uuid.uuid4(),
            blocks=[block.pk for block in blocks[:2]] if place == 0 else [],
            publish=place == 0,
        )
        for place, holder in enumerate(people.order_by("entry__position"))
    ]
    Motion.objects.filter(pk=motion.pk).update(opens_at=now() - day, closes_at=now())
    close_motion(actor=None, motion_id=motion.pk)
    reply_to_reservation(
        actor=secretary,
        motion_id=motion.pk,
        ballot_id=ballots[0].pk,
        text="The statistics office gave newer figures, which the next version takes.",
        key=uuid.uuid4(),
    )
    return {
        "reserved_motion": motion.pk,
        "reserved_number": motion.number,
        "reserved_ballot": ballots[0].pk,
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


def _live(secretary: User, review: Review) -> dict[str, Any]:
    """Open a vote in a session that goes on, end another with minutes; return their keys.

    The one that ended has not opened its motion.
    """
    from django.utils.timezone import now

    from consult.council.actions import (
        move_sitting,
        open_in_session,
        put_motion,
        record_presence,
        write_minutes,
    )
    from consult.council.models import Seat

    def move(sitting: Any, seen: int, to: str) -> None:
        move_sitting(actor=secretary, sitting_id=sitting.pk, seen=seen, to=to)

    voting = _announced(secretary, review, "Fourth session")
    ended = _announced(secretary, review, "Second session")
    given = proposed(secretary, review, "Adopt the introduction live", rule="present_and_voting")
    times = {"opens_at": None, "closes_at": now(), "sitting": voting, "voting_seconds": 24 * 3600}
    motion = put_motion(**given, **times)
    left = proposed(secretary, review, "Adopt the introduction later", rule="present_and_voting")
    put_motion(**left, **{**times, "sitting": ended})
    for sitting in (voting, ended):
        for item in sitting.items.filter(position=1):
            write_minutes(
                actor=secretary,
                sitting_id=sitting.pk,
                item_id=item.pk,
                text="The chair opened the session.\n\nThe agenda was adopted.",
                seen=0,
            )
        move(sitting, 0, "start")
    move(ended, 1, "end")
    move(voting, 1, "next")
    for seat in Seat.objects.filter(institution__review=review, active=True):
        record_presence(actor=secretary, sitting_id=voting.pk, seat_id=seat.pk, joined=True)
    open_in_session(actor=secretary, sitting_id=voting.pk, motion_id=motion.pk)
    return {
        "voting_sitting": voting.pk,
        "ended_sitting": ended.pk,
        "live_motion": motion.pk,
        "agenda_item": voting.items.get(position=1).pk,
    }


def _announced(secretary: User, review: Review, title: str) -> Any:
    """Announce a live session of one item."""
    from django.utils.timezone import now

    from consult.council.actions import announce_sitting

    return announce_sitting(
        actor=secretary,
        review=review,
        title=title,
        starts_at=now(),
        video_link="",
        agenda=[("Opening", None)],
        key=uuid.uuid4(),
    )
