"""Signals as moderators read them: a sentence, and the words that it is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext

from consult.reviews.models import Review
from moderation.models import Signal, WordList
from moderation.rules.signals.looking import sentence_of

QUOTED = 5


@dataclass(frozen=True, slots=True)
class ShownSignal:
    """One signal: its sentence in the reader's language, and the words found, each once."""

    sentence: str
    words: list[str]


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch of a text as it was typed; `by_signal` where a detector points at it."""

    text: str
    by_signal: bool


def signals_of(cases: Iterable[UUID]) -> dict[UUID, list[Signal]]:
    """Return the signals of cases, the strongest first, in one query for any number."""
    found: dict[UUID, list[Signal]] = defaultdict(list)
    for signal in Signal.objects.filter(case__in=list(cases)).order_by("-score", "detector"):
        found[signal.case_id].append(signal)
    return dict(found)


def explained(signals: Sequence[Signal], text: str) -> list[ShownSignal]:
    """Return what signals say about a text as it was typed."""
    return [ShownSignal(_sentence(signal), _words(signal, text)) for signal in signals]


def explained_by_case(
    signals: Mapping[UUID, Sequence[Signal]], texts: Mapping[UUID, str]
) -> dict[UUID, list[ShownSignal]]:
    """Return the same for the cases of a list."""
    return {case: explained(said, texts.get(case, "")) for case, said in signals.items()}


def marked(signals: Sequence[Signal], text: str) -> list[Marked]:
    """Return a text in stretches, those that signals point at told apart; they may overlap."""
    pieces: list[Marked] = []
    at = 0
    for begins, ends in sorted((one, other) for signal in signals for one, other in signal.spans):
        start, end = max(begins, at), min(ends, len(text))
        if start >= end:
            continue
        pieces += [Marked(text[at:start], by_signal=False), Marked(text[start:end], by_signal=True)]
        at = end
    pieces.append(Marked(text[at:], by_signal=False))
    return [piece for piece in pieces if piece.text]


def word_lists(review: Review) -> dict[str, list[str]]:
    """Return the listed words of a review by language, in one query."""
    return dict(WordList.objects.filter(review=review).values_list("language", "words"))


def _sentence(signal: Signal) -> str:
    said = gettext(sentence_of(signal.detector, failed=signal.failed))
    return said % {**signal.data, "detector": signal.detector}


def _words(signal: Signal, text: str) -> list[str]:
    words = (text[start:end] for start, end in signal.spans)
    return list(dict.fromkeys(word for word in words if word))[:QUOTED]
