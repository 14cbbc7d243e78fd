"""Live push: a hint that something has changed, sent only once it is committed.

Channel layers drop messages when a channel is full, so a push carries a topic and a number and
never the truth itself: the page fetches that. Each process joins one group and feeds the sockets
it holds from there, since a group membership per socket costs the layer four to seven times more.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections import defaultdict
from typing import Any

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.db import transaction

GROUP = "consult.live"
QUEUE_LENGTH = 100

logger = logging.getLogger(__name__)


class Hub:
    """The sockets of one process, by topic."""

    def __init__(self) -> None:
        self._queues: dict[str, set[asyncio.Queue[dict[str, Any]]]] = defaultdict(set)
        self._task: asyncio.Task[None] | None = None
        self.loop: asyncio.AbstractEventLoop | None = None

    async def start(self) -> None:
        """Join the group from this event loop, once; a second call on the same loop is free."""
        loop = asyncio.get_running_loop()
        if self.loop is loop and self._task is not None and not self._task.done():
            return
        self.loop = loop
        layer = get_channel_layer()
        name = await layer.new_channel()
        await layer.group_add(GROUP, name)
        self._task = loop.create_task(self._listen(layer, name))

    async def _listen(self, layer: Any, name: str) -> None:
        while True:
            message = await layer.receive(name)
            for queue in tuple(self._queues.get(message["topic"], ())):
                with contextlib.suppress(asyncio.QueueFull):
                    queue.put_nowait(message["payload"])

    @contextlib.asynccontextmanager
    async def listen(self, topic: str) -> Any:
        """Yield a queue of the payloads published on `topic` from now on."""
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
    try:
        if hub.loop is not None and hub.loop.is_running():
            # The in-memory layer belongs to the loop of the sockets, whichever thread writes.
            asyncio.run_coroutine_threadsafe(layer.group_send(GROUP, message), hub.loop)
        else:
            async_to_sync(layer.group_send)(GROUP, message)
    except OSError:
        # The write is committed; pages that miss the hint refresh by polling.
        logger.warning("A live push could not be sent on %s.", topic, exc_info=True)


def publish_on_commit(topic: str, payload: dict[str, Any]) -> None:
    """Tell whoever watches `topic`, once the transaction commits, that something has changed.

    `payload` must be small JSON that everybody may see. A push may be lost; it is never sent for
    something that was rolled back.
    """
    transaction.on_commit(lambda: _publish(topic, payload))
