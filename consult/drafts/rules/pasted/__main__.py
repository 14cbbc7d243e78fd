"""`python -m consult.drafts.rules.pasted [FILE]`: HTML of a clipboard in, one line of JSON out.

Reads the standard input where no file is named: see `consult.drafts.rules.child`.
"""

from __future__ import annotations

import sys

from consult.drafts.rules.child import answer_with, serve


def answer(data: bytes) -> str:
    """The line of JSON for this markup."""
    from consult.drafts.rules.pasted.document import read_pasted

    return answer_with(read_pasted, data)


if __name__ == "__main__":
    serve(answer, sys.argv[1:])
