"""The form and the pages of a vote in a live session, without a script."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from consult.council.actions import move_sitting, record_presence
from consult.council.models import Motion, Sitting
from consult.reviews.models import Review
from tests.council.conftest import Council
from tests.council.pages import motion_url, words
from tests.council.test_put_page import put_fields

pytestmark = pytest.mark.django_db(transaction=True)

SignIn = Callable[[Any], Client]
RULE = "Live session: majority of those present and voting"


@pytest.fixture
def sitting(announce: Callable[..., Sitting]) -> Sitting:
    return announce(starts_at=now() + timedelta(hours=1))


def asked(version: Any, sitting: Sitting | None, **changes: Any) -> dict[str, Any]:
    return put_fields(
        version,
        rule="present_and_voting",
        quorum="majority",
        closes_at="",
        sitting=str(sitting.pk) if sitting else "",
        voting_minutes="3",
        **changes,
    )


def two_come(council: Council, sitting: Sitting) -> None:
    for seat in council.seats[:2]:
        record_presence(
            actor=council.secretary, sitting_id=sitting.pk, seat_id=seat.pk, joined=True
        )


def test_rules_that_count_who_is_present_need_a_session(
    council: Council, review: Review, make_version: Any, signed_in: SignIn
) -> None:
    client, version = signed_in(council.secretary), make_version()
    address = reverse("council:put", args=[review.slug])
    page = words(client.get(address))
    assert RULE not in page
    assert "In a live session" not in page
    assert client.post(address, asked(version, None)).status_code == 400
    assert not Motion.objects.exists()


def test_a_motion_is_put_for_a_session_from_a_draft(
    council: Council, review: Review, make_version: Any, sitting: Sitting, signed_in: SignIn
) -> None:
    client, version = signed_in(council.secretary), make_version()
    address = reverse("council:put", args=[review.slug])
    assert RULE in words(client.get(address))
    missing = client.post(address, {**asked(version, None), "closes_at": "2035-01-01T10:00"})
    assert missing.status_code == 400
    assert "choose the live session of the vote" in words(missing)
    assert client.post(address, asked(version, None)).status_code == 400
    later = client.post(address, {**asked(version, sitting), "then": "draft"})
    draft = Motion.objects.get()
    assert later["Location"] == reverse("council:draft", args=[draft.pk])
    kept = client.get(later["Location"]).content.decode()
    assert f'<option value="{sitting.pk}" selected>' in kept
    assert client.post(later["Location"], asked(version, sitting)).status_code == 302
    motion = Motion.objects.get()
    assert (motion.state, motion.voting_seconds, motion.rules["session"]) == (
        "noticed",
        180,
        "live",
    )
    assert motion.rules["quorum"]["made_by"] == ["present"]
    told = words(signed_in(council.people[0][0]).get(motion_url(motion)))
    assert "When the chair opens it in the session, for 3 minutes" in told


def test_the_chair_opens_lengthens_and_ends_the_vote(
    council: Council, review: Review, make_version: Any, sitting: Sitting, signed_in: SignIn
) -> None:
    client = signed_in(council.secretary)
    member, late = signed_in(council.people[0][0]), signed_in(council.people[2][0])
    fields = asked(make_version(), sitting)
    assert client.post(reverse("council:put", args=[review.slug]), fields).status_code == 302
    motion = Motion.objects.get()
    for seen, to in ((0, "start"), (1, "next")):
        move_sitting(actor=council.secretary, sitting_id=sitting.pk, seen=seen, to=to)
    page, opening, more, end = (
        reverse(f"council:{name}", args=[sitting.pk])
        for name in ("sitting", "open_vote", "lengthen", "end_vote")
    )
    sent = {"motion": str(motion.pk)}
    nobody = client.post(opening, sent)
    assert nobody.status_code == 409
    assert "No seat on the roll of this motion is present." in words(nobody)
    two_come(council, sitting)
    shown = words(client.get(page))
    assert "Open the vote on this motion now" in shown
    assert "Has left (Ministry 1)" in shown
    assert "Ministry 2 Not present Is here (Ministry 2)" in shown
    assert "Open the vote on this motion now" not in words(member.get(page))
    assert client.post(opening, sent).status_code == 302
    shown = words(late.get(motion_url(motion)))
    assert "This seat was not present when voting opened" in shown
    assert "0 of 2" in shown
    motion.refresh_from_db()
    lengthen = {
        **sent,
        "key": str(uuid.uuid4()),
        "seen": motion.closes_at.isoformat(),
        "minutes": "2",
    }
    refused = client.post(more, {**lengthen, "reason": ""})
    assert refused.status_code == 400
    for _twice in range(2):
        assert client.post(more, {**lengthen, "reason": "A bad line."}).status_code == 302
    before = motion.closes_at
    motion.refresh_from_db()
    assert motion.closes_at == before + timedelta(minutes=2)
    assert client.post(end, sent).status_code == 409
    assert "End the vote without them" in words(client.get(page))
    assert client.post(end, {**sent, "despite": "yes"}).status_code == 302
    motion.refresh_from_db()
    assert motion.state == "closed"
    public = words(client.get(reverse("council:decision", args=[review.slug, motion.number])))
    assert "Third session" in public
    assert "Not present when voting opened" in public
