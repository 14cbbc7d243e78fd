"""A council of the review: a secretary, seats with members and alternates, and texts to vote on.

Models are imported inside the fixtures, since pytest reads this file before Django is set up.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from tests.council.session import announce, at_hand, move, put_live, says, sitting  # noqa: F401
from tests.council.unlocked import (  # noqa: F401
    deferred_transactions,
    on_postgresql,
    without_row_locks,
)

if TYPE_CHECKING:
    from consult.accounts.models import User
    from consult.council.models import Ballot, Motion, Proxy, RollUp, Seat
    from consult.drafts.models import Version
    from consult.reviews.models import Review


@dataclass
class Council:
    """The secretary, and for each seat its people, the member first."""

    secretary: User
    seats: list[Seat]
    people: list[list[User]]


@pytest.fixture
def make_council(review: Review, person: Any) -> Callable[..., Council]:
    """Return a maker of a council with so many seats, each with a member and an alternate."""
    from consult.accounts.rules.roles import Role
    from consult.council.actions import add_institution, set_seat

    def make(size: int = 3) -> Council:
        secretary = person(Role.COUNCIL_SECRETARY, name="Sena Secretary")
        seats, people = [], []
        for place in range(size):
            institution = add_institution(
                actor=secretary,
                review=review,
                slug=f"ministry-{place}",
                name={"en": f"Ministry {place}", "fr": f"Ministère {place}"},
            )
            pair = [
                person(Role.COUNCIL_MEMBER, name=f"{word} {place}")
                for word in ("Member", "Alternate")
            ]
            seats.append(
                set_seat(
                    actor=secretary,
                    review=review,
                    institution=institution,
                    position=place,
                    weight=1,
                    people=pair,
                )
            )
            people.append(pair)
        return Council(secretary, seats, people)

    return make


@pytest.fixture
def council(make_council: Callable[..., Council]) -> Council:
    """Return a council of three seats."""
    return make_council(3)


@pytest.fixture
def make_version(review: Review) -> Callable[..., Version]:
    """Return a maker of the current version of a chapter, in English and French.

    The rows are made directly: what a motion needs of a version is its hashes.
    """
    from consult.council.selectors.clock import database_now
    from consult.drafts.models import Chapter, Rendering, Version

    def make(
        slug: str = "highlights", number: int = 1, languages: tuple[str, ...] = ("en", "fr")
    ) -> Version:
        chapter, _new = Chapter.objects.get_or_create(
            review=review,
            slug=slug,
            defaults={
                "position": Chapter.objects.count() + 1,
                "title_en": slug.capitalize(),
                "source_language": "en",
            },
        )
        version = Version.objects.create(
            chapter=chapter, number=number, source_language="en", published_at=database_now()
        )
        for language in languages:
            digest = uuid.uuid5(version.pk, language).hex * 2
            Rendering.objects.create(version=version, language=language, sha256=digest)
        Chapter.objects.filter(pk=chapter.pk).update(current=version)
        version.chapter.refresh_from_db()
        return version

    return make


@pytest.fixture
def motion_arguments(
    review: Review, make_version: Callable[..., Version], request: pytest.FixtureRequest
) -> Callable[..., dict[str, Any]]:
    """Return a maker of the arguments of `put_motion` for a vote open for two hours.

    The secretary of the `council` fixture puts it unless the test names another `actor`.
    """
    from consult.council.rules.presets import PRESETS
    from consult.council.selectors.clock import database_now

    def make(**changes: Any) -> dict[str, Any]:
        return {
            "actor": changes.get("actor") or request.getfixturevalue("council").secretary,
            "review": review,
            "title": {"en": "Adopt the highlights", "fr": "Adopter les points saillants"},
            "explanation": {"en": "As discussed."},
            "versions": changes.pop("versions", None) or [make_version()],
            "authentic_language": "en",
            "rules": dict(PRESETS["simple_majority"].data),
            "opens_at": None,
            "closes_at": database_now() + timedelta(hours=2),
            "key": uuid.uuid4(),
            **changes,
        }

    return make


@pytest.fixture
def motion(council: Council, motion_arguments: Callable[..., dict[str, Any]]) -> Motion:
    """Return an open motion."""
    from consult.council.actions import put_motion

    return put_motion(**motion_arguments())


@pytest.fixture
def let_voting_end() -> Callable[[Motion], Motion]:
    """Return a function that lets a motion's closing time come, by moving its times back."""
    from consult.council.models import Motion
    from consult.council.selectors.clock import database_now

    def end(motion: Motion) -> Motion:
        back = motion.closes_at - database_now() + timedelta(seconds=1)
        Motion.objects.filter(pk=motion.pk).update(
            opens_at=motion.opens_at - back, closes_at=motion.closes_at - back
        )
        motion.refresh_from_db()
        return motion

    return end


@pytest.fixture
def put_by(
    council: Council, motion_arguments: Callable[..., dict[str, Any]]
) -> Callable[..., Motion]:
    """Return a function that puts a motion by a preset, open for 73 hours from now."""
    from consult.council.actions import put_motion
    from consult.council.rules.presets import PRESETS
    from consult.council.selectors.clock import database_now

    def put(code: str, **changes: Any) -> Motion:
        rules = {**PRESETS[code].data, **changes.pop("rules", {})}
        closes_at = changes.pop("closes_at", database_now() + timedelta(hours=73))
        return put_motion(**motion_arguments(**{"closes_at": closes_at, **changes, "rules": rules}))

    return put


@pytest.fixture
def say(council: Council) -> Callable[..., Ballot]:
    """Return a function that casts the ballot of a seat's person on a motion."""
    from consult.council.actions import cast_ballot

    def cast(motion: Motion, seat: int, choice: str, reason: str = "", rank: int = 0) -> Ballot:
        return cast_ballot(
            actor=council.people[seat][rank],
            motion_id=motion.pk,
            seat_id=council.seats[seat].pk,
            choice=choice,
            reason=reason,
            key=uuid.uuid4(),
        )

    return cast


@pytest.fixture
def closed(
    put_by: Callable[..., Motion],
    say: Callable[..., Ballot],
    let_voting_end: Callable[[Motion], Motion],
) -> Motion:
    """Return a closed motion: a vote changed, a deputy overruled, reservations with a reason."""
    from consult.council.actions import close_motion

    motion = put_by("two_thirds")
    say(motion, 0, "reject", rank=1)
    say(motion, 0, "approve")
    say(motion, 1, "reject", "For the council alone.")
    say(motion, 1, "reservations", "The table is missing.")
    say(motion, 2, "abstain")
    return close_motion(actor=None, motion_id=let_voting_end(motion).pk)


@pytest.fixture
def give(review: Review, council: Council) -> Callable[..., Proxy]:
    """Return a function that lets somebody be the proxy of a seat, from an hour ago."""
    from consult.council.actions import give_proxy
    from consult.council.selectors.clock import database_now

    def act(seat: int, holder: Any, **changes: Any) -> Proxy:
        usual: dict[str, Any] = {
            "actor": council.secretary,
            "review": review,
            "seat_id": council.seats[seat].pk,
            "holder": holder,
            "since": database_now() - timedelta(hours=1),
            "until": None,
            "key": uuid.uuid4(),
        }
        return give_proxy(**(usual | changes))

    return act


@pytest.fixture
def put_rolled(
    council: Council,
    motion_arguments: Callable[..., dict[str, Any]],
    make_version: Callable[..., Version],
) -> Callable[..., RollUp]:
    """Return a function that puts two chapters, highlights and annexes, to the vote one by one."""
    from consult.council.actions import put_rollup

    versions: list[Version] = []

    def put(rule: str = "all", **changes: Any) -> RollUp:
        if not versions and "versions" not in changes:
            versions.extend(make_version(slug) for slug in ("highlights", "annexes"))
        given = {"title": {"en": "Adopt the report"}, "versions": versions, **changes}
        return put_rollup(rolled_up=rule, **motion_arguments(**given))

    return put


@pytest.fixture
def end_all(
    all_say: Callable[[Motion, str], None], let_voting_end: Callable[[Motion], Motion]
) -> Callable[..., RollUp]:
    """Return a function that lets all seats vote on each motion of a roll-up, and closes them."""
    from consult.council.actions import close_motion

    def end(rollup: RollUp, *choices: str) -> RollUp:
        motions = list(rollup.motions.order_by("number"))
        for motion, choice in zip(motions, choices, strict=True):
            all_say(motion, choice)
        for motion in motions:
            motion.refresh_from_db()
            close_motion(actor=None, motion_id=let_voting_end(motion).pk)
        rollup.refresh_from_db()
        return rollup

    return end


@pytest.fixture
def all_say(council: Council, say: Callable[..., Ballot]) -> Callable[[Motion, str], None]:
    """Return a function that lets every seat's member say the same of a motion."""

    def vote(motion: Motion, choice: str) -> None:
        for seat in range(len(council.seats)):
            say(motion, seat, choice)

    return vote
