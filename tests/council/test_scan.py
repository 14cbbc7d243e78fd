"""What a scan of a paper ballot may be."""

from __future__ import annotations

import hashlib

import pytest

from consult.council.actions.check_scan import check_scan
from consult.council.rules.paper import ScanRefused
from tests.council.papers import pdf, png


def test_a_scan_is_opened_in_a_limited_process() -> None:
    picture = check_scan(png())
    assert (picture.media_type, picture.content[:4]) == ("image/png", b"\x89PNG")
    document = pdf(2)
    kept = check_scan(document)
    assert (kept.media_type, kept.sha256) == (
        "application/pdf",
        hashlib.sha256(document).hexdigest(),
    )


@pytest.mark.parametrize(
    "data",
    [b"", b"GIF89a", b"%PDF-1.7 nothing", b"\x89PNG\r\n\x1a\n broken", b"x" * (8 * 2**20 + 1)],
    ids=["empty", "gif", "no pdf", "no png", "too large"],
)
def test_what_is_no_scan_is_refused(data: bytes) -> None:
    with pytest.raises(ScanRefused):
        check_scan(data)


def test_a_scan_has_few_pages() -> None:
    with pytest.raises(ScanRefused):
        check_scan(pdf(21))
