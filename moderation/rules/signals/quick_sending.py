"""A long text, sent a moment after its form was opened."""

from __future__ import annotations

from typing import Final

from consult.core.errors import N_
from moderation.rules.signals.finding import Detector, Finding, Submitted

_SECONDS: Final = 3
_LONG: Final = 200


def _look(submitted: Submitted) -> Finding | None:
    """Tell little: somebody may paste what was written elsewhere."""
    seconds = submitted.seconds
    if seconds is None or seconds > _SECONDS or len(submitted.text) < _LONG:
        return None
    return Finding(20, {"seconds": max(0, seconds)})


QUICK_SENDING: Final = Detector(
    "quick_sending",
    1,
    N_("A long text, sent %(seconds)s s after the form was opened."),
    _look,
)
