"""A queue hears over its websocket how many cases are new."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from channels.db import database_sync_to_async

from consult.accounts.rules.roles import Role
from tests.council.line import Line

pytestmark = pytest.mark.django_db(transaction=True)


def _address(query: str = "") -> str:
    since = urlencode({"since": (datetime.now(UTC) - timedelta(seconds=1)).isoformat()})
    return f"/ws/moderation/vnr-2026/?{query}&{since}"


def test_new_cases_are_counted_as_the_queue_is_narrowed(
    post: Any, signed_in: Any, moderator: Any
) -> None:
    client, later = signed_in(moderator), database_sync_to_async(post)

    async def follow() -> list[Any]:
        every, french = Line(_address(), client), Line(_address("language=fr"), client)
        heard = []
        for line in (every, french):
            assert await line.connect() is None
            heard.append(await line.receive())
        await later("One")
        heard += [await every.receive(), await french.receive()]
        await later("Deux", language="fr")
        heard += [await every.receive(), await french.receive()]
        for line in (every, french):
            await line.hang_up()
        return heard

    heard = asyncio.run(follow())
    assert [each["new"] for each in heard] == [0, 0, 1, 0, 2, 1]


@pytest.mark.parametrize("query", ["", "nonsense"])
def test_others_and_addresses_without_a_moment_are_refused(
    signed_in: Any, person: Any, query: str
) -> None:
    client = signed_in(person(Role.LEAD_MODERATOR if query else Role.EDITOR))
    address = "/ws/moderation/vnr-2026/?since=nonsense" if query else _address()

    async def knock() -> Any:
        line = Line(address, client)
        return await line.connect()

    assert asyncio.run(knock()) is not None
