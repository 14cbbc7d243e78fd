"""Following a motion over a websocket: the whole application, the real hub and channel layer."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from channels.db import database_sync_to_async
from django.test import Client

from consult.accounts.models import Grant
from consult.accounts.rules.roles import Role
from consult.core.errors import DomainError
from consult.council.actions import cast_ballot, close_motion
from consult.council.consumers import MotionConsumer
from consult.council.models import Motion
from tests.council.conftest import Council
from tests.council.line import Line

pytestmark = pytest.mark.django_db(transaction=True)

SignIn = Callable[[Any], Client]


def socket(motion_id: Any, client: Client, **options: str) -> Line:
    return Line(f"/ws/motions/{motion_id}/", client, **options)


def voting(council: Council, motion: Motion, seat: int, choice: str = "approve") -> Awaitable[Any]:
    return database_sync_to_async(cast_ballot)(
        actor=council.people[seat][0],
        motion_id=motion.pk,
        seat_id=council.seats[seat].pk,
        choice=choice,
        reason="",
        key=uuid.uuid4(),
    )


def test_each_change_sends_a_newer_snapshot(
    council: Council,
    motion: Motion,
    signed_in: SignIn,
    let_voting_end: Callable[[Motion], Motion],
) -> None:
    client = signed_in(council.people[0][0])

    async def follow() -> list[dict[str, Any]]:
        line = socket(motion.pk, client)
        assert await line.connect() is None
        received = [await line.receive()]
        await voting(council, motion, 1)
        received.append(await line.receive())
        await database_sync_to_async(let_voting_end)(motion)
        await database_sync_to_async(close_motion)(actor=None, motion_id=motion.pk)
        received.append(await line.receive())
        await line.hang_up()
        return received

    received = asyncio.run(follow())
    seat = str(council.seats[1].pk)
    shown = [(each["sequence"], each["phase"], each["voted"], each["status"]) for each in received]
    assert shown == [
        (0, "open", [], None),
        (1, "open", [seat], None),
        (2, "closed", [seat], "not_quorate"),
    ]


def test_many_changes_at_once_end_in_the_newest_snapshot(
    council: Council, motion: Motion, signed_in: SignIn
) -> None:
    client = signed_in(council.people[0][0])

    async def follow() -> list[int]:
        line = socket(motion.pk, client)
        await line.connect()
        sequences = [(await line.receive())["sequence"]]
        await asyncio.gather(*(voting(council, motion, number % 3) for number in range(12)))
        while sequences[-1] < 12:
            sequences.append((await line.receive())["sequence"])
        await line.hang_up()
        return sequences

    sequences = asyncio.run(follow())
    assert sequences == sorted(sequences)
    assert sequences[-1] == 12


def test_a_refused_ballot_sends_nothing(
    council: Council, motion: Motion, signed_in: SignIn
) -> None:
    client = signed_in(council.people[0][0])

    async def follow() -> bool:
        line = socket(motion.pk, client)
        await line.connect()
        await line.receive()
        with pytest.raises(DomainError):
            await voting(council, motion, 1, "reservations")
        silent = await line.is_silent()
        await line.hang_up()
        return silent

    assert asyncio.run(follow())


def test_whoever_may_not_see_the_page_gets_no_socket(
    council: Council, motion: Motion, person: Any, signed_in: SignIn
) -> None:
    member, stranger = signed_in(council.people[0][0]), signed_in(person(Role.EDITOR))
    for client, motion_id in ((stranger, motion.pk), (Client(), motion.pk), (member, uuid.uuid4())):
        assert asyncio.run(socket(motion_id, client).connect()) == 4404
    foreign = socket(motion.pk, member, origin="https://elsewhere.example")
    assert asyncio.run(foreign.connect()) is not None


def test_a_role_that_is_withdrawn_ends_the_socket(
    council: Council, motion: Motion, signed_in: SignIn
) -> None:
    watcher = council.people[2][0]
    client = signed_in(watcher)

    async def follow() -> Any:
        line = socket(motion.pk, client)
        await line.connect()
        await line.receive()
        await database_sync_to_async(Grant.objects.filter(user=watcher).delete)()
        await voting(council, motion, 0)
        return await line.receive()

    assert asyncio.run(follow()) == 4404


def test_signing_out_ends_the_socket(council: Council, motion: Motion, signed_in: SignIn) -> None:
    client = signed_in(council.people[2][0])

    async def follow() -> Any:
        line = socket(motion.pk, client)
        await line.connect()
        await line.receive()
        await database_sync_to_async(client.logout)()
        await voting(council, motion, 0)
        return await line.receive()

    assert asyncio.run(follow()) == 4404


def test_any_number_of_sockets_costs_one_look(
    council: Council, motion: Motion, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    clients = [signed_in(pair[rank]) for pair in council.people for rank in (0, 1)]
    looks: list[int] = []
    look = MotionConsumer.look_for_all

    def counted(self: MotionConsumer, people: list[Any], subject_id: Any) -> Any:
        looks.append(len(people))
        return look(self, people, subject_id)

    monkeypatch.setattr(MotionConsumer, "look_for_all", counted)

    async def follow() -> list[int]:
        lines = [socket(motion.pk, client) for client in clients]
        await asyncio.gather(*(line.connect() for line in lines))
        await asyncio.gather(*(line.receive() for line in lines))
        looks.clear()
        await voting(council, motion, 1)
        found = await asyncio.gather(*(line.receive() for line in lines))
        await asyncio.gather(*(line.hang_up() for line in lines))
        return [each["sequence"] for each in found]

    assert asyncio.run(follow()) == [1] * 6
    assert looks == [6]
