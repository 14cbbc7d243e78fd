"""The same words, sent before by the same account."""

from __future__ import annotations

from typing import Final

from consult.core.errors import N_
from moderation.rules.signals.finding import Detector, Finding, Submitted

_EACH, _MOST = 20, 60


def _look(submitted: Submitted) -> Finding | None:
    if not submitted.same:
        return None
    return Finding(min(_EACH * submitted.same, _MOST), {"count": submitted.same})


SAME_TEXT: Final = Detector(
    "same_text", 1, N_("The same author has sent the same words before. Times: %(count)s."), _look
)
