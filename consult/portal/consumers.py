"""The websocket on which a page follows a publication."""

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
from consult.portal.selectors.publication import publication_progress

NOT_ALLOWED = 4404


class PublicationConsumer(AsyncJsonWebsocketConsumer):
    """Sends a publication's progress on connecting and at every change, to whoever may see it."""

    async def connect(self) -> None:
        """Follow the publication named in the address, or refuse the handshake."""
        self.publication_id: UUID = self.scope["url_route"]["kwargs"]["publication"]
        self.following: asyncio.Task[None] | None = None
        async with contextlib.AsyncExitStack() as stack:
            # Listening begins before the first look, so that no change falls between them.
            changes = await stack.enter_async_context(
                hub.listen(f"publication:{self.publication_id}")
            )
            try:
                first = await self._progress()
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
                    await self.send_json(await self._progress())
                except DomainError:
                    await self.close(NOT_ALLOWED)
                    return

    async def _progress(self) -> dict[str, Any]:
        person = await get_user(self.scope)
        result: dict[str, Any] = await database_sync_to_async(publication_progress)(
            person, self.publication_id
        )
        return result
