"""A websocket on which a page follows one thing: what stands now, and again at every change."""

from __future__ import annotations

import asyncio
import contextlib
from abc import ABC, abstractmethod
from typing import Any

from channels.auth import get_user
from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncJsonWebsocketConsumer

from consult.core.errors import DomainError
from consult.core.realtime import hub

NOT_ALLOWED = 4404


class FollowingConsumer(AsyncJsonWebsocketConsumer, ABC):
    """Sends what can be seen of a thing on connecting and at every hint that it changed.

    A room's consumer says which thing by `kind`, which names its group and the part of the
    address that holds its id, and looks at it in `look`. Whoever may not see it is refused, also
    when the permission ends while the socket is open: `look` is asked each time, for a person
    read anew.
    """

    kind: str

    @abstractmethod
    def look(self, person: Any, subject_id: Any) -> dict[str, Any]:
        """Return what `person` may see of the thing as JSON; raises a `DomainError` otherwise."""

    async def connect(self) -> None:
        """Follow the thing named in the address, or refuse the handshake."""
        self.subject_id = self.scope["url_route"]["kwargs"][self.kind]
        self.following: asyncio.Task[None] | None = None
        async with contextlib.AsyncExitStack() as stack:
            # Listening begins before the first look, so that no change falls between them.
            changes = await stack.enter_async_context(hub.listen(f"{self.kind}:{self.subject_id}"))
            try:
                first = await self._seen()
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
                # One look answers all the hints that have piled up meanwhile.
                while not changes.empty():
                    changes.get_nowait()
                try:
                    await self.send_json(await self._seen())
                except DomainError:
                    await self.close(NOT_ALLOWED)
                    return

    async def _seen(self) -> dict[str, Any]:
        person = await get_user(self.scope)
        seen: dict[str, Any] = await database_sync_to_async(self.look)(person, self.subject_id)
        return seen
