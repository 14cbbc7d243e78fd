"""A file's margin as JSON and back, across the border of the process that parses."""

from __future__ import annotations

import json
from typing import Any

from consult.drafts.rules.blocks import ParsedDocument
from consult.drafts.rules.margin import (
    MAX_IN_MARGIN,
    MAX_MARGIN_NAME,
    MAX_MARGIN_TEXT,
    AnnotatedDocument,
    ChangeKind,
    MarginComment,
    Range,
    TrackedChange,
    quote_of,
)
from consult.drafts.rules.transfer import TransferBroken, document_to_json


def annotated_to_json(annotated: AnnotatedDocument) -> str:
    """One line of JSON: `document` as `document_to_json` writes it, `comments` and `changes`."""
    comments = [
        [
            comment.author, comment.initials, comment.date, comment.text, comment.parent,
            comment.resolved, _range_values(comment.marked),
        ]
        for comment in annotated.comments
    ]  # fmt: skip
    changes = [
        [
            change.kind, change.author, change.date, change.old, change.new,
            change.block, change.start, change.end,
        ]
        for change in annotated.changes
    ]  # fmt: skip
    margin = json.dumps({"comments": comments, "changes": changes}, ensure_ascii=False)
    return f'{{"document": {document_to_json(annotated.document)}, {margin[1:]}'


def annotated_from(document: ParsedDocument, said: Any) -> AnnotatedDocument:
    """The document with its margin, each field and each place checked. Raises TransferBroken.

    What a comment quotes is worked out anew from the text, since nothing of the other process is
    believed.
    """
    try:
        if len(said["comments"]) > MAX_IN_MARGIN or len(said["changes"]) > MAX_IN_MARGIN:
            raise TransferBroken
        comments = [
            _comment(document, index, *entry) for index, entry in enumerate(said["comments"])
        ]
        changes = [_change(document, *entry) for entry in said["changes"]]
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise TransferBroken from error
    return AnnotatedDocument(document, tuple(comments), tuple(changes))


def _range_values(marked: Range | None) -> list[int] | None:
    if marked is None:
        return None
    return [marked.start_block, marked.start, marked.end_block, marked.end]


def _comment(document: ParsedDocument, index: int, *entry: Any) -> MarginComment:
    author, initials, date, text, parent, resolved, place = entry
    if parent is not None and not 0 <= _whole(parent) < index:
        raise TransferBroken
    marked = None if place is None else Range(*(_whole(value) for value in place))
    return MarginComment(
        author=_text(author, MAX_MARGIN_NAME),
        initials=_text(initials, MAX_MARGIN_NAME),
        date=_text(date, MAX_MARGIN_NAME),
        text=_text(text, MAX_MARGIN_TEXT),
        parent=parent,
        resolved=resolved is True,
        marked=marked,
        quote="" if marked is None else quote_of(document.blocks, marked)[:MAX_MARGIN_TEXT],
    )


def _change(document: ParsedDocument, *entry: Any) -> TrackedChange:
    kind, author, date, old, new, block, start, end = entry
    if block is not None:
        quote_of(document.blocks, Range(_whole(block), _whole(start), block, _whole(end)))
    return TrackedChange(
        kind=ChangeKind(kind),
        author=_text(author, MAX_MARGIN_NAME),
        date=_text(date, MAX_MARGIN_NAME),
        old=_text(old, MAX_MARGIN_TEXT),
        new=_text(new, MAX_MARGIN_TEXT),
        block=block,
        start=_whole(start),
        end=_whole(end),
    )


def _text(value: Any, limit: int) -> str:
    if not isinstance(value, str) or len(value) > limit:
        raise TransferBroken
    return value


def _whole(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TransferBroken
    return value
