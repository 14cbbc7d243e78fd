"""Many texts by one account in a short time."""

from __future__ import annotations

from typing import Final

from consult.core.errors import N_
from moderation.rules.signals.finding import Detector, Finding, Submitted

FEWEST: Final = 5
_EACH, _MOST = 5, 60


def _look(submitted: Submitted) -> Finding | None:
    if submitted.recent < FEWEST:
        return None
    return Finding(min(_EACH * submitted.recent, _MOST), {"count": submitted.recent})


MANY_AT_ONCE: Final = Detector(
    "many_at_once", 1, N_("Texts by the same author in the ten minutes before: %(count)s."), _look
)
