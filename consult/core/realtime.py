"""Live push: a hint that something has changed, sent only once it is committed.

Channel layers drop messages when a channel is full, so a push carries a topic and a number and
never the truth itself: the page fetches that. Each process joins one group and feeds the sockets
it holds from there, since a group membership per socket costs the layer four to seven times more.
"""

from __future__ import annotations

import asyncio
import concurrent.futures
import contextlib
import logging
from collections import defaultdict
from collections.abc import AsyncIterator
from typing import Any

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.db import transaction

from consult.core.local_layer import LocalChannelLayer

GROUP = "consult.live"
QUEUE_LENGTH = 100
LEAVING_MAY_TAKE = 5.0

logger = logging.getLogger(__name__)


class Hub:
    """The sockets of one process, by topic."""

    def __init__(self) -> None:
        self._queues: dict[str, set[asyncio.Queue[dict[str, Any]]]] = defaultdict(set)
        self._task: asyncio.Task[None] | None = None
        self._membership: tuple[Any, str] | None = None
        self._starting = asyncio.Lock()
        self.loop: asyncio.AbstractEventLoop | None = None

    async def start(self) -> None:
        """Join the group from this event loop, once, and return when what is sent arrives.

        Raises what the channel layer raises.
        """
        loop = asyncio.get_running_loop()
        if self.loop is not loop:
            self.loop, self._task, self._starting = loop, None, asyncio.Lock()
        # Two sockets may come first together; a second membership would deliver everything twice.
        async with self._starting:
            if self._task is None or self._task.done():
                layer = get_channel_layer()
                name = await layer.new_channel()
                await layer.group_add(GROUP, name)
                self._membership = layer, name
                self._task = loop.create_task(self._listen(layer, name))

    async def stop(self) -> None:
        """Leave the group; a layer that does not answer is left as it is, with a word in the log.

        Does nothing in a loop from which nobody has joined.
        """
        task, membership = self._task, self._membership
        if self.loop is not asyncio.get_running_loop() or task is None or membership is None:
            return
        self.loop = self._task = self._membership = None
        task.cancel()
        layer, name = membership
        try:
            async with asyncio.timeout(LEAVING_MAY_TAKE):
                await layer.group_discard(GROUP, name)
        except Exception as error:
            logger.warning("The channel layer could not be left.", exc_info=error)

    async def _listen(self, layer: Any, name: str) -> None:
        while True:
            message = await layer.receive(name)
            for queue in tuple(self._queues.get(message["topic"], ())):
                if queue.full():
                    # A slow socket misses old hints, not the newest, and keeps nobody waiting.
                    queue.get_nowait()
                queue.put_nowait(message["payload"])

    @contextlib.asynccontextmanager
    async def listen(self, topic: str) -> AsyncIterator[asyncio.Queue[dict[str, Any]]]:
        """Yield a queue of the payloads published on `topic` from now on.

        A queue that nobody empties keeps the newest `QUEUE_LENGTH`.
        """
        await self.start()
        queue: asyncio.Queue[dict[str, Any]] = asyncio.Queue(QUEUE_LENGTH)
        self._queues[topic].add(queue)
        try:
            yield queue
        finally:
            self._queues[topic].discard(queue)
            if not self._queues[topic]:
                del self._queues[topic]


hub = Hub()


def _publish(topic: str, payload: dict[str, Any]) -> None:
    message = {"type": "live", "topic": topic, "payload": payload}
    layer = get_channel_layer()
    if isinstance(layer, LocalChannelLayer):
        layer.tell(GROUP, message)
    elif hub.loop is not None and hub.loop.is_running():
        # A loop for this message alone would open a connection of its own to Redis.
        sending = asyncio.run_coroutine_threadsafe(layer.group_send(GROUP, message), hub.loop)
        sending.add_done_callback(_report)
    else:
        async_to_sync(layer.group_send)(GROUP, message)


def _report(sending: concurrent.futures.Future[None]) -> None:
    """Say in the log that a push was lost; the write is committed, and pages refresh by polling."""
    if not sending.cancelled() and (error := sending.exception()) is not None:
        logger.warning("A live push could not be sent.", exc_info=error)


def publish_on_commit(topic: str, payload: dict[str, Any]) -> None:
    """Tell whoever watches `topic`, once the transaction commits, that something has changed.

    `payload` must be small JSON that everybody may see. A push may be lost, with a word in the
    log, but never fails the request whose write is committed by then; and none is sent for
    something that was rolled back.
    """
    transaction.on_commit(lambda: _publish(topic, payload), robust=True)
