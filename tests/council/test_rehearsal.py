"""A rehearsal: real in everything but the ledger and the record."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from consult.core.models import Entry, Opening, OutgoingMail
from consult.council.actions import certify_motion, close_motion, extend_motion, put_motion
from consult.council.models import Ballot, Motion
from consult.reporting.exports import ledger_bundle
from consult.reviews.models import Review
from tests.council.conftest import Council
from tests.council.pages import motion_url, words

pytestmark = pytest.mark.django_db


def test_a_rehearsal_leaves_the_ledger_as_it_was(
    review: Review,
    council: Council,
    motion_arguments: Callable[..., dict[str, Any]],
    say: Callable[..., Ballot],
    let_voting_end: Callable[[Motion], Motion],
) -> None:
    before, bundle = Entry.objects.count(), ledger_bundle(review)
    arguments = motion_arguments(rehearsal=True)
    before, bundle = Entry.objects.count(), ledger_bundle(review)
    motion = put_motion(**arguments)
    assert motion.number == "VNR26-R-001"
    for seat in range(3):
        say(motion, seat, "approve")
    extend_motion(
        actor=council.secretary,
        motion_id=motion.pk,
        closes_at=motion.closes_at.replace(year=motion.closes_at.year + 1),
        reason="Try this too.",
        key=arguments["key"],
    )
    motion.refresh_from_db()
    closed = close_motion(actor=None, motion_id=let_voting_end(motion).pk)
    certify_motion(actor=council.secretary, motion_id=motion.pk)
    assert closed.outcome is not None
    assert closed.outcome["status"] == "adopted"
    assert Ballot.objects.count() == 3
    assert (Entry.objects.count(), ledger_bundle(review)) == (before, bundle)
    assert not Opening.objects.filter(entry__subject__startswith="ballot:").exists()


def test_a_rehearsal_is_marked_wherever_it_is_named(
    review: Review,
    council: Council,
    motion_arguments: Callable[..., dict[str, Any]],
    say: Callable[..., Ballot],
    signed_in: Callable[[Any], Client],
    let_voting_end: Callable[[Motion], Motion],
) -> None:
    motion = put_motion(**motion_arguments(rehearsal=True))
    say(motion, 0, "approve")
    client = signed_in(council.people[0][0])
    assert "VNR26-R-001 Rehearsal" in words(client.get(reverse("council:room", args=[review.slug])))
    page = words(client.get(motion_url(motion)))
    assert "no ballot of it enters the ledger" in page
    assert "Ballot 1 of this rehearsal, in no ledger." in page
    close_motion(actor=None, motion_id=let_voting_end(motion).pk)
    mails = OutgoingMail.objects.all()
    assert mails.count() == 12
    assert all(mail.subject.startswith("Rehearsal: ") for mail in mails)
    assert all("This is a rehearsal" in mail.text for mail in mails)


def test_a_real_motion_is_called_none(
    council: Council, motion: Motion, signed_in: Callable[[Any], Client]
) -> None:
    page = signed_in(council.people[0][0]).get(motion_url(motion))
    assert "ehearsal" not in page.content.decode()
