"""Words of the team that repeat a text which is to be erased."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from consult.comments.models import Comment
from consult.erasure.rules.quoting import LEAST, Quoted
from consult.responses.models import Answer
from moderation.models import Decision, Measure

AT_ONCE = 500
MOST_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Quotation:
    """A place that repeats the text: in an `answer`, a `decision` or a `measure`.

    `number` is that of the text which it is about, empty for a measure; `key` is what its page is
    called by.
    """

    kind: str
    number: str
    key: UUID
    excerpt: str


def quoted_in_answers(comment: Comment) -> list[Quotation]:
    """Return the answers of the review that repeat a text; everybody may read these."""
    return list(_found(comment, _answers(comment)))[:MOST_SHOWN]


def quoted_by_team(comment: Comment) -> list[Quotation]:
    """Return the answers, and decisions and measures about others, that repeat a text.

    What was decided on the text itself and what was taken against its author goes with it, so it
    is not among these. Three queries, none for a text that is too short to be quoted.
    """
    found = [
        *_found(comment, _answers(comment)),
        *_found(comment, _decisions(comment)),
        *_found(comment, _measures(comment)),
    ]
    return found[:MOST_SHOWN]


def _found(comment: Comment, written: Iterable[tuple[str, str, UUID, str]]) -> Iterator[Quotation]:
    if len(comment.body) < LEAST:
        return
    quoted = Quoted(comment.body)
    for kind, number, key, words in written:
        if excerpt := quoted.excerpt(words):
            yield Quotation(kind, number, key, excerpt)


def _answers(comment: Comment) -> Iterator[tuple[str, str, UUID, str]]:
    review = comment.discussion.chapter.review_id
    rows = Answer.objects.filter(
        comment__discussion__chapter__review=review, answered_at__gte=comment.posted_at
    )
    values = rows.order_by("answered_at").values_list(
        "comment__number", "comment__public_id", "reason"
    )
    for number, key, reason in values.iterator(chunk_size=AT_ONCE):
        yield "answer", number, key, reason


def _decisions(comment: Comment) -> Iterator[tuple[str, str, UUID, str]]:
    rows = Decision.objects.filter(
        case__review=comment.discussion.chapter.review_id, decided_at__gte=comment.posted_at
    ).exclude(case__subject_id=comment.public_id)
    values = rows.order_by("decided_at").values_list("case__number", "case_id", "explanation")
    for number, key, explanation in values.iterator(chunk_size=AT_ONCE):
        yield "decision", number, key, explanation


def _measures(comment: Comment) -> Iterator[tuple[str, str, UUID, str]]:
    rows = Measure.objects.filter(
        review=comment.discussion.chapter.review_id, taken_at__gte=comment.posted_at
    )
    if comment.author_id is not None:
        rows = rows.exclude(person_key=comment.author_id)
    values = rows.order_by("taken_at").values_list("about_id", "pk", "explanation")
    for about, key, explanation in values.iterator(chunk_size=AT_ONCE):
        yield "measure", "", about or key, explanation
