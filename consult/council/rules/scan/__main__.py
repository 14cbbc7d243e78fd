"""`python -m consult.council.rules.scan [FILE]`: a scan in, one line of JSON out.

Reads the standard input where no file is named: see `consult.drafts.rules.child`.
"""

from __future__ import annotations

import sys

from consult.drafts.rules.child import answer_with_line, serve


def answer(data: bytes) -> str:
    """Return the line of JSON for this scan."""
    from consult.council.rules.scan import read_scan

    return answer_with_line(read_scan, data)


if __name__ == "__main__":
    serve(answer, sys.argv[1:])
