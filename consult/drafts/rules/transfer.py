"""A parsed document as JSON and back, across the border of the process that parses."""

from __future__ import annotations

import json
from typing import Any

from consult.drafts.rules.blocks import (
    AttrValue,
    BlockKind,
    Dropped,
    DroppedKind,
    ParsedBlock,
    ParsedDocument,
    block_text,
)


class TransferBroken(ValueError):
    """The other side wrote something that is no parsed document."""


def document_to_json(document: ParsedDocument) -> str:
    """One line of JSON that `document_from_json` turns back into an equal document."""
    return json.dumps(
        {
            "title": document.source_title,
            "blocks": [
                [block.kind, block.level, block.html, dict(block.attrs)]
                for block in document.blocks
            ],
            "dropped": [[entry.block, entry.what, entry.detail] for entry in document.dropped],
        },
        ensure_ascii=False,
    )


def document_from_json(line: str) -> ParsedDocument:
    """The document, each field checked, and each block's text worked out anew from its markup.

    Nothing is believed, because the process that wrote it has read a stranger's file. The markup
    itself is not judged here: it is sanitised where it is stored. Raises TransferBroken.
    """
    try:
        raw = json.loads(line)
        return ParsedDocument(
            blocks=tuple(_block(*entry) for entry in raw["blocks"]),
            dropped=tuple(_dropped(*entry) for entry in raw["dropped"]),
            source_title=_string(raw["title"]),
        )
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise TransferBroken from error


def _block(kind: Any, level: Any, html: Any, attrs: Any) -> ParsedBlock:
    markup = _string(html)
    return ParsedBlock(
        kind=BlockKind(kind),
        level=_integer(level),
        html=markup,
        text=block_text(markup),
        attrs={_string(name): _attr(value) for name, value in attrs.items()},
    )


def _dropped(block: Any, what: Any, detail: Any) -> Dropped:
    return Dropped(
        block=None if block is None else _integer(block),
        what=DroppedKind(what),
        detail=_string(detail),
    )


def _string(value: Any) -> str:
    if not isinstance(value, str):
        raise TransferBroken
    return value


def _integer(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TransferBroken
    return value


def _attr(value: Any) -> AttrValue:
    if not isinstance(value, str | int):
        raise TransferBroken
    return value
