"""The council: its seats, a motion that is decided, one that is open, and a session to come."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Any

from django.utils.timezone import now

from consult.accounts.models import User
from consult.core.transactions import command
from consult.council.actions import (
    add_institution,
    announce_sitting,
    cast_ballot,
    cast_ballot_step,
    close_motion,
    put_motion,
    put_motion_step,
    set_seat,
)
from consult.council.models import Motion, Seat
from consult.council.rules.motion import State
from consult.council.rules.presets import PRESETS
from consult.drafts.models import Chapter
from consult.portal.management.demonstration.texts import key_for, read
from consult.reviews.models import Review

# How long the decided motion stays open: its ballots are cast in the transaction that puts it.
VOTING_SECONDS = 5


def build_seats(review: Review, secretary: User, people: dict[str, User]) -> dict[str, Seat]:
    """Set every seat; return the seats by the short name of their institution."""
    seats = {}
    for row in read("council")["institutions"]:
        institution = review.institutions.filter(slug=row["slug"]).first() or add_institution(
            actor=secretary, review=review, slug=row["slug"], name=row["name"]
        )
        for seat in row["seats"]:
            seats[row["slug"]] = institution.seats.filter(
                position=seat["position"]
            ).first() or set_seat(
                actor=secretary,
                review=review,
                institution=institution,
                position=seat["position"],
                weight=seat["weight"],
                people=[people[name] for name in (seat["member"], *seat["alternates"])],
            )
    return seats


def build_motions(
    review: Review, people: dict[str, User], chapters: dict[str, Chapter], seats: dict[str, Seat]
) -> None:
    """Put both motions with their ballots, and close the one that is decided."""
    for row in read("council")["motions"]:
        found = review.motions.filter(title_en=row["title"]["en"]).first()
        if row["state"] == "closed":
            motion = found or _put_and_vote(review, people, chapters, seats, row)
            if motion.state == State.OPEN:
                time.sleep(max(0.0, (motion.closes_at - now()).total_seconds()) + 0.05)
                close_motion(actor=None, motion_id=motion.pk)
        else:
            closes_at = now() + timedelta(days=row["closes_in_days"])
            motion = found or put_motion(**_motion(review, people, chapters, row, closes_at))
            for number, ballot in enumerate(row["ballots"]):
                cast_ballot(**_ballot(people, seats, motion, row, number, ballot))


def build_sittings(review: Review, people: dict[str, User]) -> None:
    """Announce the live sessions that are not there yet."""
    titles = {row["key"]: row["title"]["en"] for row in read("council")["motions"]}
    for row in read("council")["sittings"]:
        if review.sittings.filter(title=row["title"]).exists():
            continue
        announce_sitting(
            actor=people[row["called_by"]],
            review=review,
            title=row["title"],
            starts_at=now() + timedelta(days=row["starts_in_days"]),
            video_link=row["video_link"],
            agenda=[
                (
                    item["title"],
                    review.motions.get(title_en=titles[item["motion"]]) if item["motion"] else None,
                )
                for item in row["agenda"]
            ],
            key=key_for("sitting", row["key"]),
        )


@command
def _put_and_vote(
    review: Review,
    people: dict[str, User],
    chapters: dict[str, Chapter],
    seats: dict[str, Seat],
    row: dict[str, Any],
) -> Motion:
    """Put the decided motion and cast its ballots together, so that none can come too late."""
    closes_at = now() + timedelta(seconds=VOTING_SECONDS)
    motion = put_motion_step(**_motion(review, people, chapters, row, closes_at))
    for number, ballot in enumerate(row["ballots"]):
        cast_ballot_step(**_ballot(people, seats, motion, row, number, ballot))
    return motion


def _motion(
    review: Review,
    people: dict[str, User],
    chapters: dict[str, Chapter],
    row: dict[str, Any],
    closes_at: Any,
) -> dict[str, Any]:
    return {
        "actor": people[row["put_by"]],
        "review": review,
        "title": row["title"],
        "explanation": row["explanation"],
        "versions": [
            chapters[text["chapter"]].versions.get(number=text["version"]) for text in row["texts"]
        ],
        "authentic_language": "en",
        "rules": dict(PRESETS[row["rule"]].data),
        "opens_at": None,
        "closes_at": closes_at,
        "key": key_for("motion", row["key"]),
    }


def _ballot(
    people: dict[str, User],
    seats: dict[str, Seat],
    motion: Motion,
    row: dict[str, Any],
    number: int,
    ballot: dict[str, Any],
) -> dict[str, Any]:
    return {
        "actor": people[ballot["by"]],
        "motion_id": motion.pk,
        "seat_id": seats[ballot["seat"]].pk,
        "choice": ballot["choice"],
        "reason": ballot["reason"],
        "key": key_for("ballot", row["key"], str(number)),
    }
