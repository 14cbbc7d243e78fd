"""What the council writes into the ledger is what the offline verifier recounts."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from consult.accounts.rules.roles import Role
from consult.core.transactions import command
from consult.council.actions import cast_ballot, close_motion, put_motion
from consult.council.models import Ballot, Motion
from consult.drafts.actions import add_chapter, import_markdown, publish_version_step
from consult.ledger.bundle import BundleEntry, Opening, parse_bundle
from consult.ledger.canonical import parse_canonical
from consult.ledger.commitment import commit
from consult.reporting.exports import ledger_bundle
from consult.reviews.models import Review
from consult.verify.log import read_entries
from consult.verify.motion import Motion as Replayed
from consult.verify.motions import replay_motions
from tests.council.conftest import Council

pytestmark = pytest.mark.django_db


def _forged(raw: BundleEntry, choice: str) -> BundleEntry:
    """Return a ballot's entry that commits to another choice and opens it, as a forger would."""
    salt = bytes(32)
    committed = {**raw.leaf["committed"], "choice": commit(salt, choice)}
    opened = {**raw.opened, "choice": Opening(salt, choice)}
    return replace(raw, leaf={**raw.leaf, "committed": committed}, opened=opened)


def replayed(review: Review, choice: str = "") -> tuple[dict[str, Replayed], list[str]]:
    """Return the motions of the public bundle as the verifier replays them, and what it finds.

    With `choice`, every ballot is forged to say that instead.
    """
    bundle = parse_bundle(parse_canonical(ledger_bundle(review)))
    entries = [
        _forged(raw, choice) if choice and raw.event() == "ballot.cast.v1" else raw
        for raw in bundle.entries
    ]
    read, _troubles = read_entries(replace(bundle, entries=entries))
    motions, _rollups, findings = replay_motions(read)
    return motions, [str(finding) for finding in findings]


def test_a_vote_on_a_published_chapter_is_recounted_without_a_finding(
    review: Review,
    council: Council,
    person: Any,
    motion_arguments: Callable[..., dict[str, Any]],
    let_voting_end: Callable[[Motion], Motion],
) -> None:
    editor = person(Role.EDITOR)
    chapter = add_chapter(
        actor=editor,
        review=review,
        slug="methodology",
        position=1,
        title={"en": "Methodology"},
        source_language="en",
    )
    import_markdown(actor=editor, chapter=chapter, language="en", text="# Method\n\nWe asked.\n")
    version = command(lambda: publish_version_step(actor=editor, chapter=chapter))()
    motion = put_motion(**motion_arguments(versions=[version]))
    for seat, rank, choice in ((0, 1, "reject"), (0, 0, "approve"), (1, 0, "reservations")):
        cast_ballot(
            actor=council.people[seat][rank],
            motion_id=motion.pk,
            seat_id=council.seats[seat].pk,
            choice=choice,
            reason="As said.",
            key=uuid.uuid4(),
        )
    motions, findings = replayed(review)
    assert findings == []
    assert len(motions["VNR26-M-001"].sealed) == Ballot.objects.count() == 3
    # Nothing but the clock is moved: the entries keep the closing time that was announced, so
    # the verifier says of this motion, and of nothing else, that it ended early.
    let_voting_end(motion)
    close_motion(actor=None, motion_id=motion.pk)
    motions, findings = replayed(review)
    assert findings == []
    assert motions["VNR26-M-001"].sealed == []
    assert motions["VNR26-M-001"].status == "adopted"


def test_the_verifier_would_see_a_ballot_that_was_counted_differently(
    review: Review,
    council: Council,
    motion: Motion,
    let_voting_end: Callable[[Motion], Motion],
) -> None:
    cast_ballot(
        actor=council.people[0][0],
        motion_id=motion.pk,
        seat_id=council.seats[0].pk,
        choice="approve",
        reason="",
        key=uuid.uuid4(),
    )
    let_voting_end(motion)
    close_motion(actor=None, motion_id=motion.pk)
    known = replayed(review)[1]
    told = [each for each in replayed(review, choice="reject")[1] if each not in known]
    assert told
    assert all("(motion.closed.v1): outcome." in finding for finding in told)
