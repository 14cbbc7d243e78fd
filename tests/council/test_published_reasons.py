"""Reasons that their authors publish: in every public form, and all others in none."""

from __future__ import annotations

import io
import json
import uuid
from collections.abc import Callable
from typing import Any

import docx
import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from consult.core.models import Opening
from consult.council.actions import certify_motion, close_motion
from consult.council.models import Ballot, Motion, PublishedReason
from consult.drafts.models import Block
from consult.ledger.canonical import parse_canonical
from consult.reporting.exports import ledger_bundle
from tests.council.conftest import Council
from tests.council.pages import motion_url, words
from tests.council.test_reservations import answer, blocks, motion, reserve  # noqa: F401

pytestmark = pytest.mark.django_db


@pytest.fixture
def certified_with(
    council: Council,
    motion: Motion,  # noqa: F811
    say: Callable[..., Ballot],
    let_voting_end: Callable[[Motion], Motion],
    blocks: list[Block],  # noqa: F811
) -> Callable[[bool], Ballot]:
    """Return a function that certifies a motion with a reservation that was replied to."""

    def make(publish: bool) -> Ballot:
        earlier = reserve(council, motion, [], reason="An earlier thought.", publish=publish)
        ballot = reserve(council, motion, [blocks[1].pk], publish=publish)
        say(motion, 1, "approve")
        say(motion, 2, "approve")
        let_voting_end(motion)
        close_motion(actor=None, motion_id=motion.pk)
        answer(council.secretary, ballot)
        certify_motion(actor=council.secretary, motion_id=motion.pk)
        answer(council.secretary, ballot, text="And in the annex.")
        assert earlier.motion_id == ballot.motion_id
        return ballot

    return make


def test_a_reservation_for_everybody_stands_in_the_record_with_its_replies(
    certified_with: Callable[[bool], Ballot],
    motion: Motion,  # noqa: F811
    blocks: list[Block],  # noqa: F811
    client: Client,
) -> None:
    ballot = certified_with(True)
    address = f"reviews/{motion.review.slug}/decisions/{motion.number}"
    document = client.get(f"/{address}.json").json()
    (kept,) = document["record"]["reservations"]
    (first,), (second,) = kept["replies"], document["later_replies"]
    assert (kept["ballot"], kept["seat"]) == (ballot.reference, ballot.entry.seat_reference)
    assert [passage["block"] for passage in kept["passages"]] == [str(blocks[1].key)]
    assert (first["text"], second["text"]) == ("They are new now.", "And in the annex.")
    reasons = {each["reason"] for each in document["record"]["ballots"]}
    assert reasons == {"", "The figures are old."}
    page = words(client.get(f"/en/{address}/"))
    for said in ("The figures are old.", "Paragraph 1.", first["text"], second["text"]):
        assert said in page
    word = docx.Document(io.BytesIO(client.get(f"/{address}.en.docx").content))
    lines = [paragraph.text for paragraph in word.paragraphs]
    assert "Reply to Ministry 0: They are new now." in lines
    assert "Ministry 0, Highlights: Paragraph 1." in lines
    public = Opening.objects.filter(entry__subject=ballot.reference, public=True)
    assert sorted(public.values_list("field", flat=True)) == [
        *("answer", "answer", "blocks", "choice", "reason"),
    ]
    assert "An earlier thought." not in json.dumps(parse_canonical(ledger_bundle(motion.review)))


def test_a_reservation_for_the_council_stays_out_of_every_public_form(
    certified_with: Callable[[bool], Ballot],
    motion: Motion,  # noqa: F811
    client: Client,
) -> None:
    certified_with(False)
    address = f"reviews/{motion.review.slug}/decisions/{motion.number}"
    document = client.get(f"/{address}.json").json()
    assert (document["record"]["reservations"], document["later_replies"]) == ([], [])
    bundle = ledger_bundle(motion.review)
    for form in (client.get(f"/{address}.json").content, client.get(f"/en/{address}/").content):
        assert b"figures are old" not in form
        assert b"new now" not in form
    assert b"figures are old" not in bundle
    assert b"new now" not in bundle


def test_the_page_takes_the_wish_to_publish_and_says_so(
    council: Council,
    motion: Motion,  # noqa: F811
    signed_in: Callable[[Any], Client],
) -> None:
    client = signed_in(council.people[0][0])
    sent = {
        "seat": str(council.seats[0].pk),
        "key": str(uuid.uuid4()),
        "choice": "approve",
        "reason": "It is a good text.",
        "publish": "on",
    }
    page = words(client.post(motion_url(motion, "vote"), sent, follow=True))
    assert "This reason is published with the decision, if the ballot counts." in page
    (wish,) = PublishedReason.objects.select_related("ballot")
    assert wish.ballot.reason == "It is a good text."
    with pytest.raises(IntegrityError), transaction.atomic():
        PublishedReason.objects.update(ballot=wish.ballot)
