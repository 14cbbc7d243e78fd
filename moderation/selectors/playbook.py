"""The model answers of a review: those shipped with the installation, and the team's own."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef

from consult.core.errors import NotThere
from consult.reviews.models import Review
from moderation.models import ModelAnswer
from moderation.rules.playbook import Feedback, Wording

_SHIPPED = Path(__file__).parents[1] / "playbook"


@dataclass(frozen=True, slots=True)
class OfferedAnswer:
    """A model answer as it is offered now; `own_id` is None where the installation ships it."""

    name: str
    language: str
    version: int
    feedback: Feedback
    title: str
    use_when: str
    not_when: str
    text: str
    own_id: UUID | None = None
    withdrawn: bool = False
    own: ModelAnswer | None = None

    @property
    def key(self) -> str:
        """Return what names this version in a form."""
        return f"{self.name}:{self.language}:{self.version}"


@dataclass(frozen=True, slots=True)
class AnswerPair:
    """What would be sent, and the same answer in the reader's language where that differs."""

    sent: OfferedAnswer
    beside: OfferedAnswer | None


@cache
def shipped_answers() -> tuple[OfferedAnswer, ...]:
    """Return what the installation ships, in the order of `Feedback`, each in every language."""
    found = []
    for path in sorted(_SHIPPED.glob("*.json")):
        content = json.loads(path.read_text(encoding="utf-8"))
        found += [
            OfferedAnswer(
                name=name,
                language=path.stem,
                version=content["version"],
                feedback=Feedback(name),
                **said,
            )
            for name, said in content["answers"].items()
        ]
    return tuple(found)


@cache
def receipt_words() -> dict[str, str]:
    """Return by language how a receipt is named in an answer."""
    paths = sorted(_SHIPPED.glob("*.json"))
    return {path.stem: json.loads(path.read_text("utf-8"))["receipt"] for path in paths}


def all_answers(review: Review) -> list[OfferedAnswer]:
    """Return the newest version of every answer in every language, withdrawn ones too; one query.

    By kind of feedback, the shipped ones first.
    """
    newer = ModelAnswer.objects.filter(
        review=OuterRef("review"),
        name=OuterRef("name"),
        language=OuterRef("language"),
        version__gt=OuterRef("version"),
    )
    rows = ModelAnswer.objects.filter(~Exists(newer), review=review).select_related("written_by")
    found = {(one.name, one.language): one for one in shipped_answers()}
    for row in rows:
        found[row.name, row.language] = _offered(row)
    order = list(Feedback)
    return sorted(found.values(), key=lambda one: order.index(one.feedback))


def answers_beside(
    review: Review, *, author_language: str, reader_language: str
) -> list[AnswerPair]:
    """Return what can be inserted, in the author's language; in the reader's where it is not."""
    offered = [one for one in all_answers(review) if not one.withdrawn]
    by_name: dict[str, dict[str, OfferedAnswer]] = {}
    for one in offered:
        by_name.setdefault(one.name, {})[one.language] = one
    pairs = []
    for versions in by_name.values():
        reader = versions.get(reader_language)
        sent = versions.get(author_language) or reader or versions.get("en")
        if sent is not None:
            pairs.append(AnswerPair(sent, None if sent is reader else reader))
    return pairs


def of_kinds(pairs: list[AnswerPair], kinds: Collection[Feedback]) -> list[AnswerPair]:
    """Return the answers to these kinds of feedback."""
    return [pair for pair in pairs if pair.sent.feedback in kinds]


def answer_called(review: Review, key: str) -> OfferedAnswer:
    """Return the version that a form names, an older one too; raises `NotThere`."""
    name, _colon, rest = key.partition(":")
    language, _colon, version = rest.partition(":")
    number = int(version) if version.isdecimal() and len(version) < 5 else 0
    row = ModelAnswer.objects.filter(
        review=review, name=name, language=language, version=number
    ).first()
    if row is not None:
        return _offered(row)
    for one in shipped_answers():
        if one.key == f"{name}:{language}:{number}":
            return one
    raise NotThere()


def newest_version(review: Review, name: str, language: str) -> int:
    """Return the number of an answer's newest version, 0 where there is none."""
    rows = ModelAnswer.objects.filter(review=review, name=name, language=language)
    own = rows.order_by("-version").values_list("version", flat=True).first()
    if own is not None:
        return own
    versions = (
        one.version for one in shipped_answers() if (one.name, one.language) == (name, language)
    )
    return next(versions, 0)


def _offered(row: ModelAnswer) -> OfferedAnswer:
    said: dict[str, Any] = {
        name: getattr(row, name) for name in Wording.__dataclass_fields__ if name != "feedback"
    }
    return OfferedAnswer(
        name=row.name,
        language=row.language,
        version=row.version,
        feedback=Feedback(row.feedback),
        own_id=row.pk,
        withdrawn=row.withdrawn,
        own=row,
        **said,
    )
