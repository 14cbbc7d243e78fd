"""Comments with what a page shows round them: answers, rules, passages and addresses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from django.urls import reverse

from consult.comments.rules.states import CommentState
from consult.comments.selectors import ShownComment
from consult.core.languages import shown
from consult.drafts.models import Chapter
from consult.drafts.selectors.passages import EARLIER, Wording, wordings
from consult.portal.selectors.change import change_address
from consult.responses.models import Answer
from consult.responses.selectors import answers_for
from consult.reviews.models import Review
from moderation.selectors import rules_of


class Standing(Protocol):
    """A comment as far as its passage matters."""

    @property
    def anchor_id(self) -> UUID:
        """The key of its anchor."""

    @property
    def depth(self) -> int:
        """How far below the first comment of its thread it stands."""

    @property
    def placement(self) -> str:
        """What became of its passage."""

    @property
    def state(self) -> str:
        """Whether the public reads it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One comment as `core/components/comment.html` takes it."""

    comment: ShownComment
    answer: Any
    rule: str
    quote: str
    quote_language: str
    earlier: str
    wording: Wording | None
    compared: str
    reply: str
    respond: str
    report: str
    decisions: str
    change: str
    campaign: str


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
    comments: Iterable[ShownComment], *, review: Review, chapter: Chapter, reader: Reader
) -> list[Entry]:
    """Put the answers, rules, addresses and earlier wordings round comments.

    Two queries for any number; five more where the words of any have changed since.
    """
    listed = list(comments)
    answers = answers_for([comment.public_id for comment in listed])
    refused = any(comment.state == CommentState.REFUSED for comment in listed)
    titles = _rule_titles(review) if refused else {}
    earlier = earlier_wordings(chapter, listed)
    return [
        Entry(
            comment=comment,
            answer=answers.get(comment.public_id),
            rule=titles.get((comment.refused_code_version or 0, comment.refused_rule), ""),
            quote=comment.quote if comment.depth == 0 else "",
            quote_language=comment.quote_language,
            earlier=_earlier(comment, review, chapter),
            wording=_wording(comment, earlier),
            compared=compared_address(chapter, _wording(comment, earlier)),
            reply=_act("comments:reply", comment) if reader.may_reply else "",
            respond=_act("responses:answer", comment) if reader.may_answer else "",
            report=_objection("moderation:report", comment) if _is_published(comment) else "",
            decisions=_objection("moderation:history", comment) if _has_history(comment) else "",
            change=changed_address(answers.get(comment.public_id), chapter, comment.made_on),
            campaign=campaign_address(comment.stands_for),
        )
        for comment in listed
    ]


def _rule_titles(review: Review) -> dict[tuple[int, str], str]:
    """Return the rules' short texts by version of the code and code of the rule."""
    return {place: shown(rule, "title").text for place, rule in rules_of(review).items()}


def earlier_wordings(chapter: Chapter, comments: Iterable[Standing]) -> dict[UUID, Wording]:
    """Return by anchor how passages read then and now, where that differs: five queries at most.

    Of a refused or hidden comment nothing is told but its note. A reply has the passage of its
    thread, and may itself have been made on today's wording, so it says nothing of an earlier one.
    """
    anchors = {
        comment.anchor_id
        for comment in comments
        if comment.placement in EARLIER
        and comment.depth == 0
        and comment.state == CommentState.PUBLISHED
    }
    return wordings(chapter.current, anchors) if anchors and chapter.current else {}


def _wording(comment: ShownComment, earlier: dict[UUID, Wording]) -> Wording | None:
    return earlier.get(comment.anchor_id) if comment.depth == 0 else None


def _earlier(comment: ShownComment, review: Review, chapter: Chapter) -> str:
    """Return the address of the wording on which a comment was made, if it has changed since."""
    if comment.placement not in EARLIER or not _is_published(comment):
        return ""
    address = reverse("portal:version", args=[review.slug, chapter.slug, comment.made_on])
    return f"{address}?lang={comment.quote_language}"


def changed_address(answer: Answer | None, chapter: Chapter, made_on: int) -> str:
    """Return the address of the words that changed because of a comment, if an answer names any.

    It shows the passage against the version that the comment was made on, or alone where the
    answer names words of that very version.
    """
    if answer is None or answer.changed is None:
        return ""
    changed = answer.changed
    number = changed.version.number
    if made_on < number:
        return change_address(
            chapter,
            old=made_on,
            new=number,
            language=changed.language,
            block=changed.block_key,
        )
    address = reverse("portal:version", args=[chapter.review.slug, chapter.slug, number])
    return f"{address}?lang={changed.language}#b-{changed.block_key}"


def campaign_address(campaign_id: UUID | None) -> str:
    """Return the address of all voices of a campaign, empty where there is none."""
    return reverse("portal:campaign", args=[campaign_id]) if campaign_id else ""


def compared_address(chapter: Chapter, wording: Wording | None) -> str:
    """Return where an earlier wording is compared with the version in force, if there is one."""
    if wording is None or chapter.current is None:
        return ""
    return change_address(
        chapter,
        old=wording.made_on,
        new=chapter.current.number,
        language=wording.then.language,
        block=wording.was_in,
    )


def _is_published(comment: ShownComment) -> bool:
    return comment.state == CommentState.PUBLISHED


def _has_history(comment: ShownComment) -> bool:
    """Say whether more than "published" is to be told of the decisions on a comment."""
    restricted = comment.state == CommentState.REFUSED or bool(comment.redacted_rule)
    return restricted or comment.times_shown_anew > 0


def _objection(name: str, comment: ShownComment) -> str:
    return reverse(name, args=["comment", comment.public_id])


def _act(name: str, comment: ShownComment) -> str:
    """Return the address of something that can be done with a published comment."""
    return reverse(name, args=[comment.public_id]) if _is_published(comment) else ""
