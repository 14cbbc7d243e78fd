"""Reservations point at passages, and each gets a recorded reply; a recusal keeps its reason."""

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
from django.urls import reverse
from lxml import html

from consult.accounts.rules.roles import Role
from consult.core.errors import NotPermitted, NotThere
from consult.core.models import Entry, Opening
from consult.council.actions import (
    cast_ballot,
    certify_motion,
    close_motion,
    put_motion,
    reply_to_reservation,
)
from consult.council.actions.reply_to_reservation import ReplyTooLong, ReplyWithoutWords
from consult.council.models import (
    Ballot,
    Motion,
    PublishedReason,
    ReservationReply,
    ReservedBlock,
)
from consult.council.rules.reservation import (
    PassageNotInMotion,
    PassagesWithoutReservations,
    TooManyPassages,
)
from consult.drafts.models import Block, BlockText, Version
from consult.ledger.canonical import parse_canonical
from consult.reporting.exports import ledger_bundle
from tests.council.conftest import Council
from tests.council.pages import motion_url, words

pytestmark = pytest.mark.django_db


def with_blocks(version: Version, number: int = 3) -> list[Block]:
    blocks = [
        Block.objects.create(version=version, position=place, kind="paragraph")
        for place in range(number)
    ]
    for block in blocks:
        for language, text in (("en", "Paragraph"), ("fr", "Alinéa")):
            BlockText.objects.create(
                block=block, language=language, html="", text=f"{text} {block.position}."
            )
    return blocks


@pytest.fixture
def blocks(make_version: Callable[..., Version]) -> list[Block]:
    return with_blocks(make_version())


@pytest.fixture
def motion(
    council: Council, motion_arguments: Callable[..., dict[str, Any]], blocks: list[Block]
) -> Motion:
    return put_motion(**motion_arguments(versions=[blocks[0].version]))


def reserve(council: Council, motion: Motion, blocks: list[int], **changes: Any) -> Ballot:
    return cast_ballot(
        **{
            "actor": council.people[0][0],
            "motion_id": motion.pk,
            "seat_id": council.seats[0].pk,
            "choice": "reservations",
            "reason": "The figures are old.",
            "key": uuid.uuid4(),
            "blocks": blocks,
            **changes,
        }
    )


def answer(actor: Any, ballot: Ballot, text: str = "They are new now.", **changes: Any) -> Any:
    return reply_to_reservation(
        **{
            "actor": actor,
            "motion_id": ballot.motion_id,
            "ballot_id": ballot.pk,
            "text": text,
            "key": uuid.uuid4(),
            **changes,
        }
    )


@pytest.fixture
def closed(
    council: Council,
    motion: Motion,
    blocks: list[Block],
    let_voting_end: Callable[[Motion], Motion],
) -> Ballot:
    """Return the counting reservations of a closed motion."""
    ballot = reserve(council, motion, [blocks[1].pk])
    let_voting_end(motion)
    close_motion(actor=None, motion_id=motion.pk)
    return ballot


def test_passages_are_kept_and_committed_to_with_every_ballot(
    council: Council, motion: Motion, blocks: list[Block], say: Callable[..., Ballot]
) -> None:
    ballot = reserve(council, motion, [blocks[2].pk, blocks[0].pk])
    say(motion, 1, "approve")
    assert list(ReservedBlock.objects.values_list("ballot", "block")) == [
        (ballot.pk, blocks[0].pk),
        (ballot.pk, blocks[2].pk),
    ]
    openings = Opening.objects.filter(entry__event="ballot.cast.v1", field="blocks")
    assert [(each.value, each.public) for each in openings.order_by("entry__index")] == [
        ([str(blocks[0].key), str(blocks[2].key)], False),
        ([], False),
    ]


def test_a_retry_gives_the_first_ballot_and_its_passages_once(
    council: Council, motion: Motion, blocks: list[Block]
) -> None:
    key = uuid.uuid4()
    first = reserve(council, motion, [blocks[0].pk], key=key)
    assert reserve(council, motion, [blocks[0].pk], key=key) == first
    assert ReservedBlock.objects.count() == 1


def test_what_a_ballot_cannot_point_at_is_refused_and_leaves_nothing(
    council: Council, motion: Motion, blocks: list[Block], make_version: Callable[..., Version]
) -> None:
    (elsewhere,) = with_blocks(make_version("annexes"), 1)
    with pytest.raises(PassageNotInMotion):
        reserve(council, motion, [blocks[0].pk, elsewhere.pk])
    with pytest.raises(PassagesWithoutReservations):
        reserve(council, motion, [blocks[0].pk], choice="approve")
    more = [block.pk for block in with_blocks(make_version("more"), 51)]
    with pytest.raises((TooManyPassages, PassageNotInMotion)):
        reserve(council, motion, more)
    assert (Ballot.objects.count(), ReservedBlock.objects.count()) == (0, 0)
    assert not Entry.objects.filter(event="ballot.cast.v1").exists()


def test_the_form_offers_the_passages_and_keeps_what_was_ticked(
    council: Council, motion: Motion, blocks: list[Block], signed_in: Callable[[Any], Client]
) -> None:
    client = signed_in(council.people[0][0])
    page = client.get(motion_url(motion))
    assert "Highlights : Paragraph 1." in words(page, "//details[@class='passages']")
    sent = {
        "seat": str(council.seats[0].pk),
        "key": str(uuid.uuid4()),
        "choice": "reservations",
        "reason": "",
        "blocks": [str(blocks[1].pk)],
    }
    refused = client.post(motion_url(motion, "vote"), sent)
    assert refused.status_code == 400
    ticked = html.fromstring(refused.content.decode()).xpath(
        "//details[@open]//input[@name='blocks'][@checked]/@value"
    )
    assert ticked == [str(blocks[1].pk)]
    done = client.post(motion_url(motion, "vote"), {**sent, "reason": "Old figures."}, follow=True)
    assert "Highlights : Paragraph 1." in words(done, "//section[@aria-labelledby='vote']//ol")


def test_reservations_and_passages_are_seen_by_others_only_after_the_close(
    council: Council,
    motion: Motion,
    blocks: list[Block],
    signed_in: Callable[[Any], Client],
    let_voting_end: Callable[[Motion], Motion],
) -> None:
    ballot = reserve(council, motion, [blocks[1].pk])
    other = signed_in(council.secretary)
    before = other.get(motion_url(motion))
    assert "Reservations and replies" not in words(before)
    assert "The figures are old." not in before.content.decode()
    with pytest.raises(NotThere):
        answer(council.secretary, ballot)
    let_voting_end(motion)
    close_motion(actor=None, motion_id=motion.pk)
    after = words(other.get(motion_url(motion)), "//section[@aria-labelledby='reservations']")
    assert after == (
        "Reservations and replies Ministry 0 Member 0 The figures are old. Highlights : "
        "Paragraph 1. No reply yet. Reply : Ministry 0"
    )


def test_a_reply_is_recorded_once_and_journalled(council: Council, closed: Ballot) -> None:
    key = uuid.uuid4()
    first = answer(council.secretary, closed, key=key)
    assert answer(council.secretary, closed, key=key) == first
    second = answer(council.secretary, closed, "And the source is named.")
    assert list(ReservationReply.objects.values_list("pk", "text")) == [
        (first.pk, "They are new now."),
        (second.pk, "And the source is named."),
    ]
    entries = Entry.objects.filter(event="ballot.reservation_answered.v1").order_by("index")
    leaf = json.loads(bytes(entries[0].leaf))
    assert (leaf["actor"], leaf["subject"]) == (council.secretary.reference, closed.reference)
    assert leaf["data"]["motion"] == closed.motion.number
    assert len(entries) == 2


def test_who_may_reply(council: Council, closed: Ballot, person: Any) -> None:
    with pytest.raises(NotPermitted):
        answer(council.people[1][0], closed)
    with pytest.raises(NotThere):
        answer(person(Role.EDITOR), closed)
    assert answer(person(Role.EDITOR, Role.OBSERVER), closed).text == "They are new now."
    with pytest.raises(ReplyWithoutWords):
        answer(council.secretary, closed, "  ")
    with pytest.raises(ReplyTooLong):
        answer(council.secretary, closed, "x" * 4001)
    assert ReservationReply.objects.count() == 1


def test_the_reply_page_keeps_what_was_typed_and_shows_the_reply(
    council: Council, closed: Ballot, signed_in: Callable[[Any], Client]
) -> None:
    address = reverse("council:reply", args=[closed.motion_id, closed.pk])
    client = signed_in(council.secretary)
    empty = client.post(address, {"key": str(uuid.uuid4()), "text": ""})
    assert (empty.status_code, "This field is required." in words(empty)) == (400, True)
    done = client.post(address, {"key": str(uuid.uuid4()), "text": "Done so."}, follow=True)
    assert "Done so." in words(done, "//section[@aria-labelledby='reservations']")
    assert signed_in(council.people[0][0]).get(address).status_code == 404


def test_the_database_refuses_to_change_passages_and_replies(
    council: Council, closed: Ballot
) -> None:
    answer(council.secretary, closed)
    for rows, change in (
        (ReservedBlock.objects.all(), {"block": Block.objects.get(position=0)}),
        (ReservationReply.objects.all(), {"text": "Something else."}),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**change)


def test_a_recusal_keeps_its_reason_whole(
    council: Council,
    motion: Motion,
    say: Callable[..., Ballot],
    signed_in: Callable[[Any], Client],
    let_voting_end: Callable[[Motion], Motion],
) -> None:
    ballot = say(motion, 0, "recused", "My brother wrote it.")
    say(motion, 1, "approve")
    say(motion, 2, "approve")
    opening = Opening.objects.get(entry__subject=ballot.reference, field="reason")
    assert opening.value == "My brother wrote it."
    let_voting_end(motion)
    outcome = close_motion(actor=None, motion_id=motion.pk).outcome
    assert outcome is not None
    assert [each["choice"] for each in outcome["counting"]] == ["recused", "approve", "approve"]
    page = words(signed_in(council.people[1][0]).get(motion_url(motion)))
    assert "Recused: a conflict of interest Member 0 My brother wrote it." in page


@pytest.mark.parametrize("size", [3, 30])
def test_the_pages_take_the_same_queries_with_3_and_30_passages(
    size: int,
    council: Council,
    make_version: Callable[..., Version],
    motion_arguments: Callable[..., dict[str, Any]],
    signed_in: Callable[[Any], Client],
    django_assert_num_queries: Any,
) -> None:
    blocks = with_blocks(make_version(), size)
    motion = put_motion(**motion_arguments(versions=[blocks[0].version]))
    reserve(council, motion, [block.pk for block in blocks])
    client = signed_in(council.people[0][0])
    client.get(motion_url(motion))
    with django_assert_num_queries(19):
        client.get(motion_url(motion))


@pytest.fixture
def certified_with(
    council: Council,
    motion: Motion,
    say: Callable[..., Ballot],
    let_voting_end: Callable[[Motion], Motion],
    blocks: list[Block],
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
    certified_with: Callable[[bool], Ballot], motion: Motion, blocks: list[Block], client: Client
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
    certified_with: Callable[[bool], Ballot], motion: Motion, client: Client
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
    council: Council, motion: Motion, signed_in: Callable[[Any], Client]
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
