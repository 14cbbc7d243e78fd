"""A live session: announced, run through its agenda, with the seats that join and leave."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from channels.db import database_sync_to_async
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from consult.accounts.rules.roles import Role
from consult.core.errors import NotPermitted, NotThere
from consult.core.models import Entry
from consult.council.actions import announce_sitting, move_sitting, record_presence
from consult.council.actions.record_presence import NotYourSeat
from consult.council.actions.run_sitting import AgendaEmpty
from consult.council.models import Motion, Presence, Sitting
from consult.council.rules.sitting import SittingEnded, SittingMoveNotAllowed
from consult.ledger.leaf import Leaf
from consult.reviews.models import Review
from tests.council.conftest import Council
from tests.council.line import Line
from tests.council.pages import words

pytestmark = pytest.mark.django_db(transaction=True)

SignIn = Callable[[Any], Client]


def arguments(council: Council, review: Review, motion: Motion | None = None) -> dict[str, Any]:
    return {
        "actor": council.secretary,
        "review": review,
        "title": "Third session",
        "starts_at": now(),
        "video_link": "https://meet.example.org/third",
        "agenda": [("Adopt the highlights", motion), ("Any other business", None)],
        "key": uuid.uuid4(),
    }


@pytest.fixture
def sitting(council: Council, review: Review, motion: Motion) -> Sitting:
    return announce_sitting(**arguments(council, review, motion))


def go(council: Council, sitting: Sitting, seen: int, to: str) -> Sitting:
    return move_sitting(actor=council.secretary, sitting_id=sitting.pk, seen=seen, to=to)


def here(council: Council, sitting: Sitting, seat: int, *, joined: bool = True) -> Sitting:
    return record_presence(
        actor=council.people[seat][0],
        sitting_id=sitting.pk,
        seat_id=council.seats[seat].pk,
        joined=joined,
    )


def entered(sitting: Sitting) -> list[tuple[str, Any]]:
    leaves = [
        Leaf.decode(bytes(entry.leaf))
        for entry in Entry.objects.filter(subject=sitting.reference).order_by("index")
    ]
    return [
        (leaf.event, leaf.data.get("state") or (leaf.data["seat"], leaf.data["joined"]))
        for leaf in leaves
    ]


def test_a_session_runs_once_through_its_agenda(council: Council, sitting: Sitting) -> None:
    go(council, sitting, 0, "start")
    here(council, sitting, 1)
    here(council, sitting, 1)
    here(council, sitting, 1, joined=False)
    assert go(council, sitting, 1, "next").place == 2
    for seen, to in ((1, "next"), (2, "next"), (2, "start"), (2, "else")):
        with pytest.raises(SittingMoveNotAllowed):
            go(council, sitting, seen, to)
    assert go(council, sitting, 2, "end").ended_at is not None
    for to in ("start", "next", "end"):
        with pytest.raises(SittingMoveNotAllowed):
            go(council, sitting, 2, to)
    with pytest.raises(SittingEnded):
        here(council, sitting, 0)
    seat = council.seats[1].reference
    assert entered(sitting) == [
        ("session.moved.v1", "running"),
        ("session.presence.v1", (seat, True)),
        ("session.presence.v1", (seat, False)),
        ("session.moved.v1", "running"),
        ("session.moved.v1", "ended"),
    ]


def test_the_same_key_announces_once_and_an_empty_agenda_nothing(
    council: Council, review: Review
) -> None:
    asked = arguments(council, review)
    assert announce_sitting(**asked).pk == announce_sitting(**asked).pk
    with pytest.raises(AgendaEmpty):
        announce_sitting(**{**asked, "agenda": [(" ", None)], "key": uuid.uuid4()})


def test_who_may(council: Council, sitting: Sitting, review: Review, person: Any) -> None:
    member, observer, stranger = council.people[0][0], person(Role.OBSERVER), person(Role.EDITOR)
    with pytest.raises(NotPermitted):
        announce_sitting(**{**arguments(council, review), "actor": member})
    for actor, refusal in ((member, NotPermitted), (stranger, NotThere)):
        with pytest.raises(refusal):
            move_sitting(actor=actor, sitting_id=sitting.pk, seen=0, to="start")
    seat = council.seats[1].pk
    for actor, error in ((member, NotYourSeat), (observer, NotYourSeat), (stranger, NotThere)):
        with pytest.raises(error):
            record_presence(actor=actor, sitting_id=sitting.pk, seat_id=seat, joined=True)
    by_hand = {"actor": council.secretary, "sitting_id": sitting.pk, "joined": True}
    record_presence(**by_hand, seat_id=seat)
    with pytest.raises(NotThere):
        record_presence(**by_hand, seat_id=uuid.uuid4())


def test_the_database_keeps_what_was_recorded(council: Council, sitting: Sitting) -> None:
    here(council, sitting, 0)
    with pytest.raises(DatabaseError), transaction.atomic():
        Presence.objects.update(joined=False)
    with pytest.raises(IntegrityError), transaction.atomic():
        Sitting.objects.update(state="running")
    with pytest.raises(IntegrityError), transaction.atomic():
        Sitting.objects.update(video_link="http://meet.example.org/")


def test_the_pages_work_without_a_script(
    council: Council, motion: Motion, review: Review, signed_in: SignIn
) -> None:
    secretary, member = signed_in(council.secretary), signed_in(council.people[0][0])
    form = {
        "key": str(uuid.uuid4()),
        "title": "Fourth session",
        "starts_at": "2030-05-01T10:00",
        "video_link": "http://meet.example.org/",
        "agenda": f"{motion.number}: Adopt\n\nAny other business",
    }
    address = reverse("council:announce", args=[review.slug])
    assert secretary.post(address, form).status_code == 400
    secretary.post(address, {**form, "video_link": "https://meet.example.org/"})
    sitting = Sitting.objects.get()
    assert list(sitting.items.values_list("motion", flat=True)) == [motion.pk, None]
    page, moved, presence, display = (
        reverse(f"council:{name}", args=[sitting.pk])
        for name in ("sitting", "move", "presence", "display")
    )
    assert secretary.post(moved, {"seen": "0", "to": "start"}).status_code == 302
    assert secretary.post(moved, {"seen": "0", "to": "start"}).status_code == 409
    assert "Start the session" not in words(member.get(page))
    own, other = council.seats[0].pk, council.seats[1].pk
    assert member.post(presence, {"seat": own, "joined": "yes"}).status_code == 302
    assert member.post(presence, {"seat": other, "joined": "yes"}).status_code == 403
    shown = words(member.get(page))
    assert "Item 1 of 2:" in shown
    assert "Seats present: 1 of 3" in shown
    assert "Seats that have voted: 0 of 3" in words(member.get(display))
    assert "Fourth session" in words(member.get(reverse("council:room", args=[review.slug])))


@pytest.mark.parametrize(
    ("size", "reader", "queries"),
    [(3, "secretary", 13), (12, "secretary", 13), (3, "member", 14), (12, "member", 14)],
)
def test_the_page_takes_the_same_queries_for_any_council(
    size: int,
    reader: str,
    queries: int,
    make_council: Callable[..., Council],
    review: Review,
    motion_arguments: Callable[..., dict[str, Any]],
    signed_in: SignIn,
    django_assert_num_queries: Any,
) -> None:
    from consult.council.actions import put_motion

    council = make_council(size)
    motion = put_motion(**motion_arguments(actor=council.secretary))
    sitting = announce_sitting(**arguments(council, review, motion))
    go(council, sitting, 0, "start")
    for seat in range(size):
        here(council, sitting, seat)
    client = signed_in(council.secretary if reader == "secretary" else council.people[0][0])
    with django_assert_num_queries(queries):
        client.get(reverse("council:sitting", args=[sitting.pk]))


def test_the_socket_tells_of_each_change_and_refuses_strangers(
    council: Council, sitting: Sitting, person: Any, signed_in: SignIn
) -> None:
    client, stranger = signed_in(council.people[0][0]), signed_in(person(Role.EDITOR))
    address = f"/ws/sittings/{sitting.pk}/"

    async def follow() -> list[Any]:
        assert await Line(address, stranger).connect() == 4404
        line = Line(address, client)
        await line.connect()
        received = [await line.receive()]
        await database_sync_to_async(go)(council, sitting, 0, "start")
        received.append(await line.receive())
        await line.hang_up()
        return received

    found = asyncio.run(follow())
    assert [(each["sequence"], each["state"]) for each in found] == [
        (0, "announced"),
        (1, "running"),
    ]
