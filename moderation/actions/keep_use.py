"""With which model answer an explanation was begun."""

from __future__ import annotations

from consult.core.errors import NotThere
from consult.core.transactions import step
from moderation.models import AnswerUse, Decision
from moderation.selectors import answer_called


@step
def keep_use_step(*, decision: Decision, model_answer: str) -> None:
    """Keep which model answer and version the decision's explanation came from.

    `model_answer` is an `OfferedAnswer.key`, or empty. Nothing is kept where the decision has no
    explanation, or where there is no such version: the text that was sent stands in the decision in
    any case. A repeat keeps nothing more.
    """
    if not model_answer or not decision.explanation:
        return
    try:
        answer = answer_called(decision.case.review, model_answer)
    except NotThere:
        return
    AnswerUse.objects.get_or_create(
        decision=decision,
        defaults={
            "own_id": answer.own_id,
            "name": answer.name,
            "language": answer.language,
            "version": answer.version,
        },
    )
