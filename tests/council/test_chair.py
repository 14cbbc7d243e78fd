"""A tie that the seat of the chair decides, from the form to the result."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from consult.council.actions import close_motion
from consult.council.models import Ballot, Motion
from consult.reviews.models import Review
from tests.council.conftest import Council
from tests.council.pages import motion_url, words
from tests.council.test_put_page import put_fields

pytestmark = pytest.mark.django_db(transaction=True)

SignIn = Callable[[Any], Client]


@pytest.fixture
def council(make_council: Callable[..., Council]) -> Council:
    return make_council(2)


def put(council: Council, review: Review, client: Client, version: Any, **changes: Any) -> Any:
    fields = put_fields(version, **{"rule": "simple_majority", "quorum": "none", **changes})
    return client.post(reverse("council:put", args=[review.slug]), fields)


@pytest.mark.parametrize(
    ("chair", "status", "sentence"),
    [
        (0, "adopted", "decided: Ministry 0 voted in favour."),
        (1, "rejected", "decided: Ministry 1 voted against."),
    ],
)
def test_the_chair_named_in_the_form_decides(
    chair: int,
    status: str,
    sentence: str,
    council: Council,
    review: Review,
    make_version: Any,
    signed_in: SignIn,
    say: Callable[..., Ballot],
    let_voting_end: Callable[[Motion], Motion],
) -> None:
    client = signed_in(council.secretary)
    tie = council.seats[chair].reference
    assert put(council, review, client, make_version(), tie=tie).status_code == 302
    motion = Motion.objects.get()
    assert motion.rules["tie"] == {"then": "chair", "chair": tie}
    says = f"At a tie the vote of the seat Ministry {chair} decides."
    assert says in words(client.get(motion_url(motion)))
    say(motion, 0, "approve")
    say(motion, 1, "reject")
    closed = close_motion(actor=None, motion_id=let_voting_end(motion).pk)
    assert closed.outcome is not None
    assert closed.outcome["status"] == status
    assert sentence in words(client.get(motion_url(motion)))
    public = words(client.get(reverse("council:decision", args=[review.slug, motion.number])))
    assert sentence in public
    assert says in public


def test_only_a_rule_that_can_tie_takes_a_chair(
    council: Council, review: Review, make_version: Any, signed_in: SignIn
) -> None:
    client = signed_in(council.secretary)
    version, tie = make_version(), council.seats[0].reference
    refused = put(council, review, client, version, tie=tie, rule="two_thirds")
    assert refused.status_code == 400
    assert "A tie rule needs exactly one test" in words(refused)
    unknown = put(council, review, client, version, tie="seat:nobody")
    assert unknown.status_code == 400
    assert not Motion.objects.exists()
