"""`python -m consult.council.rules.spreadsheet [FILE]`: a spreadsheet in, its cells as JSON out.

An Excel workbook (.xlsx), of which the first sheet is read, or comma-separated values in UTF-8.
Runs in the limited process of `consult.drafts.rules.child`, since a small file can unpack to
gigabytes.
"""

from __future__ import annotations

import csv
import io
import json
import os
import sys
from datetime import date, datetime
from typing import Any

from consult.core.errors import N_
from consult.drafts.rules.child import answer_with_line, serve
from consult.drafts.rules.upload import UploadRefused

MOST_ROWS = 2_000
MOST_COLUMNS = 60
LONGEST_CELL = 300
MOST_BYTES = 2 * 1024 * 1024
"""Two thousand seats with all their people are some 400 KB of text."""

_ZIP = b"PK\x03\x04"


class NotASpreadsheet(UploadRefused):
    """The bytes are neither a workbook nor text in UTF-8."""

    code = "not_a_spreadsheet"
    message = N_(
        "This file cannot be read as a spreadsheet. Save it as an Excel workbook (.xlsx) or as "
        "“CSV UTF-8”, and choose that file."
    )


class SheetTooLarge(UploadRefused):
    """More rows, columns, characters or bytes than a council needs."""

    code = "sheet_too_large"
    status = 413
    message = N_(
        "This spreadsheet is too large: at most %(rows)s rows, %(columns)s columns, %(cell)s "
        "characters in a cell and 2 MB are read."
    )

    def __init__(self) -> None:
        super().__init__(rows=MOST_ROWS, columns=MOST_COLUMNS, cell=LONGEST_CELL)


SHEET_REFUSALS: dict[str, type[UploadRefused]] = {
    refusal.__name__: refusal for refusal in (NotASpreadsheet, SheetTooLarge)
}


def read_rows(data: bytes) -> list[list[str]]:
    """Return the cells as text, row by row, without empty ones at the end.

    Days are written as 2030-01-31. Raises `NotASpreadsheet` or `SheetTooLarge`.
    """
    if len(data) > MOST_BYTES:
        raise SheetTooLarge()
    return checked_rows(_read_workbook(data) if data.startswith(_ZIP) else _read_values(data))


def checked_rows(rows: list[list[str]]) -> list[list[str]]:
    """Return the cells stripped, without empty ones at an end; raises `SheetTooLarge`."""
    cut = [_without_empty_end([cell.strip() for cell in row]) for row in rows]
    while cut and not cut[-1]:
        cut.pop()
    longest = max((len(cell) for row in cut for cell in row), default=0)
    columns = max((len(row) for row in cut), default=0)
    if len(cut) > MOST_ROWS or columns > MOST_COLUMNS or longest > LONGEST_CELL:
        raise SheetTooLarge()
    return cut


def _without_empty_end(row: list[str]) -> list[str]:
    """Return a row up to its last cell that holds something: workbooks count empty columns too."""
    filled = max((place for place, cell in enumerate(row, start=1) if cell), default=0)
    return row[:filled]


def _read_workbook(data: bytes) -> list[list[str]]:
    # One thread: more would each claim a share of the address space, which is limited.
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    from openpyxl import load_workbook

    sheet = load_workbook(io.BytesIO(data), read_only=True, data_only=True).worksheets[0]
    # One more than are allowed, so that it is told.
    cells = sheet.iter_rows(values_only=True, max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS + 1)
    return [[_text(cell) for cell in row] for row in cells]


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _read_values(data: bytes) -> list[list[str]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotASpreadsheet() from error
    first = text.partition("\n")[0]
    # Where the comma stands in numbers, spreadsheets separate values with a semicolon.
    delimiter = max(",;\t", key=first.count)
    if "\x00" in text or delimiter not in first:
        raise NotASpreadsheet()
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def _answer(data: bytes) -> str:
    return answer_with_line(lambda given: json.dumps({"rows": read_rows(given)}), data)


if __name__ == "__main__":
    serve(_answer, sys.argv[1:])
