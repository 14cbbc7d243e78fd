"""Model answers: the kinds of feedback, what an answer must say, and its placeholders."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from consult.core.errors import DomainError, N_

TITLE_MAX: Final = 120
USE_MAX: Final = 600
ANSWER_MAX: Final = 3_000


class Feedback(StrEnum):
    """What a text is like, as guidance for Voluntary National Reviews sorts it."""

    CONSTRUCTIVE = "constructive"
    POLITICAL = "political"
    HARMFUL = "harmful"
    OFF_TOPIC = "off_topic"
    SPAM = "spam"


REFUSING: Final = frozenset({Feedback.HARMFUL, Feedback.OFF_TOPIC, Feedback.SPAM})
"""What may explain why a text is withheld. Political criticism never does, so none of its own is
offered there."""

PUBLISHING: Final = frozenset({Feedback.CONSTRUCTIVE, Feedback.POLITICAL, Feedback.OFF_TOPIC})
"""What may go with a text that is published."""

FILLED: Final = ("number", "review", "chapter", "date", "until", "receipt", "rule", "rule_title")
BY_HAND: Final = ("words", "body", "next_step")
KNOWN: Final = (*FILLED, *BY_HAND)
"""The placeholders: those that are filled in from the case, and those that a person completes."""

_BRACED = re.compile(r"\{([^{}]*)\}")
_OPEN = re.compile("{(" + "|".join(KNOWN) + ")}")


class PlaceholderUnknown(DomainError):
    """A text in braces is no placeholder, so nothing would ever fill it in."""

    code = "placeholder_unknown"
    field = "text"
    message = N_(
        "These are no placeholders: %(names)s. You can use: %(known)s. Braces mean nothing else "
        "in a model answer."
    )


class AnswerIncomplete(DomainError):
    """A model answer needs a title, when to use it, when not, and a text, all within limits."""

    code = "answer_incomplete"
    field = "text"
    message = N_(
        "Give a title, when to use the answer, when not, and its text, which may have at most "
        "%(limit)s characters."
    )


class AnswerChanged(DomainError):
    """Somebody wrote a version of the answer since it was opened."""

    code = "answer_changed"
    status = 409
    message = N_(
        "Somebody else has changed this answer since you opened it. What you typed is kept below; "
        "look at their version, then save yours."
    )


class AnswerLanguageUnknown(DomainError):
    """A model answer is in a language that texts here may state."""

    code = "answer_language_unknown"
    field = "language"
    message = N_("Choose one of the languages in the list.")


class PlaceholderOpen(DomainError):
    """An explanation still holds a placeholder that nobody has completed."""

    code = "placeholder_open"
    field = "explanation"
    message = N_("Complete this before you send it: %(names)s.")


@dataclass(frozen=True, slots=True)
class Wording:
    """What a model answer says in one language."""

    feedback: Feedback
    title: str
    use_when: str
    not_when: str
    text: str


def require_complete(said: Wording) -> None:
    """Raise `AnswerIncomplete` or `PlaceholderUnknown` unless the answer can be offered."""
    limits = (
        (said.title, TITLE_MAX),
        (said.use_when, USE_MAX),
        (said.not_when, USE_MAX),
        (said.text, ANSWER_MAX),
    )
    if any(not 0 < len(text) <= limit for text, limit in limits):
        raise AnswerIncomplete(limit=ANSWER_MAX)
    unknown = [f"{{{name}}}" for name in _BRACED.findall(said.text) if name not in KNOWN]
    unknown += [brace for brace in "{}" if brace in _BRACED.sub("", said.text)]
    if unknown:
        known = ", ".join(f"{{{name}}}" for name in KNOWN)
        raise PlaceholderUnknown(names=", ".join(dict.fromkeys(unknown)), known=known)


def fill(text: str, values: Mapping[str, str]) -> str:
    """Return the text with its placeholders filled in; one without a value stays as it is."""
    return _OPEN.sub(lambda found: values.get(found[1]) or found[0], text)


def open_placeholders(text: str) -> list[str]:
    """Return what is still to be completed in a text, in its order, each once."""
    return list(dict.fromkeys(f"{{{name}}}" for name in _OPEN.findall(text)))


def require_filled(explanation: str) -> None:
    """Raise `PlaceholderOpen` where an explanation still holds a placeholder."""
    left = open_placeholders(explanation)
    if left:
        raise PlaceholderOpen(names=", ".join(left))
