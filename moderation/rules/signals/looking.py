"""Every detector looks at a text; one that fails is told as failed and stops nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from consult.core.errors import N_
from moderation.rules.signals.email_addresses import EMAIL_ADDRESSES
from moderation.rules.signals.finding import Detector, Finding, Submitted
from moderation.rules.signals.identity_numbers import IDENTITY_NUMBERS
from moderation.rules.signals.links import LINKS
from moderation.rules.signals.listed_words import LISTED_WORDS
from moderation.rules.signals.lookalikes import LOOKALIKES
from moderation.rules.signals.many_at_once import MANY_AT_ONCE
from moderation.rules.signals.phone_numbers import PHONE_NUMBERS
from moderation.rules.signals.quick_sending import QUICK_SENDING
from moderation.rules.signals.repeated_lines import REPEATED_LINES
from moderation.rules.signals.same_text import SAME_TEXT

DETECTORS: Final[tuple[Detector, ...]] = (
    IDENTITY_NUMBERS,
    PHONE_NUMBERS,
    EMAIL_ADDRESSES,
    LISTED_WORDS,
    LOOKALIKES,
    LINKS,
    SAME_TEXT,
    REPEATED_LINES,
    MANY_AT_ONCE,
    QUICK_SENDING,
)
_SENTENCES: Final = {detector.name: detector.sentence for detector in DETECTORS}
_FAILED: Final = N_("A check of this text failed (%(detector)s).")
_UNKNOWN: Final = N_("A check marked this text that is no longer in use (%(detector)s).")


@dataclass(frozen=True, slots=True)
class Observation:
    """What one detector said of a text; without a finding it failed."""

    detector: str
    version: int
    finding: Finding | None


def look_at(submitted: Submitted, detectors: Sequence[Detector] = DETECTORS) -> list[Observation]:
    """Return what the detectors found, and which of them failed; nothing for a plain text."""
    return [seen for detector in detectors if (seen := _seen(detector, submitted)) is not None]


def _seen(detector: Detector, submitted: Submitted) -> Observation | None:
    try:
        finding = detector.look(submitted)
    except Exception:  # noqa: BLE001 - whatever a detector trips over must not lose a submission.
        return Observation(detector.name, detector.version, None)
    return Observation(detector.name, detector.version, finding) if finding else None


def sentence_of(detector: str, *, failed: bool = False) -> str:
    """Return the sentence that explains what a detector said, to be translated and filled."""
    return _FAILED if failed else _SENTENCES.get(detector, _UNKNOWN)


def summed(seen: Sequence[Observation]) -> int:
    """Return what the scores add up to, by which a queue is ordered."""
    return sum(observation.finding.score for observation in seen if observation.finding)


def all_ran(seen: Sequence[Observation]) -> bool:
    """Say whether no detector failed: only then is the silence of the others worth something."""
    return all(observation.finding is not None for observation in seen)
