"""A websocket of as little work as possible, so that its many ends leave time to the server.

Five hundred browsers have five hundred processors. Here they share the server's machine, and a
library that checks every frame costs more than the server's sending it.
"""

from __future__ import annotations

import asyncio
import base64
import secrets
from collections.abc import Callable
from typing import cast

OPENS_WITHIN = 60
_FINAL_TEXT = 0x81
_PING = 0x89
_CLOSE = 0x88
_LONG = 126
_LONGER = 127


class Line(asyncio.Protocol):
    """Hands on the texts that a server sends, answers its pings, and says when it has ended."""

    def __init__(self, request: bytes, note: Callable[[bytes], None]) -> None:
        self._request = request
        self._note = note
        self._buffer = b""
        self._transport: asyncio.Transport | None = None
        loop = asyncio.get_running_loop()
        self.opened: asyncio.Future[None] = loop.create_future()
        self.ended: asyncio.Future[None] = loop.create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for the websocket."""
        self._transport = cast("asyncio.Transport", transport)
        self._transport.write(self._request)

    def connection_lost(self, exc: Exception | None) -> None:
        """Say that the line has ended, and where it never was one, that it failed."""
        if not self.opened.done():
            self.opened.set_exception(exc or ConnectionResetError())
        if not self.ended.done():
            self.ended.set_result(None)

    def data_received(self, data: bytes) -> None:
        """Take the answer to the request, then frame after frame."""
        self._buffer += data
        if not self.opened.done():
            head, end, rest = self._buffer.partition(b"\r\n\r\n")
            if not end:
                return
            if not head.startswith(b"HTTP/1.1 101 "):
                self.opened.set_exception(ConnectionRefusedError(head.partition(b"\r\n")[0]))
                self.cut()
                return
            self._buffer = rest
            self.opened.set_result(None)
        while (frame := self._frame()) is not None:
            self._take(*frame)

    def cut(self) -> None:
        """End the connection without a word."""
        if self._transport is not None:
            self._transport.abort()

    def _frame(self) -> tuple[int, bytes] | None:
        """Return kind and content of the next whole frame, which a server never masks."""
        buffer = self._buffer
        if len(buffer) < 2:
            return None
        size, start = buffer[1], 2
        if size == _LONG:
            size, start = int.from_bytes(buffer[2:4]), 4
        elif size == _LONGER:
            size, start = int.from_bytes(buffer[2:10]), 10
        if len(buffer) < start or len(buffer) < start + size:
            return None
        self._buffer = buffer[start + size :]
        return buffer[0], buffer[start : start + size]

    def _take(self, kind: int, content: bytes) -> None:
        if kind == _FINAL_TEXT:
            self._note(content)
        elif self._transport is None:
            return
        elif kind == _PING:
            # A mask of zeros leaves the content as it is.
            self._transport.write(bytes([0x8A, 0x80 | len(content), 0, 0, 0, 0]) + content)
        elif kind == _CLOSE:
            self._transport.abort()


async def follow(port: int, path: str, session: str, note: Callable[[bytes], None]) -> Line:
    """Open a websocket in somebody's session; raises an `OSError` where it is refused."""
    request = (
        f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\n"
        "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
        f"Sec-WebSocket-Key: {base64.b64encode(secrets.token_bytes(16)).decode()}\r\n"
        f"Cookie: sessionid={session}\r\n\r\n"
    ).encode()
    loop = asyncio.get_running_loop()
    async with asyncio.timeout(OPENS_WITHIN):
        _transport, line = await loop.create_connection(
            lambda: Line(request, note), "127.0.0.1", port
        )
        await line.opened
    return line
