"""What has been said about the chapters of a copy, in a number of queries that no number raises."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from consult.comments.models import Discussion
from consult.comments.selectors import ShownComment, every_comment
from consult.core.languages import Shown, shown
from consult.drafts.models import Chapter
from consult.responses.models import Answer
from consult.responses.selectors import answers_in
from consult.reviews.models import Review
from moderation.selectors import names_of, rules_of


@dataclass(frozen=True, slots=True)
class Said:
    """A published comment, or the note in place of a refused one, with its answer and rule.

    `campaign` names the campaign that it is counted in, empty where it stands by itself.
    """

    comment: ShownComment
    answer: Answer | None
    rule: Shown | None
    campaign: str = ""


@dataclass(frozen=True, slots=True)
class Talk:
    """All comments on one chapter in reading order, by block; the key None is the chapter."""

    by_block: Mapping[UUID | None, list[Said]]

    @property
    def count(self) -> int:
        """Return how many comments there are."""
        return sum(map(len, self.by_block.values()))


def talk_of(review: Review, chapters: Iterable[Chapter]) -> dict[UUID, Talk]:
    """Return what is said by chapter: four queries and two for each chapter with a discussion.

    One more for each discussion in which a campaign is.
    """
    discussions = Discussion.objects.filter(chapter__in=[chapter.pk for chapter in chapters])
    rules = {place: shown(rule, "title") for place, rule in rules_of(review).items()}
    return {discussion.chapter_id: _talk(discussion, rules) for discussion in discussions}


def _talk(discussion: Discussion, rules: Mapping[Any, Shown]) -> Talk:
    answers = answers_in(discussion)
    comments = every_comment(discussion)
    campaigns = {one.stands_for for one in comments if one.stands_for}
    names = names_of(campaigns) if campaigns else {}
    by_block: dict[UUID | None, list[Said]] = {}
    for comment in comments:
        place = (comment.refused_code_version or 0, comment.refused_rule)
        campaign = comment.stands_for or comment.counted_in
        name = names.get(campaign, "") if campaign else ""
        said = Said(comment, answers.get(comment.public_id), rules.get(place), name)
        by_block.setdefault(comment.block_key, []).append(said)
    return Talk(by_block)
