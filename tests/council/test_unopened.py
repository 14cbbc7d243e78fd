"""What becomes of motions that a live session ended without opening."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from consult.accounts.rules.roles import Role
from consult.core.errors import NotPermitted, NotThere
from consult.core.models import Entry, OutgoingMail
from consult.council.actions import (
    change_session,
    close_motion,
    open_in_session,
    record_presence,
    void_motion,
)
from consult.council.models import Motion, Sitting
from consult.council.rules.agenda import AgendaFull
from consult.council.rules.live import AlreadyOpened, SessionNotOver
from consult.council.rules.sitting import SittingEnded
from consult.council.selectors.clock import database_now
from consult.reviews.models import Review
from tests.conftest import show_second_factor
from tests.council.amendments import Water, water  # noqa: F401
from tests.council.conftest import Council
from tests.council.pages import motion_url, words
from tests.council.verified import found_wrong

pytestmark = pytest.mark.django_db(transaction=True)

Announce = Callable[..., Sitting]
Move = Callable[..., None]
PutLive = Callable[..., Motion]
SignIn = Callable[[Any], Client]


@pytest.fixture
def ended(announce: Announce) -> Sitting:
    """Return the session that ends before it comes to its motions."""
    return announce()


@pytest.fixture
def left(ended: Sitting, put_live: PutLive, move: Move) -> Motion:
    """Return a motion that its session ended without opening."""
    motion = put_live(ended)
    move(ended, "start", "end")
    OutgoingMail.objects.all().delete()
    return motion


@pytest.fixture
def following(announce: Announce) -> Sitting:
    return announce(title="Fourth session", starts_at=database_now() + timedelta(days=1))


def moved(council: Council, motion: Motion, sitting: Sitting) -> Motion:
    return change_session(actor=council.secretary, motion_id=motion.pk, sitting_id=sitting.pk)


def entered(motion: Motion) -> list[str]:
    found = Entry.objects.filter(subject=motion.reference).order_by("index")
    return list(found.values_list("event", flat=True))


def test_it_is_put_for_another_session_and_everybody_on_the_roll_is_told(
    council: Council, ended: Sitting, left: Motion, following: Sitting
) -> None:
    for _twice in range(2):
        motion = moved(council, left, following)
    motion.refresh_from_db()
    assert (motion.state, motion.sitting_id) == ("noticed", following.pk)
    assert motion.opens_at == following.starts_at
    assert motion.closes_at - motion.opens_at == timedelta(minutes=5)
    assert list(following.items.values_list("position", "title", "motion")) == [
        (1, "Opening", None),
        (2, "Adopt the highlights", left.pk),
    ]
    assert ended.items.filter(motion=left).exists()
    assert entered(left) == [
        "motion.put.v1",
        "motion.roll_frozen.v1",
        "motion.session_changed.v1",
    ]
    leaf = json.loads(bytes(Entry.objects.get(event="motion.session_changed.v1").leaf))
    assert leaf["actor"] == council.secretary.reference
    assert leaf["data"]["session"] == following.reference
    mails = OutgoingMail.objects.filter(subject__contains="is moved to another live session")
    assert mails.count() == 6
    assert "“Fourth session”" in mails[0].text


def test_it_is_opened_there_and_the_verifier_follows(
    council: Council,
    review: Review,
    ended: Sitting,
    put_live: PutLive,
    following: Sitting,
    move: Move,
    water: Water,  # noqa: F811
) -> None:
    motion = put_live(ended, versions=[water.version])
    move(ended, "start", "end")
    moved(council, motion, following)
    assert found_wrong(review) == []
    move(following, "start", "next")
    record_presence(
        actor=council.secretary,
        sitting_id=following.pk,
        seat_id=council.seats[0].pk,
        joined=True,
    )
    open_in_session(actor=council.secretary, sitting_id=following.pk, motion_id=motion.pk)
    close_motion(actor=council.secretary, motion_id=motion.pk, early=True, despite=True)
    assert found_wrong(review) == []


def test_what_is_refused(
    council: Council,
    ended: Sitting,
    left: Motion,
    following: Sitting,
    announce: Announce,
    put_live: PutLive,
    motion: Motion,
    move: Move,
    person: Any,
) -> None:
    waits = put_live(following)
    over = announce()
    move(over, "start", "end")
    full = announce(*(f"Item {place}" for place in range(60)))
    void = void_motion(
        actor=council.secretary, motion_id=put_live(following).pk, reason="Not needed."
    )
    later = announce()
    for refused, to, error in (
        (waits, later, SessionNotOver),
        (void, later, AlreadyOpened),
        (left, over, SittingEnded),
        (left, full, AgendaFull),
        (motion, later, NotThere),
    ):
        with pytest.raises(error):
            moved(council, refused, to)
    for actor, refusal in ((council.people[0][0], NotPermitted), (person(Role.EDITOR), NotThere)):
        with pytest.raises(refusal):
            change_session(actor=actor, motion_id=left.pk, sitting_id=later.pk)
    left.refresh_from_db()
    assert left.sitting_id == ended.pk
    assert not Entry.objects.filter(event="motion.session_changed.v1").exists()
    assert not OutgoingMail.objects.filter(subject__contains="another live session").exists()


def test_a_rehearsal_is_moved_without_an_entry_about_it(
    council: Council, ended: Sitting, following: Sitting, put_live: PutLive, move: Move
) -> None:
    motion = put_live(ended, rehearsal=True)
    move(ended, "start", "end")
    assert moved(council, motion, following).sitting_id == following.pk
    assert entered(motion) == []


def test_the_database_changes_a_session_only_where_it_ended_without_the_motion(
    council: Council, ended: Sitting, left: Motion, following: Sitting, put_live: PutLive
) -> None:
    for motion, sitting in ((put_live(following), ended), (left, None)):
        with pytest.raises(IntegrityError), transaction.atomic():
            Motion.objects.filter(pk=motion.pk).update(sitting=sitting)
    with pytest.raises(IntegrityError), transaction.atomic():
        Motion.objects.filter(pk=left.pk).update(sitting=following, voting_seconds=60)
    with pytest.raises(IntegrityError), transaction.atomic():
        Motion.objects.filter(pk=left.pk).update(sitting=following, state="open")
    void_motion(actor=council.secretary, motion_id=left.pk, reason="Not needed.")
    with pytest.raises(IntegrityError), transaction.atomic():
        Motion.objects.filter(pk=left.pk).update(sitting=following)


def test_the_secretary_sees_what_is_left_and_moves_one_and_voids_one(
    council: Council,
    review: Review,
    ended: Sitting,
    following: Sitting,
    put_live: PutLive,
    move: Move,
    signed_in: SignIn,
) -> None:
    first, second = put_live(ended), put_live(ended)
    client, member = signed_in(council.secretary), signed_in(council.people[0][0])
    show_second_factor(client)
    session, page = (
        reverse(f"council:{name}", args=[ended.pk]) for name in ("sitting", "unopened")
    )
    room = reverse("council:room", args=[review.slug])
    move(ended, "start")
    waiting = f"The vote on these motions has not been opened yet: {first.number} , {second.number}"
    assert waiting in words(client.get(session))
    assert "Once the session has ended" in words(client.get(page))
    assert "not opened" not in words(client.get(room))
    move(ended, "end")
    shown = words(client.get(session))
    assert "This session ended without opening the motions named here." in shown
    assert f"{first.number} : Adopt the highlights" in shown
    assert "2 motions were not opened" in words(client.get(room))
    assert "The secretary moves it to another session" in words(member.get(motion_url(first)))
    for address in (session, room):
        assert "not opened" not in words(member.get(address))
    assert member.get(page).status_code == 404

    sent = {"motion": first.pk, "then": "move"}
    nowhere = client.post(page, sent)
    assert nowhere.status_code == 400
    assert "Choose the session that the motion is moved to." in words(nowhere)
    chosen = {**sent, "sitting": following.pk}
    assert client.post(page, chosen).status_code == 302
    assert "waits for the session no longer" in words(client.post(page, chosen, follow=True))
    void = {"motion": second.pk, "then": "void"}
    unexplained = client.post(page, void)
    assert unexplained.status_code == 400
    assert "Say why the motion is void." in words(unexplained)
    assert client.post(page, {**void, "reason": "Overtaken."}).status_code == 302
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.sitting_id, first.state) == (following.pk, "noticed")
    assert (second.state, second.void_reason) == ("void", "Overtaken.")
    assert "No motion waits for this session." in words(client.get(page))
    assert "not opened" not in words(client.get(room))
    assert "This session ended without opening" not in words(client.get(session))


def test_the_room_says_of_a_motion_that_its_chair_opens_it_and_not_when_it_closes(
    council: Council,
    review: Review,
    ended: Sitting,
    put_live: PutLive,
    move: Move,
    signed_in: SignIn,
) -> None:
    put_live(ended)
    client = signed_in(council.people[0][0])
    room = reverse("council:room", args=[review.slug])
    assert "Voting opens: When the chair opens it in the session" in words(client.get(room))
    move(ended, "start")
    move(ended, "end")
    assert "Voting opens: The session has ended without it." in words(client.get(room))
    assert "Closes:" not in words(client.get(room))


def test_voiding_asks_for_a_fresh_second_factor(
    council: Council, ended: Sitting, left: Motion, signed_in: SignIn
) -> None:
    client = signed_in(council.secretary)
    show_second_factor(client, seconds_ago=60 * 60)
    asked = client.post(
        reverse("council:unopened", args=[ended.pk]),
        {"motion": left.pk, "then": "void", "reason": "Overtaken."},
    )
    assert asked["Location"].startswith(reverse("mfa_reauthenticate"))
    left.refresh_from_db()
    assert left.state == "noticed"


def test_where_no_session_is_to_come_one_can_be_announced(
    council: Council, review: Review, ended: Sitting, left: Motion, signed_in: SignIn
) -> None:
    shown = signed_in(council.secretary).get(reverse("council:unopened", args=[ended.pk]))
    assert "No other live session is announced." in words(shown)
    assert reverse("council:announce", args=[review.slug]) in shown.content.decode()
    assert "Move to this session" not in words(shown)
