"""A duty that one of several processes has at a time, and another takes over when that one ends."""

from __future__ import annotations

import fcntl
import threading
from pathlib import Path
from typing import IO


class Duty:
    """The lock of a file (flock), which the kernel frees when the process that has it dies.

    The file itself stays: of one that was removed, two processes could each lock another copy.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: IO[bytes] | None = None
        self._asking = threading.Lock()

    def taken(self) -> bool:
        """Say whether this process has the duty, which it gets where nobody has it; never wait.

        May be asked from any thread. Raises `OSError` where the file cannot be made or locked.
        """
        with self._asking:
            if self._file is None:
                self._file = self._path.open("ab")
            try:
                fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return False
            return True

    def give_up(self) -> None:
        """Let another process have the duty; does nothing where this one had not asked for it."""
        with self._asking:
            if self._file is not None:
                self._file.close()
                self._file = None
