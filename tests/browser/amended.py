"""Amendments in the states that pages show: a draft, open, waiting for its turn, and adopted."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from tests.browser.motions import proposed

if TYPE_CHECKING:
    from consult.accounts.models import User
    from consult.council.models import Motion
    from consult.reviews.models import Review


def amended_words(secretary: User, review: Review) -> dict[str, Any]:
    """Adopt an amendment of the introduction, put two rivals, and keep a draft."""
    from consult.council.actions import order_amendments, put_motion

    adopted = put_motion(**_amending(secretary, review, 1, "In one sentence."))
    _adopt(adopted)
    first, second = (
        _kept(secretary, review, words) for words in ("A first wording.", "A second wording.")
    )
    order_amendments(
        actor=secretary,
        review=review,
        places={first.pk: 1, second.pk: 2},
        reason="The wording that departs furthest from the text comes first.",
        period=timedelta(days=2),
        opens_at=None,
        key=uuid.uuid4(),
    )
    return {
        "amended_number": adopted.number,
        "amendment": first.pk,
        "waiting_amendment": second.pk,
        "amendment_draft": _kept(secretary, review, "A third wording.").pk,
    }


def _amending(secretary: User, review: Review, place: int, words: str) -> dict[str, Any]:
    """Return the arguments that put or keep an amendment of one paragraph."""
    from django.utils.timezone import now

    from consult.council.actions.read_amendment import read_amendment
    from consult.council.rules.amending import TypedPassage
    from consult.council.selectors.amendments import passages_to_amend

    given = proposed(secretary, review, f"Say it so: {words}")
    rendering = given["versions"][0].renderings.get(language="en")
    passages = [each for each in passages_to_amend(rendering) if each.kind == "paragraph"]
    passage = TypedPassage(passages[place].key, (words,), "And a sentence after it.")
    return {
        **given,
        "kind": "amendment",
        "amendment": read_amendment(
            rendering=rendering, passages=[passage], proposer="secretariat"
        ),
        "opens_at": None,
        "closes_at": now() + timedelta(days=3),
        "asked": {"rule": "simple_majority", "quorum": "majority", "extensions": ""},
    }


def _kept(secretary: User, review: Review, words: str) -> Motion:
    from consult.council.actions import save_draft

    return save_draft(**_amending(secretary, review, 0, words))


def _adopt(motion: Motion) -> None:
    """Let every seat vote for a motion, and close it."""
    from django.utils.timezone import now

    from consult.council.actions import cast_ballot, close_motion
    from consult.council.models import Motion, RollPerson

    people = RollPerson.objects.filter(entry__motion=motion, rank=0).select_related("user", "entry")
    for holder in people:
        cast_ballot(
            actor=holder.user,
            motion_id=motion.pk,
            seat_id=holder.entry.seat_id,
            choice="approve",
            reason="",
            key=uuid.uuid4(),
        )
    day = timedelta(days=1)
    Motion.objects.filter(pk=motion.pk).update(opens_at=now() - day, closes_at=now())
    close_motion(actor=None, motion_id=motion.pk)
