"""The people of a council, as their browsers speak to a server: those who vote and who watch."""

from __future__ import annotations

import asyncio
import contextlib
import random
import re
import time
import uuid
from urllib.parse import urlencode

from benchmarks.council_ground import Voter
from benchmarks.council_line import Line, follow

TOKEN = "benchmark" * 3 + "token"
TRIES = 8
# As in the page: the first attempt comes at once, further ones ever later, none at one instant.
FIRST_RETRY = 0.25
LAST_RETRY = 5.0
ANSWER = re.compile(rb"HTTP/1\.1 (\d{3}) ")
SEQUENCE = re.compile(rb'"sequence": ?(\d+)')


class Watcher:
    """Somebody who follows the motion; notes when each place in its order was first shown."""

    def __init__(self, port: int, motion: str, session: str) -> None:
        self._port = port
        self._path = f"/ws/motions/{motion}/"
        self._session = session
        self._line: Line | None = None
        self._task: asyncio.Task[None] | None = None
        self.connected = asyncio.Event()
        self._grown = asyncio.Event()
        self.sequence = -1
        self.shown: dict[int, float] = {}
        self.errors: list[str] = []

    def start(self) -> None:
        """Begin to follow."""
        self._task = asyncio.create_task(self._follow())

    async def stop(self) -> None:
        """Hang up for good."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
        self.cut()

    def cut(self) -> None:
        """Let the connection break off without a word, as a network does."""
        if self._line is not None:
            self._line.cut()

    async def has_shown(self, sequence: int) -> None:
        """Wait until this place in the motion's order has been shown."""
        while self.sequence < sequence:
            self._grown.clear()
            await self._grown.wait()

    async def _follow(self) -> None:
        wait = FIRST_RETRY
        while True:
            try:
                self._line = await follow(self._port, self._path, self._session, self._note)
                wait = FIRST_RETRY
                await self._line.ended
            except (OSError, TimeoutError) as error:
                self.errors.append(type(error).__name__)
            await asyncio.sleep(random.uniform(0, wait))  # noqa: S311
            wait = min(wait * 2, LAST_RETRY)

    def _note(self, text: bytes) -> None:
        now = time.perf_counter()
        found = SEQUENCE.search(text)
        if found is None:
            self.errors.append("NoSequence")
            return
        sequence = int(found[1])
        for place in range(self.sequence + 1, sequence + 1):
            self.shown[place] = now
        self.sequence = max(self.sequence, sequence)
        self.connected.set()
        self._grown.set()


class Vote:
    """One vote of one seat: sent until it is acknowledged, always under the same key."""

    def __init__(self, port: int, motion: str, voter: Voter, choice: str) -> None:
        body = urlencode(
            {
                "csrfmiddlewaretoken": TOKEN,
                "key": str(uuid.uuid4()),
                "seat": voter.seat,
                "choice": choice,
                "reason": "",
            }
        )
        self.port = port
        self.seat = voter.seat
        self.choice = choice
        self.sent_at = self.acknowledged_at = 0.0
        self.refused: str | None = None
        self.tries = 0
        page = f"/en/council/motions/{motion}/"
        # Any other way leads elsewhere: to signing in, or to the second factor.
        self._acknowledgement = b"\r\nlocation: %b\r\n" % page.encode()
        self._request = (
            f"POST {page}vote/ HTTP/1.1\r\n"
            f"Host: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\n"
            f"Cookie: sessionid={voter.session}; csrftoken={TOKEN}\r\n"
            "Content-Type: application/x-www-form-urlencoded\r\n"
            f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n{body}"
        ).encode()

    async def cast(self, after: float, cut_after: float | None) -> None:
        """Send the vote after so many seconds, if wished breaking the first connection off."""
        await asyncio.sleep(after)
        self.sent_at = time.perf_counter()
        while self.tries < TRIES and not self.acknowledged_at and self.refused is None:
            self.tries += 1
            try:
                async with asyncio.timeout(cut_after if self.tries == 1 else 30):
                    head = await self._send()
            except (OSError, TimeoutError, asyncio.IncompleteReadError):
                continue
            status = ANSWER.match(head)
            if self._acknowledgement in head.lower():
                self.acknowledged_at = time.perf_counter()
            elif status is not None:
                self.refused = status[1].decode()

    async def _send(self) -> bytes:
        """Return the head of the answer; raises where the connection ends before."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            writer.write(self._request)
            return await reader.readuntil(b"\r\n\r\n")
        finally:
            writer.transport.abort()
