"""Lines of a CSV file that any program reads alike and no spreadsheet runs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Final

# A cell that begins so is a formula to spreadsheets, and may fetch or run something (OWASP, “CSV
# injection”).
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def csv_line(values: Iterable[str | int]) -> str:
    """Return one record of RFC 4180 with its CRLF.

    A text that a spreadsheet would take for a formula gets an apostrophe before it; numbers stay.
    """
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow([_harmless(value) for value in values])
    return line.getvalue()


def _harmless(value: str | int) -> str | int:
    if isinstance(value, str) and value.lstrip(" ").startswith(_FORMULA):
        return f"'{value}"
    return value
