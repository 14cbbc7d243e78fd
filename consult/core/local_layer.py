"""A channel layer between the processes of one machine, without a server between them."""

from __future__ import annotations

import contextlib
import json
import uuid
from pathlib import Path
from select import PIPE_BUF
from typing import Any

from channels.layers import BaseChannelLayer

from consult.core.pipe import Inbox, put


class LocalChannelLayer(BaseChannelLayer):
    """Carries what is sent to a group to all processes that share `directory`, on one machine.

    A channel is in one group and belongs to the event loop that added it. Sending needs no loop
    and waits for nobody: a process that is hundreds of messages behind misses the next, and a
    channel that nobody empties keeps the newest `capacity`.
    """

    def __init__(self, *, directory: str, capacity: int = 1000) -> None:
        super().__init__(capacity=capacity)
        self._directory = Path(directory)
        self._inboxes: dict[str, Inbox] = {}

    async def new_channel(self, prefix: str = "specific") -> str:
        """Return a name that no other channel of the machine has."""
        return f"{prefix}.{uuid.uuid4().hex}"

    async def group_add(self, group: str, channel: str) -> None:
        """Let the channel hear the group from now on, in this event loop.

        Raises `OSError` where the directory takes no named pipes.
        """
        self._directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._inboxes[channel] = Inbox(self._directory / f"{group}!{channel}", self.capacity)

    async def group_discard(self, group: str, channel: str) -> None:
        """Let the channel hear nothing more; does nothing where it heard nothing."""
        inbox = self._inboxes.pop(channel, None)
        if inbox is not None:
            inbox.close()

    async def receive(self, channel: str) -> dict[str, Any]:
        """Wait for the next message; raises `KeyError` where the channel is in no group."""
        return await self._inboxes[channel].queue.get()

    async def group_send(self, group: str, message: dict[str, Any]) -> None:
        """Do what `tell` does."""
        self.tell(group, message)

    def tell(self, group: str, message: dict[str, Any]) -> None:
        """Send to all channels of the group, from any thread of any process of the machine.

        Raises `ValueError` where the message is too long to be sent in one piece, and `OSError`
        where the directory is there and cannot be read.
        """
        line = json.dumps(message, separators=(",", ":")).encode() + b"\n"
        if len(line) > PIPE_BUF:
            raise ValueError(f"A live push of {len(line)} bytes does not fit into {PIPE_BUF}.")
        with contextlib.suppress(FileNotFoundError):
            for path in self._directory.iterdir():
                if path.name.startswith(f"{group}!"):
                    put(path, line)
