"""What a code of conduct must be like before it is published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from consult.core.errors import DomainError, N_

CODE_MAX: Final = 12
TITLE_MAX: Final = 120
SENTENCE_MAX: Final = 300


class CodeIncomplete(DomainError):
    """A code of conduct lacks what people need in order to keep to it."""

    code = "code_incomplete"
    message = N_(
        "A code of conduct needs one sentence for the form and at least one rule; every rule needs "
        "a code of its own, a title and a text."
    )


class CodeTooLong(DomainError):
    """A part of the code is longer than the page can show."""

    code = "code_too_long"
    message = N_("“%(text)s” is longer than %(limit)s characters.")


@dataclass(frozen=True, slots=True)
class RuleText:
    """One rule: the code by which it is cited, and its texts by language code."""

    code: str
    title: Mapping[str, str]
    text: Mapping[str, str]
    consequence: Mapping[str, str] = field(default_factory=dict)


def require_complete(sentence: Mapping[str, str], rules: Sequence[RuleText]) -> None:
    """Raise `CodeIncomplete` or `CodeTooLong` unless the code can be shown and cited."""
    codes = [rule.code for rule in rules]
    told = all(any(rule.title.values()) and any(rule.text.values()) for rule in rules)
    if not (
        codes and all(codes) and told and any(sentence.values()) and len(set(codes)) == len(codes)
    ):
        raise CodeIncomplete()
    limited = [(text, SENTENCE_MAX) for text in sentence.values()]
    limited += [(title, TITLE_MAX) for rule in rules for title in rule.title.values()]
    limited += [(code, CODE_MAX) for code in codes]
    for text, limit in limited:
        if len(text) > limit:
            raise CodeTooLong(text=f"{text[:40]}…", limit=limit)


def code_document(
    version: int,
    sentence: Mapping[str, str],
    promise: Mapping[str, str],
    rules: Sequence[RuleText],
) -> dict[str, Any]:
    """Return the object whose canonical JSON is hashed: every word in every language."""
    return {
        "version": version,
        "sentence": dict(sentence),
        "promise": dict(promise),
        "rules": [
            {
                "code": rule.code,
                "title": dict(rule.title),
                "text": dict(rule.text),
                "consequence": dict(rule.consequence),
            }
            for rule in rules
        ],
    }
