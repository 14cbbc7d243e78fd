"""The websocket on which a queue learns what has come in since it was shown."""

from __future__ import annotations

import asyncio
import contextlib
from datetime import datetime
from typing import Any

from channels.auth import get_user
from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncJsonWebsocketConsumer
from django.http import QueryDict
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_aware, now

from consult.accounts.permissions import require_to_see
from consult.core.errors import DomainError
from consult.core.realtime import hub
from consult.reviews.selectors import review_called
from moderation.rules.queue_filter import filter_in
from moderation.selectors import COUNTED_TO, count_new

NOT_ALLOWED = 4404


def _new_for(person: Any, slug: str, query: QueryDict, since: datetime) -> dict[str, Any]:
    """Return the count to somebody who may see the queue; raises a `DomainError` otherwise."""
    review = review_called(slug)
    require_to_see(person, "moderation.view_queue", review)
    narrowed = filter_in(dict(query.lists()))
    new = count_new(person=person, review=review, narrowed=narrowed, since=since, now=now())
    return {"new": min(new, COUNTED_TO), "more": new > COUNTED_TO}


class QueueConsumer(AsyncJsonWebsocketConsumer):
    """Sends how many cases are new since the moment in the address, narrowed as the address says.

    Whoever may not see the queue is refused, also when the permission ends while the socket is
    open: it is asked for again at each count, of a person read anew.
    """

    async def connect(self) -> None:
        """Follow the queue named in the address, or refuse the handshake."""
        self.review: str = self.scope["url_route"]["kwargs"]["review"]
        self.following: asyncio.Task[None] | None = None
        self.query = QueryDict(self.scope["query_string"])
        since = _moment(self.query.get("since", ""))
        if since is None:
            await self.close(NOT_ALLOWED)
            return
        self.since = since
        async with contextlib.AsyncExitStack() as stack:
            # Listening begins before the first count, so that no case falls between them.
            changes = await stack.enter_async_context(hub.listen(f"queue:{self.review}"))
            try:
                first = await self._new()
            except DomainError:
                await self.close(NOT_ALLOWED)
                return
            await self.accept()
            await self.send_json(first)
            self.following = asyncio.create_task(self._follow(changes, stack.pop_all()))

    async def disconnect(self, code: int) -> None:
        """Stop listening."""
        if self.following is not None:
            self.following.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self.following

    async def _follow(self, changes: asyncio.Queue[Any], stack: contextlib.AsyncExitStack) -> None:
        async with stack:
            while True:
                await changes.get()
                # One count answers all the hints that have piled up meanwhile.
                while not changes.empty():
                    changes.get_nowait()
                try:
                    await self.send_json(await self._new())
                except DomainError:
                    await self.close(NOT_ALLOWED)
                    return

    async def _new(self) -> dict[str, Any]:
        person = await get_user(self.scope)
        result: dict[str, Any] = await database_sync_to_async(_new_for)(
            person, self.review, self.query, self.since
        )
        return result


def _moment(said: str) -> datetime | None:
    try:
        moment = parse_datetime(said)
    except ValueError:
        return None
    return moment if moment is not None and is_aware(moment) else None
