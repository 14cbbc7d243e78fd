"""Signed heads by mail, once for each occasion, and observers who cosign one after a check."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from consult.accounts.rules.roles import Role
from consult.core.errors import NotPermitted
from consult.core.journal import record
from consult.core.models import Entry, Log, OutgoingMail
from consult.core.signing import private_key, public_key
from consult.core.transactions import command
from consult.council.actions import certify_motion, cosign_head
from consult.council.actions.cosign_head import (
    HeadContradicts,
    HeadOfAnotherLog,
    HeadUnreadable,
)
from consult.council.actions.tell_head import WEEK, tell_weekly_head
from consult.council.models import Cosignature, Motion, SentHead
from consult.council.selectors.clock import database_now
from consult.council.tasks import tell_heads
from consult.ledger.bundle import parse_bundle
from consult.ledger.canonical import parse_canonical
from consult.ledger.checkpoint import Checkpoint, read_checkpoint, sign_checkpoint
from consult.ledger.instant import format_instant
from consult.reporting.exports import ledger_bundle
from consult.reviews.models import Review
from consult.verify.log import read_entries
from consult.verify.tree import check_cosigned
from tests.council.conftest import Council

pytestmark = pytest.mark.django_db


@pytest.fixture
def observer(person: Any) -> Any:
    """Return an observer of the review."""
    return person(Role.OBSERVER, name="Oona Observer")


def head_now(review: Review) -> str:
    return Log.objects.get(pk=review.log_id).head


def signed(review: Review, size: int, root: bytes, *, origin: str = "") -> str:
    """Return a head with any content under the installation's real key."""
    checkpoint = Checkpoint(origin or review.log.origin, size, root)
    return sign_checkpoint(checkpoint, private_key(), public_key().partition("+")[0])


def grow(review: Review) -> None:
    command(record)(
        review.log_id,
        "motion.vote_opened.v1",
        actor="system",
        subject="motion:x",
        data={
            "motion": "X",
            "opens_at": "2026-11-21T01:02:03.123456Z",
            "closes_at": "2026-11-21T02:02:03.123456Z",
        },
    )


def heads_mailed() -> int:
    return OutgoingMail.objects.filter(subject__startswith="Signed head").count()


def test_certifying_mails_the_head_that_signs_it_to_members_and_observers(
    closed: Motion, council: Council, observer: Any
) -> None:
    certify_motion(actor=council.secretary, motion_id=closed.pk)
    certify_motion(actor=council.secretary, motion_id=closed.pk)
    assert heads_mailed() == 6 + 1 + 1
    mail = OutgoingMail.objects.get(to=observer.email)
    assert head_now(closed.review) in mail.text
    assert public_key() in mail.text
    assert closed.number in mail.text


def test_a_head_goes_out_once_a_week_and_only_if_the_log_grew(
    closed: Motion, observer: Any
) -> None:
    assert tell_heads() == 1
    assert heads_mailed() == 6 + 1 + 1
    assert tell_heads() == 0
    later = database_now() + WEEK + timedelta(minutes=1)
    assert not tell_weekly_head(review_id=closed.review_id, now=later)
    grow(closed.review)
    assert tell_weekly_head(review_id=closed.review_id, now=later)
    assert not tell_weekly_head(review_id=closed.review_id, now=later)
    assert heads_mailed() == 2 * (6 + 1 + 1)
    with pytest.raises(IntegrityError), transaction.atomic():
        SentHead.objects.update(size=1)


def test_an_observer_cosigns_an_older_head_once(closed: Motion, observer: Any) -> None:
    review = closed.review
    old = head_now(review)
    grow(review)
    first = cosign_head(actor=observer, review=review, head=old.replace("\n", "\r\n"))
    assert cosign_head(actor=observer, review=review, head=old) == first
    entry = json.loads(bytes(Entry.objects.get(event="head.cosigned.v1").leaf))
    kept = read_checkpoint(old)
    assert entry["actor"] == observer.reference
    assert (entry["data"]["size"], entry["data"]["root"]) == (kept.size, kept.root.hex())
    with pytest.raises(IntegrityError), transaction.atomic():
        Cosignature.objects.update(size=1)


def test_a_head_that_does_not_fit_is_refused_with_the_reason(
    closed: Motion, observer: Any, council: Council
) -> None:
    review = closed.review
    now = read_checkpoint(head_now(review))
    forged = b"\1" * 32
    for head, refusal in (
        ("nonsense", HeadUnreadable),
        (head_now(review).replace("\n", "\n1", 1), HeadUnreadable),
        (signed(review, 3, forged, origin="elsewhere/log"), HeadOfAnotherLog),
        (signed(review, now.size - 1, forged), HeadContradicts),
        (signed(review, now.size, forged), HeadContradicts),
        (signed(review, now.size + 1, forged), HeadContradicts),
    ):
        with pytest.raises(refusal):
            cosign_head(actor=observer, review=review, head=head)
    with pytest.raises(NotPermitted):
        cosign_head(actor=council.people[0][0], review=review, head=head_now(review))
    assert not Cosignature.objects.exists()


def test_the_page_takes_a_head_and_keeps_what_was_typed(
    closed: Motion, observer: Any, council: Council, signed_in: Any
) -> None:
    address = reverse("council:heads", args=[closed.review.slug])
    client = signed_in(observer)
    refused = client.post(address, {"head": "nonsense"})
    assert refused.status_code == 400
    assert "nonsense" in refused.content.decode()
    answer = client.post(address, {"head": head_now(closed.review)}, follow=True)
    assert "You have cosigned it." in answer.content.decode()
    assert "Oona Observer" in signed_in(council.secretary).get(address).content.decode()
    assert signed_in(council.people[0][0]).post(address, {"head": "x"}).status_code in (403, 404)


def test_the_verifier_holds_cosigned_heads_against_the_log(closed: Motion, observer: Any) -> None:
    review = closed.review
    cosign_head(actor=observer, review=review, head=head_now(review))

    def found() -> list[str]:
        review.log.refresh_from_db()
        bundle = parse_bundle(parse_canonical(ledger_bundle(review)))
        return [finding.what for finding in check_cosigned(read_entries(bundle)[0])]

    assert found() == []
    at = format_instant(database_now())
    for size in (3, 3000):
        command(record)(
            review.log_id,
            "head.cosigned.v1",
            actor="person:x",
            subject="person:x",
            data={"size": size, "root": "01" * 32, "cosigned_at": at},
        )
    assert found() == [
        "the head that it cosigns is not that of the first 3 entries",
        "it cosigns a head of entries that came after it",
    ]
