"""The statement of reasons, after Article 17(3) of Regulation (EU) 2022/2065 (DSA)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from consult.core.text import ERASED

# An appeal stays open for at least six months (Art. 20(1) of the same regulation).
APPEAL_WITHIN: Final = timedelta(days=184)
# Codes, public numbers and dates: one run of at most 40 signs, and no words.
_A_CODE: Final = re.compile(r"[a-z]+(_[a-z]+)*|[A-Z0-9.-]{1,40}|[0-9T:.Z-]{1,40}|")


@dataclass(frozen=True, slots=True)
class CitedRule:
    """The rule that a text broke, with its words by language code."""

    code: str
    code_version: int
    title: Mapping[str, str]
    text: Mapping[str, str]


def statement_of_reasons(
    *,
    number: str,
    kind: str,
    opened_at: datetime,
    decided_at: datetime,
    rule: CitedRule | None,
    explanation: str,
    was_published: bool = False,
    source: str = "own_initiative",
    appealable: bool = True,
    order: str = "",
    detectors: Sequence[tuple[str, int]] = (),
    spans: int = 0,
    resubmit_until: datetime | None = None,
) -> dict[str, Any]:
    """Return the statement as plain JSON, complete in itself and in no language of the interface.

    `measure`: what was done and for how long, the number of redacted `spans`, and until when
    another wording may be sent; `facts`: what was looked at; `source`: a report, an appeal, a
    court's order, or own initiative, since moderators read every text; `automation`: the detectors
    that pointed something out, by name and version, while people alone decide; `ground`: the rule
    and why it was broken; `appeal`: free, where and until when, null where this is the answer to
    the author's own appeal. Without a rule and without a court's `order` nothing is restricted, and
    ground and appeal are null. Against an order the appeal goes to the court that made it, so
    `appeal` is null there too.
    """
    lasts = "until_changed_on_appeal" if rule and appealable else "until_changed"
    restricted = rule is not None or bool(order)
    act = _act(was_published, spans, resubmit_until) if restricted else "published"
    return {
        "measure": {"act": act, "territory": "everywhere", "lasts": lasts}
        | _limits(spans, resubmit_until),
        "facts": {
            "number": number,
            "kind": kind,
            "received_at": _instant(opened_at),
            "decided_at": _instant(decided_at),
        },
        "source": source,
        "automation": _automation(detectors),
        "ground": _ground(rule, explanation, order),
        "appeal": _appeal(decided_at) if rule and appealable else None,
    }


def _appeal(decided_at: datetime) -> dict[str, Any]:
    return {
        "free": True,
        "decided_by": "another_moderator",
        "to": "receipt_page",
        "until": (decided_at + APPEAL_WITHIN).astimezone(UTC).date().isoformat(),
    }


def _limits(spans: int, resubmit_until: datetime | None) -> dict[str, Any]:
    limits: dict[str, Any] = {"spans": spans} if spans else {}
    if resubmit_until is not None:
        limits["resubmit_until"] = resubmit_until.astimezone(UTC).date().isoformat()
    return limits


def _act(was_published: bool, spans: int, resubmit_until: datetime | None) -> str:
    if spans:
        return "redacted"
    if resubmit_until is not None:
        return "changes_requested"
    return "withdrawn" if was_published else "not_published"


def _automation(detectors: Sequence[tuple[str, int]]) -> dict[str, Any]:
    if not detectors:
        return {"detection": "none", "decision": "none"}
    return {
        "detection": "signals",
        "detectors": [{"name": name, "version": version} for name, version in detectors],
        "decision": "none",
    }


def _ground(rule: CitedRule | None, explanation: str, order: str) -> dict[str, Any] | None:
    if order:
        return {"basis": "court_order", "order": order, "explanation": explanation}
    if rule is None:
        return None
    return {
        "basis": "code_of_conduct",
        "code_version": rule.code_version,
        "rule": rule.code,
        "title": dict(rule.title),
        "text": dict(rule.text),
        "explanation": explanation,
    }


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def without_words(statement: Mapping[str, Any]) -> dict[str, Any]:
    """Return a statement of reasons without anything that may quote the text.

    Codes, numbers and dates stay, and of words those of the rule alone: whatever else somebody
    wrote becomes `ERASED`.
    """
    kept: dict[str, Any] = _without_words(dict(statement))
    ground, before = kept.get("ground"), statement.get("ground")
    if isinstance(ground, dict) and isinstance(before, Mapping):
        ground |= {name: before[name] for name in ("title", "text") if name in before}
    return kept


def _without_words(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {
            name: ERASED if name == "explanation" and inner else _without_words(inner)
            for name, inner in value.items()
        }
    if isinstance(value, list):
        return [_without_words(inner) for inner in value]
    return ERASED if isinstance(value, str) and not _A_CODE.fullmatch(value) else value
