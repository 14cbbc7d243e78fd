"""How a visitor gets to the pages about a file that is not there.

The server runs in the process of the tests, so what it finds is set here for as long as the page
loads. The questions that the page's module asks afterwards are answered as they were first.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from unittest.mock import patch

from tests.browser.reach import Visit

VIEWS = "consult.reporting.views.copies"


def _page(
    visit: Visit, route: str, filled: Mapping[str, str], *, status: int, **found: Any
) -> None:
    """Open a download's address while the server finds what is given by name."""
    address = visit.address(route, filled)
    visit.page.route(
        f"**{address}",
        lambda asked: (
            asked.fulfill(status=status) if asked.request.method == "HEAD" else asked.continue_()
        ),
    )
    with patch.multiple(VIEWS, kept_file=lambda *_copy: None, **found):
        visit.page.goto(address)


def copy_being_made(visit: Visit) -> None:
    """Ask for the whole report before it has been made."""
    from consult.reporting.selectors import Making

    filled = {"review": "review", "language": "english"}
    under_way = {"ask_for_copy": lambda **_asked: Making.UNDER_WAY}
    _page(visit, "reporting:report-html", filled, status=202, **under_way)


def copy_not_made(visit: Visit) -> None:
    """Ask for a file that could not be made a moment ago."""
    from consult.reporting.selectors import Making

    filled = {"review": "review", "language": "english"}
    failed = {"pdf_available": lambda: True, "ask_for_copy": lambda **_asked: Making.FAILED}
    _page(visit, "reporting:report-pdf", filled, status=503, **failed)


def no_pdf_here(visit: Visit) -> None:
    """Ask for a PDF where the server cannot make any."""
    filled = {"review": "review", "chapter": "chapter", "number": "number", "language": "english"}
    _page(visit, "reporting:pdf", filled, status=404, pdf_available=lambda: False)
