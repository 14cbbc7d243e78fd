"""The council as a spreadsheet: what it is now, to be changed and imported again."""

from __future__ import annotations

import io
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from consult.council.models import Seat
from consult.council.rules.council_sheet import columns_for
from consult.council.selectors.names import names_of
from consult.council.selectors.seats import council_of
from consult.reviews.models import Review

FEWEST_ALTERNATES = 2


def council_workbook(review: Review, languages: Sequence[str]) -> bytes:
    """Return an Excel workbook: a header, and a row for each seat; of no seats, the header."""
    seats = council_of(review).seats()
    longest = max((len(seat.people.all()) - 1 for seat in seats), default=0)
    columns = columns_for(languages, max(FEWEST_ALTERNATES, longest))
    book = Workbook(write_only=True)
    sheet = book.create_sheet("council")
    for cells in (columns, *(_row(seat, columns, languages) for seat in seats)):
        row = []
        for text in cells:
            cell = WriteOnlyCell(sheet, text)
            # A name that begins with an equals sign is a name, and no formula.
            cell.data_type = "s"
            row.append(cell)
        sheet.append(row)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _row(seat: Seat, columns: Sequence[str], languages: Sequence[str]) -> list[str]:
    names = names_of(seat.institution)
    cells = {
        "institution": seat.institution.slug,
        **{f"name_{code}": names.get(code, "") for code in languages},
        "position": str(seat.position),
        "weight": str(seat.weight),
        "block": seat.block,
        "first_day": seat.active_from.isoformat() if seat.active_from else "",
        "last_day": seat.active_until.isoformat() if seat.active_until else "",
    }
    for person in seat.people.all():
        who = "member" if person.rank == 0 else f"alternate_{person.rank}"
        cells |= {f"{who}_email": person.user.email, f"{who}_name": person.user.name}
    return [cells.get(name, "") for name in columns]
