"""Scans of paper ballots: a picture is made anew, a PDF is looked at, in a limited process."""

from __future__ import annotations

import base64
import json
from typing import Final

from consult.drafts.rules.pictures import PictureRefused, re_encode
from consult.drafts.rules.upload import MEBIBYTE, FileBroken

MAX_SCAN_BYTES: Final = 8 * MEBIBYTE
MAX_SCAN_PAGES: Final = 20
PDF: Final = "application/pdf"


def read_scan(data: bytes) -> str:
    """Return a JSON object with `media_type` and the bytes to keep in base64.

    A picture loses everything but its pixels. A PDF is kept as it is, since signatures on it are
    part of the evidence; it has to be one that can be opened without a password, of few pages.
    Raises FileBroken.
    """
    if data.startswith(b"%PDF-"):
        _require_pdf(data)
        media_type, content = PDF, data
    else:
        try:
            picture = re_encode(data)
        except PictureRefused as error:
            raise FileBroken from error
        media_type, content = picture.media_type, picture.content
    return json.dumps({"media_type": media_type, "content": base64.b64encode(content).decode()})


def _require_pdf(data: bytes) -> None:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
        pages = len(document)
    except pypdfium2.PdfiumError as error:
        raise FileBroken from error
    if not 1 <= pages <= MAX_SCAN_PAGES:
        raise FileBroken
