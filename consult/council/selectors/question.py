"""The words of questions of procedure, for the bundle."""

from __future__ import annotations

from typing import Any

from consult.council.models import QuestionWords
from consult.council.rules.question import question_document
from consult.reviews.models import Review


def question_documents(review: Review) -> list[dict[str, Any]]:
    """Return what the council was asked of procedure, in every language, without rehearsals."""
    asked = QuestionWords.objects.filter(motion__review=review, motion__rehearsal=False)
    found = asked.order_by("motion__put_at", "pk").values("language", "title", "explanation")
    return [question_document(**words) for words in found]
