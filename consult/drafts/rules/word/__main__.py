"""`python -m consult.drafts.rules.word [MODE] [FILE]`: a Word document in, one line of JSON out.

Reads the standard input where no file is named. The line holds either `document` or `refused`
with the name of the refusal and its parameters; the exit status is 0 for both. The process
limits itself before it loads the XML library or reads a byte, so it can be given any file, and
it neither forks nor writes files. Limits are set here rather than between fork and exec of the
caller, because code there can deadlock when the caller has threads.

Without a mode tracked changes are accepted; `--original` reads the text before them, and
`--annotated` adds the `comments` and `changes` of the margin with their places in that text.
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path

from consult.drafts.rules.upload import (
    ANNOTATED,
    CHILD_CPU_SECONDS,
    CHILD_MEMORY_BYTES,
    CHILD_OPEN_FILES,
    MAX_UPLOAD_BYTES,
    ORIGINAL,
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


def answer(data: bytes, mode: str = "") -> str:
    """The line of JSON for these bytes, read in this mode."""
    from consult.drafts.rules.margin_transfer import annotated_to_json
    from consult.drafts.rules.transfer import document_to_json
    from consult.drafts.rules.word.annotated import read_annotated
    from consult.drafts.rules.word.document import read_document
    from consult.drafts.rules.word.original import read_original

    try:
        if mode == ANNOTATED:
            return annotated_to_json(read_annotated(data))
        read = read_original if mode == ORIGINAL else read_document
        return f'{{"document": {document_to_json(read(data))}}}'
    except UploadRefused as refusal:
        return json.dumps({"refused": type(refusal).__name__, "params": refusal.params})
    except MemoryError:
        return json.dumps({"refused": FileBomb.__name__, "params": {}})


def main(arguments: list[str]) -> None:
    """Read, answer, leave."""
    limit_this_process()
    mode = arguments.pop(0) if arguments and arguments[0] in {ORIGINAL, ANNOTATED} else ""
    if arguments:
        with Path(arguments[0]).open("rb") as file:
            data = file.read(MAX_UPLOAD_BYTES + 1)
    else:
        data = sys.stdin.buffer.read(MAX_UPLOAD_BYTES + 1)
    sys.stdout.buffer.write(answer(data, mode).encode() + b"\n")


if __name__ == "__main__":
    main(sys.argv[1:])
