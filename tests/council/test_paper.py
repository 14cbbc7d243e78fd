"""Paper ballots: two people enter each, and what they agree on is a ballot like any other."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from consult.accounts.rules.roles import Role
from consult.core.errors import NotPermitted, NotThere
from consult.core.models import Entry
from consult.council.actions import close_motion
from consult.council.models import Ballot, Motion, PaperEntry, PaperPair
from consult.council.rules.errors import ChoiceNotOffered, MotionClosed, SeatNotOnRoll
from consult.council.rules.paper import (
    PaperEnteredBefore,
    PaperOwnSeat,
    Reading,
    differing,
)
from tests.council.conftest import Council
from tests.council.pages import motion_url, words
from tests.council.papers import OTHER_SCAN, SCAN, enter, place, png

pytestmark = pytest.mark.django_db


@pytest.fixture
def second(person: Any, council: Council) -> Any:
    """Return another person of the secretariat."""
    return person(Role.COUNCIL_SECRETARY, name="Tomas Second")


def test_the_first_entry_waits_and_counts_for_nothing(council: Council, motion: Motion) -> None:
    entry = enter(council.secretary, place(motion, council), motion)
    assert (entry.choice, entry.entered_by, entry.scan_id) == (
        "approve",
        council.secretary,
        SCAN.sha256,
    )
    assert (Ballot.objects.count(), PaperPair.objects.count()) == (0, 0)
    assert not Entry.objects.filter(event__startswith="ballot.").exists()


def test_two_that_agree_make_a_ballot_with_the_persons_rank(
    council: Council, motion: Motion, second: Any
) -> None:
    alternate = place(motion, council, rank=1)
    first = enter(council.secretary, alternate, motion, reason="As  discussed.")
    other = enter(second, alternate, motion, reason="As discussed. ", scan=OTHER_SCAN)
    (ballot,) = Ballot.objects.all()
    assert (ballot.caster, ballot.rank, ballot.choice) == (
        council.people[0][1],
        1,
        "approve",
    )
    assert ballot.cast_at >= other.entered_at
    pair = PaperPair.objects.get()
    assert (pair.first, pair.second, pair.ballot) == (first, other, ballot)
    said, cast = (
        json.loads(bytes(entry.leaf))
        for entry in Entry.objects.filter(
            event__in=["ballot.paper_entered.v1", "ballot.cast.v1"]
        ).order_by("index")
    )
    assert {name: said["data"][name] for name in said["data"] if name != "first_at"} == {
        "motion": motion.number,
        "ballot": ballot.reference,
        "seat": council.seats[0].reference,
        "person": council.people[0][1].reference,
        "first": council.secretary.reference,
        "first_scan": SCAN.sha256,
        "second": second.reference,
        "second_scan": OTHER_SCAN.sha256,
    }
    assert (cast["actor"], cast["data"]["person"], cast["data"]["rank"]) == (
        second.reference,
        council.people[0][1].reference,
        1,
    )


@pytest.mark.parametrize("change", [{"choice": "reject"}, {"reason": "Something else."}])
def test_two_that_differ_count_for_nothing_and_the_paper_is_entered_anew(
    change: dict[str, str], council: Council, motion: Motion, second: Any
) -> None:
    member = place(motion, council)
    enter(council.secretary, member, motion)
    enter(second, member, motion, **change)
    assert PaperPair.objects.get().ballot is None
    assert Ballot.objects.count() == 0
    enter(second, member, motion)
    enter(council.secretary, member, motion)
    assert [ballot.choice for ballot in Ballot.objects.all()] == ["approve"]


def test_a_retry_enters_once(council: Council, motion: Motion) -> None:
    key = uuid.uuid4()
    first = enter(council.secretary, place(motion, council), motion, key=key)
    assert enter(council.secretary, place(motion, council), motion, key=key) == first
    assert PaperEntry.objects.count() == 1


def test_who_may_not_enter_a_paper(
    council: Council, motion: Motion, person: Any, review: Any, administrator: Any
) -> None:
    from consult.accounts.actions import grant_role

    member = place(motion, council)
    enter(council.secretary, member, motion)
    with pytest.raises(PaperEnteredBefore):
        enter(council.secretary, member, motion)
    with pytest.raises(NotPermitted):
        enter(council.people[1][0], member, motion)
    with pytest.raises(NotThere):
        enter(person(Role.EDITOR), member, motion)
    deputy = council.people[0][1]
    grant_role(actor=administrator, review=review, user=deputy, role=Role.COUNCIL_SECRETARY)
    with pytest.raises(PaperOwnSeat):
        enter(deputy, member, motion)
    assert PaperEntry.objects.count() == 1
    assert enter(deputy, place(motion, council, seat=1), motion).entered_by == deputy


def test_what_no_ballot_may_say_no_paper_may(
    council: Council,
    motion: Motion,
    second: Any,
    let_voting_end: Callable[[Motion], Motion],
) -> None:
    member = place(motion, council)
    with pytest.raises(ChoiceNotOffered):
        enter(council.secretary, member, motion, choice="object")
    enter(council.secretary, member, motion)
    member.pk += 1000
    with pytest.raises(SeatNotOnRoll):
        enter(second, member, motion)
    let_voting_end(motion)
    with pytest.raises(MotionClosed):
        enter(second, place(motion, council), motion)
    assert Ballot.objects.count() == 0


def test_a_member_overrides_the_paper_of_the_alternate_and_not_the_reverse(
    council: Council,
    motion: Motion,
    second: Any,
    say: Callable[..., Ballot],
    let_voting_end: Callable[[Motion], Motion],
) -> None:
    ballot = say(motion, 0, "reject")
    for actor in (council.secretary, second):
        enter(actor, place(motion, council, rank=1), motion)
    let_voting_end(motion)
    outcome = close_motion(actor=None, motion_id=motion.pk).outcome
    assert outcome is not None
    assert [each["ballot"] for each in outcome["counting"]] == [ballot.reference]


def test_the_database_refuses_one_person_twice_and_changes(
    council: Council, motion: Motion
) -> None:
    first = enter(council.secretary, place(motion, council), motion)
    values = {
        field.attname: getattr(first, field.attname)
        for field in PaperEntry._meta.concrete_fields
        if field.name != "id"
    }
    again = PaperEntry.objects.create(**values)
    with (
        pytest.raises(IntegrityError, match="entered by two people"),
        transaction.atomic(),
    ):
        PaperPair.objects.create(first=first, second=again)
    with pytest.raises(IntegrityError), transaction.atomic():
        PaperEntry.objects.update(choice="reject")


@pytest.mark.parametrize(
    ("one", "other", "fields"),
    [
        (Reading("approve", "a b"), Reading("approve", " a\nb "), []),
        (Reading("approve", "a"), Reading("reject", "a"), ["choice"]),
        (Reading("approve", "a"), Reading("reject", ""), ["choice", "reason"]),
        (Reading("approve", "ab"), Reading("approve", "a b"), ["reason"]),
    ],
)
def test_how_readings_differ(one: Reading, other: Reading, fields: list[str]) -> None:
    assert differing(one, other) == fields


def send(client: Client, council: Council, motion: Motion, **changes: Any) -> Any:
    sent = {
        "key": str(uuid.uuid4()),
        "holder": str(place(motion, council).pk),
        "choice": "approve",
        "reason": "",
        "scan": SimpleUploadedFile("paper.png", png()),
        **changes,
    }
    return client.post(motion_url(motion, "paper"), sent, follow=True)


def test_the_page_shows_an_entry_to_its_author_alone_and_a_difference_to_both(
    council: Council, motion: Motion, second: Any, person: Any, signed_in: Any
) -> None:
    one, two = signed_in(council.secretary), signed_in(second)
    entered = words(send(one, council, motion))
    assert "It counts once a second person enters it." in entered
    assert "Ministry 0 : Member 0 Entered by Sena Secretary" in entered
    waiting = "//section[@aria-labelledby='waiting']"
    assert "Approve Scan" in words(one.get(motion_url(motion, "paper")), waiting)
    assert "Approve" not in words(two.get(motion_url(motion, "paper")), waiting)
    (entry,) = PaperEntry.objects.all()
    address = reverse("council:scan", args=[motion.pk, entry.scan_id])
    assert (one.get(address).status_code, two.get(address).status_code) == (200, 404)
    assert one.get(address)["Content-Disposition"].startswith("attachment;")
    differs = words(send(two, council, motion, choice="reject"))
    assert "The two entries differ, so neither counts." in differs
    part = "//section[@aria-labelledby='differing']"
    for client in (one, two):
        page = words(client.get(motion_url(motion, "paper")), part)
        assert "The two read different votes." in page
        assert "Approve Scan" in page
        assert "Reject Scan" in page
    third = signed_in(person(Role.COUNCIL_SECRETARY))
    assert "Approve" not in words(third.get(motion_url(motion, "paper")), part)


def test_the_room_sees_that_a_ballot_came_on_paper(
    council: Council,
    motion: Motion,
    second: Any,
    signed_in: Any,
    let_voting_end: Callable[[Motion], Motion],
) -> None:
    send(signed_in(council.secretary), council, motion)
    done = send(signed_in(second), council, motion)
    assert "Both entries agree. The paper is ballot 1 of this motion." in words(done)
    mark = "On paper, entered by Sena Secretary and Tomas Second ."
    own = words(signed_in(council.people[0][0]).get(motion_url(motion)))
    assert mark in own
    other = signed_in(council.people[1][0])
    assert mark not in words(other.get(motion_url(motion)))
    address = reverse(
        "council:scan", args=[motion.pk, PaperEntry.objects.get(followed__isnull=False).scan_id]
    )
    assert other.get(address).status_code == 404
    let_voting_end(motion)
    close_motion(actor=None, motion_id=motion.pk)
    assert mark in words(other.get(motion_url(motion)))
    assert other.get(address).status_code == 200


def test_a_refused_paper_keeps_what_was_typed(
    council: Council, motion: Motion, signed_in: Any
) -> None:
    page = send(
        signed_in(council.secretary),
        council,
        motion,
        reason="Kept words.",
        scan=SimpleUploadedFile("paper.png", b"no picture"),
    )
    assert page.status_code == 400
    assert "This file is no scan that can be kept." in words(page, "//*[@data-error-summary]")
    assert "Kept words." in page.content.decode()
    assert PaperEntry.objects.count() == 0
