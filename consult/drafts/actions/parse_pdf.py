"""Reading the text of an uploaded PDF in a process of its own."""

from __future__ import annotations

import json
from typing import Any

from consult.drafts.actions.parse_upload import ask_child
from consult.drafts.rules.pdf.refusals import (
    PDF_REFUSALS,
    WINDOW,
    NotAPdf,
    PdfBroken,
    PdfTimedOut,
)
from consult.drafts.rules.upload import (
    MAX_UPLOAD_BYTES,
    MEBIBYTE,
    FileBomb,
    FileEmpty,
    FileTimedOut,
    FileTooLarge,
)

PDF_READER = "consult.drafts.rules.pdf"


def parse_pdf(data: bytes) -> list[list[tuple[str, float]]]:
    """Reads only. The lines of each page of an uploaded PDF, with their heights.

    The file is opened in a child process under the limits of `consult.drafts.rules.limits`, and
    nothing of it is stored. Raises FileEmpty, FileTooLarge or a refusal of
    `consult.drafts.rules.pdf.refusals`.
    """
    if not data:
        raise FileEmpty
    if len(data) > MAX_UPLOAD_BYTES:
        raise FileTooLarge(limit=MAX_UPLOAD_BYTES // MEBIBYTE)
    if b"%PDF-" not in data[:WINDOW]:
        raise NotAPdf
    try:
        answer = ask_child(data, reader=PDF_READER)
    except FileTimedOut as error:
        raise PdfTimedOut from error
    except FileBomb as error:
        raise PdfBroken from error
    return _read_answer(answer)


def _read_answer(answer: bytes) -> list[list[tuple[str, float]]]:
    """The lines or the refusal that the child wrote, each field checked; else PdfBroken."""
    try:
        said = json.loads(answer)
        if "pages" in said:
            return [[_line(*line) for line in page] for page in said["pages"]]
        refusal = PDF_REFUSALS[said["refused"]](**said["params"])
    except (ValueError, TypeError, KeyError) as error:
        raise PdfBroken from error
    raise refusal


def _line(text: Any, height: Any) -> tuple[str, float]:
    if not isinstance(text, str) or not isinstance(height, int | float):
        raise TypeError
    return text, float(height)
