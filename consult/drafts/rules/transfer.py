"""A parsed document as JSON and back, across the border of the process that parses."""

from __future__ import annotations

import base64
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
from consult.drafts.rules.pictures import ParsedPicture, check_picture


class TransferBroken(ValueError):
    """The other side wrote something that is no parsed document."""


def document_to_json(document: ParsedDocument) -> str:
    """One line of JSON that `read_document_object` turns back into an equal document."""
    return json.dumps(
        {
            "title": document.source_title,
            "blocks": [
                [block.kind, block.level, block.html, dict(block.attrs)]
                for block in document.blocks
            ],
            "dropped": [[entry.block, entry.what, entry.detail] for entry in document.dropped],
            "pictures": [
                [
                    picture.media_type,
                    picture.width,
                    picture.height,
                    base64.b64encode(picture.content).decode(),
                ]
                for picture in document.pictures
            ],
        },
        ensure_ascii=False,
    )


def read_document_object(raw: Any) -> ParsedDocument:
    """The document, each field checked, and each block's text worked out anew from its markup.

    Nothing is believed, because the process that wrote it has read a stranger's file. The markup
    itself is not judged here: it is sanitised where it is stored. Raises TransferBroken.
    """
    try:
        pictures = tuple(_picture(*entry) for entry in raw["pictures"])
        document = ParsedDocument(
            blocks=tuple(_block(*entry) for entry in raw["blocks"]),
            dropped=tuple(_dropped(*entry) for entry in raw["dropped"]),
            source_title=_string(raw["title"]),
            pictures=pictures,
        )
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise TransferBroken from error
    known = {picture.sha256: (picture.width, picture.height) for picture in pictures}
    for attrs in (block.attrs for block in document.blocks if "picture" in block.attrs):
        if known.get(str(attrs["picture"])) != (attrs.get("width"), attrs.get("height")):
            raise TransferBroken
    return document


def _picture(media_type: Any, width: Any, height: Any, content: Any) -> ParsedPicture:
    return check_picture(
        ParsedPicture(
            media_type=_string(media_type),
            width=_integer(width),
            height=_integer(height),
            content=base64.b64decode(_string(content), validate=True),
        )
    )


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
