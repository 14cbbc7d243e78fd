"""What a decision takes out of sight, and on which wording it is made."""

from __future__ import annotations

from moderation.models import Case, Decision
from moderation.registry import Typed, handler_for
from moderation.rules.judging import StaleDecision
from moderation.rules.redacting import GapsStand, spans_of
from moderation.rules.states import Verdict


def typed_as_seen(case: Case, seen_revision: int | None) -> Typed:
    """Reads only. Return the text, or raise `StaleDecision` where another wording was judged."""
    typed = handler_for(case.kind).typed(case.subject_id)
    if seen_revision is not None and seen_revision != typed.revision:
        raise StaleDecision()
    return typed


def marked_spans(
    verdict: Verdict, words: str, typed: Typed, before: Decision | None
) -> list[tuple[int, int]]:
    """Reads only. Return the stretches of the text that a decision redacts.

    A redaction adds to those that stand; who upholds one confirms its own. Raises `GapsStand` for
    an approval that would say that the text is whole, and what `spans_of` raises.
    """
    if verdict is Verdict.REDACT:
        return spans_of(words, typed.text, typed.spans)
    if before is None or not before.redacted:
        return []
    if verdict is Verdict.APPROVE:
        raise GapsStand()
    return [(start, end) for start, end in before.spans] if verdict is Verdict.UPHOLD else []
