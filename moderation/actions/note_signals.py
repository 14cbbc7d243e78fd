"""What the detectors say of a text is kept with its case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from consult.core.transactions import step
from consult.reviews.models import Review
from moderation.models import Case, Signal, WordList
from moderation.rules.signals.finding import Submitted
from moderation.rules.signals.looking import Observation, look_at


def signals_in(review: Review, submitted: Submitted) -> list[Observation]:
    """Reads only. Return what the detectors say of a text; they know the team's words."""
    listed = WordList.objects.filter(review=review, language=submitted.language).first()
    return look_at(replace(submitted, words=tuple(listed.words) if listed else ()))


@step
def note_signals_step(*, case: Case, seen: Sequence[Observation]) -> None:
    """Keep what was found with a new case. Nothing is refused for it, and nothing is withheld."""
    Signal.objects.bulk_create(_signal(case, observation) for observation in seen)


def _signal(case: Case, observation: Observation) -> Signal:
    finding = observation.finding
    return Signal(
        case=case,
        detector=observation.detector,
        version=observation.version,
        score=finding.score if finding else 0,
        data=dict(finding.values) if finding else {},
        spans=[list(span) for span in finding.spans] if finding else [],
        failed=finding is None,
    )
