"""A review's text by Goal, across its chapters."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Exists, F, OuterRef, QuerySet

from consult.comments.models import BlockTally
from consult.core.errors import NotThere
from consult.drafts.models import Block, BlockText, Chapter, Tag
from consult.drafts.rules.goals import Aim, in_order
from consult.drafts.selectors import aims
from consult.reviews.models import Review

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A Goal in the list of all: how many chapters and paragraphs are tagged with it."""

    aim: Aim
    chapters: int
    blocks: int


@dataclass(frozen=True, slots=True)
class Tagged:
    """A paragraph about the Goal: its words, their language, its aims and shown comments."""

    chapter: Chapter
    key: UUID
    text: str
    language: str
    aims: list[Aim]
    comments: int


@dataclass(frozen=True, slots=True)
class GoalPage:
    """A Goal with its targets, the chapters about it, and one page of its paragraphs."""

    goal: Aim
    targets: list[Aim]
    chapters: list[Chapter]
    page: Page[Block]
    blocks: list[Tagged]


def goal_rows(review: Review) -> list[GoalRow]:
    """Return all Goals in order with what is tagged in the versions in force, in two queries."""
    chapters: dict[str, set[UUID]] = defaultdict(set)
    for pk, code in _tags(review).filter(block_key=None).values_list("chapter_id", "code"):
        chapters[_goal(code)].add(pk)
    blocks: dict[str, set[UUID]] = defaultdict(set)
    in_force = Block.objects.filter(version=OuterRef("chapter__current"), key=OuterRef("block_key"))
    there = _tags(review).filter(Exists(in_force))
    for key, code in there.values_list("block_key", "code"):
        if key is not None:
            blocks[_goal(code)].add(key)
    return [
        GoalRow(aim, len(chapters[aim.code]), len(blocks[aim.code]))
        for aim in aims().values()
        if aim.is_goal
    ]


def goal_page(*, review: Review, code: str, language: str, number: str | None) -> GoalPage:
    """Return what a review says about a Goal, in eight queries whatever it says.

    Texts come in `language` where the version has them in it. Raises `NotThere` for a code that
    is no Goal's.
    """
    goal = aims().get(code)
    if goal is None or not goal.is_goal:
        raise NotThere()
    codes = [aim.code for aim in aims().values() if aim.goal == code]
    tags = _tags(review).filter(code__in=codes)
    page = Paginator(_tagged_blocks(review, tags), PER_PAGE).get_page(number)
    whole = tags.filter(block_key=None).values("chapter")
    return GoalPage(
        goal=goal,
        targets=[aims()[each] for each in codes if each != code],
        chapters=list(Chapter.objects.filter(pk__in=whole, current__isnull=False)),
        page=page,
        blocks=_with_words(list(page), tags, language),
    )


def _goal(code: str) -> str:
    return aims()[code].goal


def _tags(review: Review) -> QuerySet[Tag]:
    return Tag.objects.filter(chapter__review=review)


def _tagged_blocks(review: Review, tags: QuerySet[Tag]) -> QuerySet[Block]:
    tagged = tags.filter(chapter=OuterRef("version__chapter"), block_key=OuterRef("key"))
    return (
        Block.objects.filter(
            Exists(tagged),
            version__chapter__review=review,
            version=F("version__chapter__current"),
        )
        .select_related("version__chapter")
        .order_by("version__chapter__position", "position")
    )


def _with_words(blocks: list[Block], tags: QuerySet[Tag], language: str) -> list[Tagged]:
    keys = [block.key for block in blocks]
    texts: dict[int, tuple[str, str]] = {}
    rows = BlockText.objects.filter(block__in=[block.pk for block in blocks])
    for pk, shown, text, source in rows.filter(
        language__in={language, *(block.version.source_language for block in blocks)}
    ).values_list("block_id", "language", "text", "block__version__source_language"):
        if shown == language or (shown == source and pk not in texts):
            texts[pk] = (text, shown)
    codes: dict[UUID | None, list[str]] = defaultdict(list)
    for key, code in tags.filter(block_key__in=keys).values_list("block_key", "code"):
        codes[key].append(code)
    shown_comments = _comments(keys)
    return [
        Tagged(
            block.version.chapter,
            block.key,
            *texts[block.pk],
            [aims()[code] for code in sorted(codes[block.key], key=in_order)],
            shown_comments[block.key],
        )
        for block in blocks
    ]


def _comments(keys: Iterable[UUID]) -> Counter[UUID]:
    tallies = BlockTally.objects.filter(block_key__in=list(keys)).values_list("block_key", "shown")
    return Counter({key: shown for key, shown in tallies if key is not None})
