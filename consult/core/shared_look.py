"""One look at a thing answers everybody in this process who waits to see it.

Sixty votes in a second are sixty hints to each of five hundred sockets. Looking once for each
would take minutes of processor time; looking once for all of them takes a few milliseconds.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

Asker = TypeVar("Asker")
Seen = TypeVar("Seen")


class SharedLook(Generic[Asker, Seen]):
    """A look at one thing that is shared by those who ask for it together.

    `look` gets everybody who waits for it. Looks begin at least `apart` seconds after one another,
    the first one at once, and never run two at a time.
    """

    def __init__(self, look: Callable[[set[Asker]], Awaitable[Seen]], *, apart: float) -> None:
        self._look = look
        self._apart = apart
        self._asking: set[Asker] = set()
        self._running: asyncio.Task[Seen] | None = None
        self._next: asyncio.Task[Seen] | None = None
        self._not_before = 0.0

    async def newest(self, asker: Asker) -> Seen:
        """Return what was found by a look that began after this call; raises what it raised."""
        self._asking.add(asker)
        if self._next is None:
            self._next = asyncio.create_task(self._begin(self._running))
        # Whoever hangs up meanwhile ends its own waiting and nobody else's.
        return await asyncio.shield(self._next)

    async def _begin(self, before: asyncio.Task[Seen] | None) -> Seen:
        if before is not None:
            with contextlib.suppress(Exception):
                await asyncio.wait([before])
        loop = asyncio.get_running_loop()
        await asyncio.sleep(max(0.0, self._not_before - loop.time()))
        self._not_before = loop.time() + self._apart
        # From here on, whoever asks gets the next look.
        self._running, self._next = self._next, None
        asking, self._asking = self._asking, set()
        return await self._look(asking)
