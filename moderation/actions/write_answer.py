"""A review's team writes a model answer, or the next version of one."""

from __future__ import annotations

import hashlib
import re
from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.utils import timezone

from consult.accounts.permissions import require
from consult.core.idempotency import once
from consult.core.journal import record
from consult.core.languages import NAMES
from consult.core.text import clean_line, clean_text
from consult.core.transactions import command, step
from consult.ledger.canonical import canonical_bytes
from consult.reviews.models import Review
from moderation.models import ModelAnswer
from moderation.rules.playbook import (
    AnswerChanged,
    AnswerLanguageUnknown,
    Feedback,
    Wording,
    require_complete,
)
from moderation.selectors import newest_version

_NAME = re.compile(r"[a-z0-9_-]{1,40}")


@step
def write_answer_step(
    *,
    actor: Any,
    review: Review,
    name: str,
    language: str,
    wording: Wording,
    seen_version: int,
    withdrawn: bool = False,
    key: UUID,
) -> ModelAnswer:
    """Write the next version of a model answer in one language; 0 was seen where there is none.

    An empty `name` begins a new answer. Guarantees a ledger entry with the SHA-256 of its words,
    once for a key; earlier versions stay. Raises `AnswerIncomplete`, `PlaceholderUnknown` (with
    those that are known), `AnswerLanguageUnknown`, and `AnswerChanged` where somebody wrote a
    version meanwhile.
    """
    require(actor, "moderation.write_playbook", review)
    said = _clean(wording)
    require_complete(said)
    if language not in NAMES:
        raise AnswerLanguageUnknown()
    called = name if _NAME.fullmatch(name) else f"own-{key.hex[:12]}"

    def make() -> str:
        # Lock the review so that two versions written at once get two numbers.
        Review.objects.select_for_update(no_key=True).get(pk=review.pk)
        newest = newest_version(review, called, language)
        if newest != seen_version:
            raise AnswerChanged()
        written = ModelAnswer.objects.create(
            review=review,
            name=called,
            language=language,
            version=newest + 1,
            withdrawn=withdrawn,
            written_by=actor,
            written_at=timezone.now(),
            **asdict(said),
        )
        _record(actor, written, said)
        return str(written.pk)

    body = {"name": name, "language": language, "withdrawn": withdrawn, **asdict(said)}
    made = once(scope=f"model:{actor.pk.hex}", key=key, body=body, make=make)
    return ModelAnswer.objects.get(pk=made)


def _clean(wording: Wording) -> Wording:
    return Wording(
        feedback=Feedback(wording.feedback),
        title=clean_line(wording.title),
        use_when=clean_text(wording.use_when),
        not_when=clean_text(wording.not_when),
        text=clean_text(wording.text),
    )


def _record(actor: Any, written: ModelAnswer, said: Wording) -> None:
    record(
        written.review.log_id,
        "answer.written.v1",
        actor=actor.reference,
        subject=written.reference,
        data={
            "name": written.name,
            "language": written.language,
            "version": written.version,
            "feedback": str(said.feedback),
            "withdrawn": written.withdrawn,
            "sha256": hashlib.sha256(canonical_bytes(asdict(said))).hexdigest(),
        },
    )


@command
def write_answer(**arguments: Any) -> ModelAnswer:
    """Write a model answer: see `write_answer_step`."""
    return write_answer_step(**arguments)
