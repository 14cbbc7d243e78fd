"""Pages under ASGI: each request answered by one call in one of a few threads that stay.

Django starts a thread for every request, whose database connection is opened and closed with it,
and between middleware, view and event loop goes to and fro half a dozen times. On SQLite that costs
more than most pages.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from contextvars import copy_context
from typing import Any, Final, cast
from weakref import WeakKeyDictionary

from asgiref.sync import ThreadSensitiveContext, sync_to_async
from django.core import signals
from django.core.exceptions import RequestAborted
from django.core.handlers.asgi import ASGIHandler, get_script_prefix
from django.core.handlers.base import BaseHandler
from django.db import connections
from django.http.response import HttpResponseBase
from django.urls import set_script_prefix

AT_ONCE: Final = 16
"""Requests that wait for each other's writes must not keep all readers waiting."""

QUICK_AT_ONCE: Final = 2
QUICK: Final = 0.1
"""Requests that compute at once only keep each other, and the event loop, from getting on. So a few
begin, and the next one when one of them has ended or has taken this many seconds."""

# A thread that computes gives way to the event loop only after this time, and the loop asks for
# its turn again after every frame that it sends: with Python's 5 ms, a hint to five hundred
# sockets took seconds while somebody's page was made.
GIVE_WAY_AFTER: Final = 0.0005


class Pages(ASGIHandler):
    """Django's pages for an ASGI server.

    Guarantees that a request's middleware, view and database connection share one thread, that
    nothing a request sets in its context reaches the next one in that thread, and that what has
    begun goes on to its end, whether or not anybody still waits for the answer. Where whoever
    asked has gone before it began, it never begins.
    """

    def __init__(self) -> None:
        BaseHandler.__init__(self)
        self.load_middleware()
        self._threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="pages")
        # A semaphore belongs to one loop, and tests serve in one after the other.
        self._turns: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Semaphore] = (
            WeakKeyDictionary()
        )
        sys.setswitchinterval(GIVE_WAY_AFTER)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer a request."""
        try:
            body = await self.read_body(receive)
        except RequestAborted:
            return
        answering = asyncio.create_task(self._in_turn(scope, body))
        leaving = asyncio.create_task(receive())
        try:
            await asyncio.wait({answering, leaving}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            leaving.cancel()
        if not answering.done():
            answering.cancel()
            return
        response = answering.result()
        if response.streaming:
            await self._stream(response, send)
        else:
            await self.send_response(response, send)

    async def _in_turn(self, scope: Any, body: Any) -> HttpResponseBase:
        loop = asyncio.get_running_loop()
        turns = self._turns.setdefault(loop, asyncio.Semaphore(QUICK_AT_ONCE))
        await turns.acquire()
        turn = ExitStack()
        turn.callback(turns.release)
        # Whoever takes long keeps a thread, and lets the next one begin; hanging up does not.
        loop.call_later(QUICK, turn.close)
        answering = self._threads.submit(copy_context().run, self._answer, scope, body)
        answering.add_done_callback(lambda _answered: _soon(loop, turn.close))
        return await asyncio.wrap_future(answering)

    def _answer(self, scope: Any, body: Any) -> HttpResponseBase:
        """Return the answer, finished but where it is still to be streamed."""
        set_script_prefix(get_script_prefix(scope))
        signals.request_started.send(sender=self.__class__, scope=scope)
        request, refused = self.create_request(scope, body)
        if request is None:
            body.close()
        response = cast("HttpResponseBase", self.get_response(request) if request else refused)
        if not response.streaming:
            response.close()
        return response

    async def _stream(self, response: Any, send: Any) -> None:
        """Send what is still to be read, from a thread and a connection of its own."""
        async with ThreadSensitiveContext():
            try:
                await self.send_response(response, send)
            finally:
                await sync_to_async(response.close)()
                await sync_to_async(connections.close_all)()


def _soon(loop: asyncio.AbstractEventLoop, act: Callable[[], object]) -> None:
    """Let the loop act, from any thread; one that has ended has nobody to act for."""
    with suppress(RuntimeError):
        loop.call_soon_threadsafe(act)
