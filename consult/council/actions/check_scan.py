"""A scan is checked in a process of its own before it is kept."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass

from consult.council.rules.paper import ScanRefused
from consult.council.rules.scan import MAX_SCAN_BYTES, MAX_SCAN_PAGES, PDF
from consult.drafts.actions.parse_upload import ask_child
from consult.drafts.rules.pictures import SIGNATURES
from consult.drafts.rules.upload import MEBIBYTE, UploadRefused

READER = "consult.council.rules.scan"


@dataclass(frozen=True, slots=True)
class CheckedScan:
    """A scan as it is kept."""

    media_type: str
    content: bytes

    @property
    def sha256(self) -> str:
        """Return the name under which it is kept."""
        return hashlib.sha256(self.content).hexdigest()


def check_scan(data: bytes) -> CheckedScan:
    """Reads only. The scan as it is kept; a limited child process opens the stranger's file.

    Raises ScanRefused.
    """
    refused = ScanRefused(pages=MAX_SCAN_PAGES, megabytes=MAX_SCAN_BYTES // MEBIBYTE)
    if not data or len(data) > MAX_SCAN_BYTES:
        raise refused
    try:
        said = json.loads(ask_child(data, reader=READER))
        scan = CheckedScan(said["media_type"], base64.b64decode(said["content"], validate=True))
    except (UploadRefused, ValueError, KeyError, TypeError) as error:
        raise refused from error
    if scan.media_type not in (PDF, *SIGNATURES):
        raise refused
    return scan
