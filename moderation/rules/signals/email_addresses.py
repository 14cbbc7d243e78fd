"""E-mail addresses that stand in a text."""

from __future__ import annotations

import re
from typing import Final

from consult.core.errors import N_
from moderation.rules.signals.finding import Detector, Finding, Submitted, spanned

# Lengths as RFC 5321 (4.5.3.1) bounds them, so that no text makes the search long.
_ADDRESS: Final = re.compile(
    r"(?<![\w.+%-])[\w.+%-]{1,64}@(?:[^\W_][\w-]{0,62}\.){1,8}[^\W\d_]{2,24}(?![\w-])"
)


def _look(submitted: Submitted) -> Finding | None:
    spans = [match.span() for match in _ADDRESS.finditer(submitted.text)]
    return Finding(60, {"count": len(spans)}, spanned(spans)) if spans else None


EMAIL_ADDRESSES: Final = Detector(
    "email_addresses", 1, N_("E-mail addresses in the text: %(count)s."), _look
)
