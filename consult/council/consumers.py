"""The websocket on which a page follows a motion."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Any
from uuid import UUID

from channels.auth import get_user
from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncJsonWebsocketConsumer

from consult.core.errors import DomainError
from consult.core.realtime import hub
from consult.council.permissions import motion_to_see
from consult.council.selectors.snapshot import snapshot

NOT_ALLOWED = 4404


def _snapshot_for(person: Any, motion_id: UUID) -> dict[str, Any]:
    """Return the motion's state to somebody who may see it; raises a `DomainError` otherwise."""
    return snapshot(motion_to_see(person, motion_id))


class MotionConsumer(AsyncJsonWebsocketConsumer):
    """Sends a motion's snapshot on connecting and at every change.

    Whoever may not see the motion's page is refused, also when the permission ends while the
    socket is open: it is asked for again at each snapshot, of a person read anew.
    """

    async def connect(self) -> None:
        """Follow the motion named in the address, or refuse the handshake."""
        self.motion_id: UUID = self.scope["url_route"]["kwargs"]["motion"]
        self.following: asyncio.Task[None] | None = None
        async with contextlib.AsyncExitStack() as stack:
            # Listening begins before the first snapshot, so that no change falls between them.
            changes = await stack.enter_async_context(hub.listen(f"motion:{self.motion_id}"))
            try:
                first = await self._snapshot()
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
                # One snapshot answers all the hints that have piled up meanwhile.
                while not changes.empty():
                    changes.get_nowait()
                try:
                    await self.send_json(await self._snapshot())
                except DomainError:
                    await self.close(NOT_ALLOWED)
                    return

    async def _snapshot(self) -> dict[str, Any]:
        person = await get_user(self.scope)
        result: dict[str, Any] = await database_sync_to_async(_snapshot_for)(person, self.motion_id)
        return result
