"""`python -m consult.drafts.rules.pdf`: a PDF on the standard input, one line of JSON out.

The line holds either `pages` or `refused` with the name of the refusal and its parameters; the
exit status is 0 for both. The process limits itself before it loads the library or reads a byte.
Where the library crashes over a hostile file, the line is missing, which the caller takes as a
refusal.
"""

from __future__ import annotations

import json
import sys

from consult.drafts.rules.limits import limit_this_process
from consult.drafts.rules.pdf.refusals import CHILD_MEMORY_BYTES, PdfBroken
from consult.drafts.rules.upload import MAX_UPLOAD_BYTES, UploadRefused


def answer(data: bytes) -> str:
    """The line of JSON for these bytes."""
    from consult.drafts.rules.pdf.pages import read_pages

    try:
        return json.dumps({"pages": read_pages(data)})
    except UploadRefused as refusal:
        return json.dumps({"refused": type(refusal).__name__, "params": refusal.params})
    except MemoryError:
        return json.dumps({"refused": PdfBroken.__name__, "params": {}})


def main() -> None:
    """Read, answer, leave."""
    limit_this_process(CHILD_MEMORY_BYTES)
    data = sys.stdin.buffer.read(MAX_UPLOAD_BYTES + 1)
    sys.stdout.buffer.write(answer(data).encode() + b"\n")


if __name__ == "__main__":
    main()
