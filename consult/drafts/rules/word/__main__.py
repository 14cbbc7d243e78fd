"""`python -m consult.drafts.rules.word [MODE] [FILE]`: a Word document in, one line of JSON out.

Reads the standard input where no file is named: see `consult.drafts.rules.child`. Without a mode
tracked changes are accepted; `--original` reads the text before them, and `--annotated` adds the
`comments` and `changes` of the margin with their places in that text.
"""

from __future__ import annotations

import sys
from functools import partial

from consult.drafts.rules.child import answer_with, answer_with_line, serve
from consult.drafts.rules.upload import ANNOTATED, ORIGINAL


def answer(data: bytes, mode: str = "") -> str:
    """The line of JSON for these bytes, read in this mode."""
    from consult.drafts.rules.margin_transfer import annotated_to_json
    from consult.drafts.rules.word.annotated import read_annotated
    from consult.drafts.rules.word.document import read_document
    from consult.drafts.rules.word.original import read_original

    if mode == ANNOTATED:
        return answer_with_line(lambda given: annotated_to_json(read_annotated(given)), data)
    return answer_with(read_original if mode == ORIGINAL else read_document, data)


def main(arguments: list[str]) -> None:
    """Read, answer, leave."""
    mode = arguments.pop(0) if arguments and arguments[0] in {ORIGINAL, ANNOTATED} else ""
    serve(partial(answer, mode=mode), arguments)


if __name__ == "__main__":
    main(sys.argv[1:])
