"""A Word file with margin comments is taken, and waits until its sender has chosen from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import wraps
from typing import Any

from django.utils import timezone

from consult.comments.models import Comment, SentDocument
from consult.comments.rules.acceptance import NoCodeYet
from consult.comments.rules.confirmation import (
    CONFIRM_WITHIN,
    MOST_IN_FILE,
    MarginEmpty,
    TooManyInFile,
)
from consult.comments.rules.margin_item import MarginItem
from consult.comments.rules.states import CommentState
from consult.comments.rules.submission import NotYetPublished
from consult.core.text import clean_line, clean_text
from consult.core.transactions import command
from consult.drafts.actions import parse_annotated
from consult.drafts.models import Chapter, Version
from consult.drafts.rules.blocks import ParsedBlock
from consult.drafts.rules.cleaning import clean_block
from consult.drafts.rules.fit import Placing, Spot
from consult.drafts.rules.margin import (
    AnnotatedDocument,
    ChangeKind,
    Range,
    TrackedChange,
    apart,
    wordings,
)
from consult.drafts.selectors import fitting_version, placing_in
from consult.reviews.rules.window import require_open
from moderation.selectors import code_in_force


def _read_first(store: Callable[..., SentDocument]) -> Callable[..., SentDocument]:
    """Read the file and compare it with the versions before `store` opens its transaction.

    On SQLite an open transaction keeps all other writers waiting.
    """

    @wraps(store)
    def read(
        *, actor: Any, chapter: Chapter, data: bytes, now: datetime | None = None
    ) -> SentDocument:
        at = now or timezone.now()
        chapter = Chapter.objects.select_related("review", "current").get(pk=chapter.pk)
        review = chapter.review
        require_open(review.comments_open_at, review.comments_close_at, at)
        if code_in_force(review) is None:
            raise NoCodeYet()
        if chapter.current is None:
            raise NotYetPublished()
        annotated = parse_annotated(data)
        count = len(annotated.comments) + len(wordings(annotated.changes))
        if not count:
            raise MarginEmpty()
        if count > MOST_IN_FILE:
            raise TooManyInFile(count=count, limit=MOST_IN_FILE)
        copy = [clean_block(block) for block in annotated.document.blocks]
        version, language = fitting_version(chapter, copy)
        items = _items(chapter, annotated, version, language)
        return store(
            actor=actor, chapter=chapter, version=version, language=language, items=items, now=at
        )

    return read


@_read_first
@command
def take_document(
    *,
    actor: Any,
    chapter: Chapter,
    version: Version,
    language: str,
    items: Sequence[MarginItem],
    now: datetime,
) -> SentDocument:
    """Take a Word file: takes `actor`, `chapter`, `data` (bytes) and `now`.

    Anybody may while comments are taken, guests too. Guarantees that nothing is sent yet, that
    the file is not kept, and that each margin comment and tracked change waits with its place in
    the version whose text most of the file's blocks are. What has waited longer than
    `CONFIRM_WITHIN` is deleted on the way.

    Refuses a closed window (`WindowClosed`), a missing code of conduct (`NoCodeYet`), a chapter
    without a text (`NotYetPublished`), whatever `parse_annotated` refuses, a file with nothing in
    its margin (`MarginEmpty`) or too much (`TooManyInFile`).
    """
    old = SentDocument.objects.filter(taken_at__lt=now - CONFIRM_WITHIN, made=[])
    old.filter(unconfirmed__isnull=True).delete()
    return SentDocument.objects.create(
        chapter=chapter,
        version=version,
        language=language,
        sender=actor if actor.is_authenticated else None,
        items=[item.as_data() for item in items],
        taken_at=now,
    )


def _items(
    chapter: Chapter,
    annotated: AnnotatedDocument,
    version: Version,
    language: str,
) -> list[MarginItem]:
    """Place everything in the margin by the text as it was read, which its offsets count."""
    placing = placing_in(version, language, annotated.document.blocks)
    texts = [clean_text(comment.text) for comment in annotated.comments]
    known = set(
        Comment.objects.filter(
            discussion__chapter=chapter, state=CommentState.PUBLISHED, body__in=texts
        ).values_list("body", flat=True)
    )
    comments = [
        MarginItem(
            author=clean_line(comment.author),
            date=comment.date,
            text=text,
            quote=clean_text(comment.quote),
            resolved=comment.resolved,
            reply_to=""
            if comment.parent is None
            else clean_line(annotated.comments[comment.parent].author),
            known=text in known,
            **_at(_place(placing, comment.marked, annotated.document.blocks)),
        )
        for comment, text in zip(annotated.comments, texts, strict=True)
        if text
    ]
    return [*comments, *_wordings(annotated, placing)]


def _place(placing: Placing, marked: Range | None, copy: Sequence[ParsedBlock]) -> Spot | None:
    """Place a comment on the words that it marks; of several blocks, on those of the first."""
    if marked is None:
        return None
    one = marked.start_block == marked.end_block
    end = marked.end if one else len(copy[marked.start_block].text)
    return placing.place(marked.start_block, marked.start, end)


def _wordings(annotated: AnnotatedDocument, placing: Placing) -> Iterator[MarginItem]:
    for change in wordings(annotated.changes):
        for piece in _as_published(change, placing):
            yield MarginItem(
                author=clean_line(piece.author),
                date=piece.date,
                text="",
                old=clean_text(piece.old),
                new=clean_text(piece.new),
                **_at(_spot(piece, placing)),
            )


def _as_published(change: TrackedChange, placing: Placing) -> list[TrackedChange]:
    """Leave a replacement whole only where the words that it replaces are published words.

    Where the sender's copy had other words there, their deletion and what was inserted are two
    things: the new words may be wanted whatever becomes of words that nobody else has.
    """
    spot = _spot(change, placing)
    found = spot is not None and clean_text(spot.exact) == clean_text(change.old)
    return [change] if found else apart(change)


def _spot(change: TrackedChange, placing: Placing) -> Spot | None:
    if change.block is None:
        return None
    if change.kind is ChangeKind.INSERTION:
        return placing.place_point(change.block, change.start)
    return placing.place(change.block, change.start, change.end)


def _at(spot: Spot | None) -> dict[str, Any]:
    if spot is None:
        return {}
    return {
        "block": str(spot.block_key),
        "start": spot.start,
        "end": spot.end,
        "exact": spot.exact,
        "prefix": spot.prefix,
        "suffix": spot.suffix,
    }
