"""The statement of reasons for a measure, after Art. 17(3) of Regulation (EU) 2022/2065 (DSA)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from moderation.rules.measures import Kind
from moderation.rules.statement import APPEAL_WITHIN, CitedRule


def measure_statement(
    *,
    kind: Kind,
    taken_at: datetime,
    until: datetime | None,
    every_hours: int | None,
    rests_on: Sequence[tuple[str, int]],
    rule: CitedRule,
    explanation: str,
) -> dict[str, Any]:
    """Return the statement as plain JSON, complete in itself and in no language of the interface.

    `rests_on` are the numbers of the refused texts, each with that of its decision.
    """
    return {
        "measure": {
            "act": str(kind),
            "territory": "this_review",
            "from": _instant(taken_at),
            "until": _instant(until) if until else None,
            "one_text_every_hours": every_hours,
            "reading": "unrestricted",
        },
        "facts": {
            "refused": [{"number": number, "decision": decision} for number, decision in rests_on],
        },
        "source": "own_initiative",
        "automation": {"detection": "none", "decision": "none"},
        "ground": {
            "basis": "code_of_conduct",
            "code_version": rule.code_version,
            "rule": rule.code,
            "title": dict(rule.title),
            "text": dict(rule.text),
            "explanation": explanation,
        },
        "appeal": {
            "free": True,
            "decided_by": "another_moderator",
            "to": "page_of_the_measure",
            "until": (taken_at + APPEAL_WITHIN).astimezone(UTC).date().isoformat(),
        },
    }


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
