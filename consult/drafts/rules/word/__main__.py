"""`python -m consult.drafts.rules.word [FILE]`: a Word document in, one line of JSON out.

Reads the standard input where no file is named. The line holds either `document` or `refused`
with the name of the refusal and its parameters; the exit status is 0 for both. The process
limits itself before it loads the XML library or reads a byte, so it can be given any file, and
it neither forks nor writes files. Limits are set here rather than between fork and exec of the
caller, because code there can deadlock when the caller has threads.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from consult.drafts.rules.limits import limit_this_process
from consult.drafts.rules.upload import MAX_UPLOAD_BYTES, FileBomb, UploadRefused


def answer(data: bytes) -> str:
    """The line of JSON for these bytes."""
    from consult.drafts.rules.transfer import document_to_json
    from consult.drafts.rules.word.document import read_document

    try:
        return f'{{"document": {document_to_json(read_document(data))}}}'
    except UploadRefused as refusal:
        return json.dumps({"refused": type(refusal).__name__, "params": refusal.params})
    except MemoryError:
        return json.dumps({"refused": FileBomb.__name__, "params": {}})


def main(arguments: list[str]) -> None:
    """Read, answer, leave."""
    limit_this_process()
    if arguments:
        with Path(arguments[0]).open("rb") as file:
            data = file.read(MAX_UPLOAD_BYTES + 1)
    else:
        data = sys.stdin.buffer.read(MAX_UPLOAD_BYTES + 1)
    sys.stdout.buffer.write(answer(data).encode() + b"\n")


if __name__ == "__main__":
    main(sys.argv[1:])
