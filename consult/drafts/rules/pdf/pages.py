"""The lines of each page of a PDF, read by PDFium. Runs in the limited child process only."""

from __future__ import annotations

import ctypes
import re
from typing import Any

import pypdfium2
from pypdfium2 import raw

from consult.drafts.rules.pdf.refusals import (
    MAX_CHARACTERS,
    MAX_PAGES,
    PdfBroken,
    PdfEncrypted,
    PdfTooLong,
    PdfWithoutText,
)

_CUT = re.compile(r"(?<=[\x02\ufffe])|(?<=\w\u2010)\s+(?=\w)")
"""PDFium joins two lines at a hyphen, for which it may put one of the first two; in the narrow
cells of tables it joins them at the third, with a space. Which of them is a hyphen of the word is
for the comparison to decide."""

Line = tuple[str, float]
"""The text of a line and its height above the foot of the page, in points."""


def read_pages(data: bytes) -> list[list[Line]]:
    """Return the lines of every page in the order in which the file holds them.

    Nothing in the file is run and nothing is fetched: forms, scripts and links are never loaded.
    Raises PdfEncrypted, PdfBroken, PdfTooLong, or PdfWithoutText where no page holds a letter.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD:
            raise PdfEncrypted from error
        raise PdfBroken from error
    if len(document) > MAX_PAGES:
        raise PdfTooLong.by_limits()
    pages: list[list[Line]] = []
    characters = 0
    for number in range(len(document)):
        lines, count = _lines(document, number)
        characters += count
        if characters > MAX_CHARACTERS:
            raise PdfTooLong.by_limits()
        pages.append(lines)
    if not any(character.isalnum() for page in pages for text, _y in page for character in text):
        raise PdfWithoutText
    return pages


def _lines(document: Any, number: int) -> tuple[list[Line], int]:
    try:
        page = document[number]
        text_page = page.get_textpage()
        count = text_page.count_chars()
        if count > MAX_CHARACTERS:
            raise PdfTooLong.by_limits()
        text = text_page.get_text_range() if count else ""
    except pypdfium2.PdfiumError as error:
        raise PdfBroken from error
    lines: list[Line] = []
    at = 0
    for piece in text.split("\r\n"):
        words = piece.strip()
        if words:
            first = at + len(piece) - len(piece.lstrip())
            height = _height(text_page, min(first, count - 1))
            lines.extend((part, height) for part in _CUT.split(words) if part)
        at += len(piece) + len("\r\n")
    text_page.close()
    page.close()
    return lines, count


def _height(text_page: Any, index: int) -> float:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    found = raw.FPDFText_GetCharBox(text_page, index, left, right, bottom, top)
    return round(bottom.value, 1) if found else 0.0
