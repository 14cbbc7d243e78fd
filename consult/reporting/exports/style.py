"""The style sheet that stands inside every copy, and the policy that lets nothing else in."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from functools import cache
from pathlib import Path


@cache
def style() -> str:
    """Return the style sheet for screen and paper."""
    return Path(__file__).with_name("copy.css").read_text(encoding="utf-8")


@cache
def policy() -> str:
    """Return the content security policy of a copy: this style sheet, pictures inside the file.

    So a copy that lies on somebody's disk fetches nothing, whatever its text may hold.
    """
    digest = b64encode(hashlib.sha256(style().encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
