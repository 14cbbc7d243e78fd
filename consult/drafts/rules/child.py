"""The process that reads what a stranger made: its limits, and how it answers.

It limits itself before it loads a parser or reads a byte, and it neither forks nor writes files.
Limits are set here rather than between fork and exec of the caller, because code there can
deadlock when the caller has threads.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Callable
from pathlib import Path

from consult.drafts.rules.blocks import ParsedDocument
from consult.drafts.rules.transfer import document_to_json
from consult.drafts.rules.upload import (
    CHILD_CPU_SECONDS,
    CHILD_MEMORY_BYTES,
    CHILD_OPEN_FILES,
    MAX_UPLOAD_BYTES,
    FileBomb,
    UploadRefused,
)

LIMITS = (
    (resource.RLIMIT_AS, CHILD_MEMORY_BYTES),
    (resource.RLIMIT_CPU, CHILD_CPU_SECONDS),
    (resource.RLIMIT_FSIZE, 0),
    (resource.RLIMIT_NOFILE, CHILD_OPEN_FILES),
    (resource.RLIMIT_CORE, 0),
)


def limit_this_process() -> None:
    """Lower each limit for good. A system that lacks one (macOS and RLIMIT_AS) keeps the rest."""
    for which, limit in LIMITS:
        try:
            resource.setrlimit(which, (limit, limit))
        except (ValueError, OSError):
            continue


def answer_with(read: Callable[[bytes], ParsedDocument], data: bytes) -> str:
    """One line of JSON: `document`, or `refused` with the refusal's name and its parameters."""
    try:
        return f'{{"document": {document_to_json(read(data))}}}'
    except UploadRefused as refusal:
        return json.dumps({"refused": type(refusal).__name__, "params": refusal.params})
    except MemoryError:
        return json.dumps({"refused": FileBomb.__name__, "params": {}})


def serve(answer: Callable[[bytes], str], arguments: list[str]) -> None:
    """Limit the process, read the named file or the standard input, answer, leave.

    The exit status is 0 for a refusal too.
    """
    limit_this_process()
    if arguments:
        with Path(arguments[0]).open("rb") as file:
            data = file.read(MAX_UPLOAD_BYTES + 1)
    else:
        data = sys.stdin.buffer.read(MAX_UPLOAD_BYTES + 1)
    sys.stdout.buffer.write(answer(data).encode() + b"\n")
