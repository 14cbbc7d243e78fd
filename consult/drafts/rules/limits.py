"""Limits that a process which reads a stranger's file sets on itself."""

from __future__ import annotations

import resource

from consult.drafts.rules.upload import CHILD_CPU_SECONDS, CHILD_MEMORY_BYTES, CHILD_OPEN_FILES

LIMITS = (
    (resource.RLIMIT_CPU, CHILD_CPU_SECONDS),
    (resource.RLIMIT_FSIZE, 0),
    (resource.RLIMIT_NOFILE, CHILD_OPEN_FILES),
    (resource.RLIMIT_CORE, 0),
)


def limit_this_process(memory: int = CHILD_MEMORY_BYTES) -> None:
    """Lower each limit for good, that of the address space to `memory` bytes.

    A system that lacks one (macOS and RLIMIT_AS) keeps the rest.
    """
    for which, limit in ((resource.RLIMIT_AS, memory), *LIMITS):
        try:
            resource.setrlimit(which, (limit, limit))
        except (ValueError, OSError):
            continue
