"""Those in this process who follow one thing: one look at it answers all of them.

Sixty votes in a second are sixty hints, and each of five hundred sockets could look for itself at
every one. That would take minutes of processor time; looking once for all, and handing the text
from one task to every socket, takes a few milliseconds.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

from consult.core.errors import DomainError, NotThere
from consult.core.realtime import hub

NOT_ALLOWED = 4404
FAILED = 1011
JOINED: dict[str, Any] = {}

Send = Callable[[dict[str, Any]], Awaitable[None]]
Look = Callable[[set[str]], Awaitable[tuple[str, frozenset[str]]]]

logger = logging.getLogger(__name__)


class Follower:
    """One socket of an audience: whose it is, and what it still has to be told.

    A slow line gets the newest text when it can take one, and keeps nobody waiting.
    """

    def __init__(self, key: str, send: Send) -> None:
        self.key = key
        self.admitted = asyncio.get_running_loop().create_future()
        self._send = send
        self._opened = False
        self._waiting: dict[str, Any] | None = None
        self._sending: asyncio.Task[None] | None = None

    def show(self, text: str) -> None:
        """Tell what stands now: the first time by ending the wait for being admitted."""
        if self.admitted.done():
            self._tell({"type": "websocket.send", "text": text})
        else:
            self.admitted.set_result(text)

    def dismiss(self, code: int, error: Exception) -> None:
        """End the socket with a code, or raise the error where it was not yet admitted."""
        if self.admitted.done():
            self._tell({"type": "websocket.close", "code": code})
        else:
            self.admitted.set_exception(error)

    def open(self) -> None:
        """Let what comes be sent, now that the handshake and the first text have been."""
        self._opened = True
        self._send_soon()

    def leave(self) -> None:
        """Tell nothing any more, whatever look is still under way."""
        self._opened = False
        if not self.admitted.cancel() and not self.admitted.cancelled():
            # Whoever hung up before the answer never asks for it.
            self.admitted.exception()
        if self._sending is not None:
            self._sending.cancel()

    def _tell(self, message: dict[str, Any]) -> None:
        self._waiting = message
        self._send_soon()

    def _send_soon(self) -> None:
        idle = self._sending is None or self._sending.done()
        if self._opened and self._waiting is not None and idle:
            self._sending = asyncio.create_task(self._send_waiting())

    async def _send_waiting(self) -> None:
        while (message := self._waiting) is not None:
            self._waiting = None
            try:
                await self._send(message)
            except OSError:
                # The line has broken; the server says so to the socket in its own time.
                return


class Audience:
    """The followers of one thing, in one event loop.

    `look` gets the keys of all who wait for it, and returns the text for them and the keys of
    those who may have it. Guarantees that whoever joins is answered by a look that began after
    joining, and everybody by one that began after the newest hint on `topic`; that looks begin at
    least `apart` seconds after one another, the first at once, and never run two at a time; and
    that whoever may not see the thing any more is dismissed at the next look.
    """

    def __init__(self, topic: str, look: Look, *, apart: float) -> None:
        self._topic = topic
        self._look = look
        self._apart = apart
        self._followers: set[Follower] = set()
        self._newcomers: set[Follower] = set()
        self._changes: asyncio.Queue[dict[str, Any]] | None = None
        self._serving: asyncio.Task[None] | None = None

    @contextlib.asynccontextmanager
    async def joined(self, key: str, send: Send) -> AsyncIterator[Follower]:
        """Follow until the block ends; `Follower.admitted` gives the first text.

        It raises what the look raised, and a `DomainError` where the thing may not be seen.
        """
        # A layer that was away has ended the listening, and whoever comes next begins it anew.
        await hub.start()
        follower = Follower(key, send)
        self._followers.add(follower)
        self._newcomers.add(follower)
        if self._serving is None or self._serving.done():
            self._changes = None
            self._serving = asyncio.create_task(self._serve())
        elif self._changes is not None and self._changes.empty():
            self._changes.put_nowait(JOINED)
        try:
            yield follower
        finally:
            self._followers.discard(follower)
            self._newcomers.discard(follower)
            follower.leave()
            if not self._followers and self._serving is not None:
                self._serving.cancel()
                self._serving = self._changes = None

    async def _serve(self) -> None:
        try:
            await self._follow_changes()
        except Exception as error:
            logger.exception("Changes cannot be followed.")
            _dismiss(set(self._followers), FAILED, error)

    async def _follow_changes(self) -> None:
        loop = asyncio.get_running_loop()
        not_before = 0.0
        async with hub.listen(self._topic) as changes:
            self._changes = changes
            changes.put_nowait(JOINED)
            while True:
                found = [await changes.get()]
                await asyncio.sleep(max(0.0, not_before - loop.time()))
                # One look answers all the hints and newcomers that have piled up meanwhile.
                while not changes.empty():
                    found.append(changes.get_nowait())
                not_before = loop.time() + self._apart
                hinted = any(each is not JOINED for each in found)
                await self._look_for(set(self._followers if hinted else self._newcomers))

    async def _look_for(self, asking: set[Follower]) -> None:
        self._newcomers -= asking
        if not asking:
            return
        try:
            text, allowed = await self._look({follower.key for follower in asking})
        except DomainError as error:
            _dismiss(asking, NOT_ALLOWED, error)
        except Exception as error:
            logger.exception("A followed thing could not be looked at.")
            _dismiss(asking, FAILED, error)
        else:
            _dismiss({each for each in asking if each.key not in allowed}, NOT_ALLOWED, NotThere())
            for follower in asking:
                if follower.key in allowed:
                    follower.show(text)


def _dismiss(followers: set[Follower], code: int, error: Exception) -> None:
    for follower in followers:
        follower.dismiss(code, error)
