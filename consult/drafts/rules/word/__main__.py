"""`python -m consult.drafts.rules.word [FILE]`: a Word document in, one line of JSON out.

Reads the standard input where no file is named: see `consult.drafts.rules.child`.
"""

from __future__ import annotations

import sys

from consult.drafts.rules.child import answer_with, serve


def answer(data: bytes) -> str:
    """The line of JSON for these bytes."""
    from consult.drafts.rules.word.document import read_document

    return answer_with(read_document, data)


if __name__ == "__main__":
    serve(answer, sys.argv[1:])
