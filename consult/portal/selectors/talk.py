"""Comments with what a page shows round them: answers, rules, passages and addresses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from consult.comments.models import Comment
from consult.comments.rules.states import CommentState
from consult.core.languages import shown
from consult.drafts.models import Chapter
from consult.responses.selectors import answers_for
from consult.reviews.models import Review
from moderation.selectors import rules_of


@dataclass(frozen=True, slots=True)
class Entry:
    """One comment as `core/components/comment.html` takes it."""

    comment: Comment
    answer: Any
    rule: str
    quote: str
    quote_language: str
    earlier: str
    reply: str
    respond: str


@dataclass(frozen=True, slots=True)
class Talk:
    """What is said about one block, as `core/components/talk.html` takes it."""

    count: int
    entries: list[Entry]
    address: str


@dataclass(frozen=True, slots=True)
class Reader:
    """What the person who looks may do: reply while comments are taken, and answer by role."""

    may_reply: bool
    may_answer: bool


def entries_for(
    comments: Iterable[Comment], *, review: Review, chapter: Chapter, reader: Reader
) -> list[Entry]:
    """Put the answers, rules and addresses round comments, in two queries for any number."""
    listed = list(comments)
    answers = answers_for([comment.pk for comment in listed])
    refused = any(comment.state == CommentState.REFUSED for comment in listed)
    titles = _rule_titles(review) if refused else {}
    return [
        _entry(comment, answers, titles, review=review, chapter=chapter, reader=reader)
        for comment in listed
    ]


def _rule_titles(review: Review) -> dict[tuple[int, str], str]:
    """Return the rules' short texts by version of the code and code of the rule."""
    return {
        (rule.conduct.version, rule.code): shown(rule, "title").text for rule in rules_of(review)
    }


def _entry(
    comment: Comment,
    answers: Mapping[int, Any],
    titles: Mapping[tuple[int, str], str],
    *,
    review: Review,
    chapter: Chapter,
    reader: Reader,
) -> Entry:
    published = comment.state == CommentState.PUBLISHED
    moved = comment.placement != "unchanged"
    anchor = comment.anchor
    earlier = ""
    if moved:
        earlier = reverse("portal:version", args=[review.slug, chapter.slug, anchor.version.number])
        earlier += f"?lang={anchor.language}#b-{anchor.block_key}" if anchor.block_key else ""
    return Entry(
        comment=comment,
        answer=answers.get(comment.pk),
        rule=titles.get((comment.refused_code_version or 0, comment.refused_rule), ""),
        quote=anchor.exact if comment.depth == 0 and anchor.start is not None else "",
        quote_language=anchor.language,
        earlier=earlier,
        reply=_address("comments:reply", comment) if published and reader.may_reply else "",
        respond=_address("responses:answer", comment) if published and reader.may_answer else "",
    )


def _address(name: str, comment: Comment) -> str:
    return reverse(name, args=[comment.public_id])
