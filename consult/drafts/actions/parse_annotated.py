"""A Word file with margin comments is read, in a process of its own."""

from __future__ import annotations

import json

from consult.drafts.actions.parse_upload import ask_child, read_answer
from consult.drafts.rules.margin import AnnotatedDocument
from consult.drafts.rules.margin_transfer import annotated_from
from consult.drafts.rules.sniff import check_leading_bytes
from consult.drafts.rules.transfer import TransferBroken
from consult.drafts.rules.upload import ANNOTATED, FileBroken


def parse_annotated(data: bytes) -> AnnotatedDocument:
    """Reads only. The text of a Word file before its tracked changes, and its margin.

    Read as `parse_upload` reads, within the same limits and with the same refusals, and
    TooMuchInMargin. Words and names are a stranger's: they still have to be cleaned.
    """
    check_leading_bytes(data)
    answer = ask_child(data, ANNOTATED)
    document = read_answer(answer)
    try:
        return annotated_from(document, json.loads(answer))
    except TransferBroken as error:
        raise FileBroken from error
