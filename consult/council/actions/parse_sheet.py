"""Reading an uploaded spreadsheet in a process of its own."""

from __future__ import annotations

import json

from consult.council.rules.spreadsheet import (
    MOST_BYTES,
    SHEET_REFUSALS,
    NotASpreadsheet,
    SheetTooLarge,
)
from consult.drafts.actions.parse_upload import ask_child
from consult.drafts.rules.upload import FileTimedOut

SHEET_READER = "consult.council.rules.spreadsheet"


def parse_sheet(data: bytes) -> list[list[str]]:
    """Reads only. Return the cells of an uploaded spreadsheet; nothing of it is stored.

    It is opened in a child process under the limits of `consult.drafts.rules.limits`. Raises
    `NotASpreadsheet` or `SheetTooLarge`.
    """
    if len(data) > MOST_BYTES:
        raise SheetTooLarge()
    try:
        said = json.loads(ask_child(data, reader=SHEET_READER))
    except (ValueError, FileTimedOut) as error:
        raise NotASpreadsheet() from error
    if "rows" in said:
        rows: list[list[str]] = said["rows"]
        return rows
    raise SHEET_REFUSALS.get(said["refused"], NotASpreadsheet)()
