"""A named pipe by which processes of one machine tell one another: small JSON, a line each.

A pipe holds hundreds of lines for a loop that is busy, where a datagram socket of Linux holds ten
unless the machine is set otherwise; its path may be as long as any; and a line that is no longer
than `PIPE_BUF` enters it whole or not at all, whoever else writes (POSIX, on `write`).
"""

from __future__ import annotations

import asyncio
import errno
import json
import logging
import os
import weakref
from pathlib import Path
from select import PIPE_BUF
from typing import Any

# As much as a pipe of Linux holds.
READ_AT_ONCE = 64 * 1024

logger = logging.getLogger(__name__)


class Inbox:
    """The reading end of a pipe, in the event loop that made it; what comes waits in `queue`.

    A queue that nobody empties keeps the newest `capacity`. The file goes with `close`, with the
    last that knows the inbox after its loop, or with the process where that ends by itself.
    """

    def __init__(self, path: Path, capacity: int) -> None:
        self.queue: asyncio.Queue[dict[str, Any]] = asyncio.Queue(capacity)
        self._loop = asyncio.get_running_loop()
        self._rest = b""
        # Whoever writes takes a pipe without a reader for that of a dead process, and removes it:
        # it gets the name by which it is found only once it is open.
        hidden = path.with_name(f".{path.name}")
        os.mkfifo(hidden, 0o600)
        self._reading = os.open(hidden, os.O_RDONLY | os.O_NONBLOCK)
        # With a writer of its own it is never at its end when the others have closed theirs.
        writing = os.open(hidden, os.O_WRONLY | os.O_NONBLOCK)
        hidden.rename(path)
        self._end = weakref.finalize(self, _remove, path, self._reading, writing)
        self._loop.add_reader(self._reading, self._read)

    def close(self) -> None:
        """Hear nothing more, and leave no file."""
        if not self._loop.is_closed():
            self._loop.remove_reader(self._reading)
        self._end()

    def _read(self) -> None:
        *lines, self._rest = (self._rest + os.read(self._reading, READ_AT_ONCE)).split(b"\n")
        if len(self._rest) > PIPE_BUF:
            lines, self._rest = [*lines, self._rest], b""
        for line in lines:
            try:
                message = json.loads(line)
            except ValueError:
                message = None
            if not isinstance(message, dict):
                logger.warning("A line of %d bytes that is no live push was left out.", len(line))
                continue
            if self.queue.full():
                self.queue.get_nowait()
            self.queue.put_nowait(message)


def _remove(path: Path, *descriptors: int) -> None:
    path.unlink(missing_ok=True)
    for descriptor in descriptors:
        os.close(descriptor)


def put(path: Path, line: bytes) -> None:
    """Write a line into somebody's pipe, from any thread, without waiting.

    A pipe that is full takes nothing, and one that nobody reads any more is removed. Raises
    nothing for it: a process that cannot be told keeps the line from no other.
    """
    try:
        pipe = os.open(path, os.O_WRONLY | os.O_NONBLOCK)
        try:
            os.write(pipe, line)
        finally:
            os.close(pipe)
    except BlockingIOError:
        logger.debug("A process is behind and misses a live push: %s", path.name)
    except FileNotFoundError:
        # That process has just left.
        return
    except OSError as error:
        if error.errno in {errno.ENXIO, errno.EPIPE}:
            path.unlink(missing_ok=True)
        else:
            logger.warning("A live push could not be sent.", exc_info=error)
