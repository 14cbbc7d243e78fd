"""A Word file that somebody has sent in, and where its margin belongs today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from consult.comments.models import Comment, SentDocument, Unconfirmed
from consult.comments.rules.confirmation import CONFIRM_WITHIN, LinkWrong
from consult.comments.rules.margin_item import MarginItem, restore_item
from consult.comments.rules.passage import Passage
from consult.core.errors import NotThere
from consult.drafts.models import BlockText
from consult.drafts.rules.carry import Carried
from consult.drafts.rules.place import Outcome
from consult.drafts.selectors import carrying_between


@dataclass(frozen=True, slots=True)
class PlacedItem:
    """An item with its passage in the version in force; None for the whole chapter.

    `words` are the passage's words, or the whole block's where it has none, in `language`.
    """

    index: int
    item: MarginItem
    passage: Passage | None
    words: str = ""
    language: str = ""


def sent_document(token: str, actor: Any, now: datetime) -> SentDocument:
    """Return a file that waits, or was sent, with chapter, review and version in force.

    Raises `NotThere` for a token that opens nothing, for one that waited too long, and for a file
    that somebody else sent in from an account.
    """
    try:
        document = SentDocument.objects.select_related(
            "chapter__review", "chapter__current", "version"
        ).get(token=token)
    except SentDocument.DoesNotExist:
        raise NotThere() from None
    own = document.sender_id is None or document.sender_id == actor.pk
    waited_out = not document.sent_at and document.taken_at < now - CONFIRM_WITHIN
    if not own or waited_out:
        raise NotThere()
    return document


def placed_items(document: SentDocument) -> list[PlacedItem]:
    """Return everything that was found, each at its passage in the version in force.

    One query where the file fits that version, and four more where it fits an older one.
    """
    current = document.chapter.current
    if current is None:
        raise NotThere()
    same = document.version_id == current.pk
    carrying = None if same else carrying_between(document.version, current)
    rows = BlockText.objects.filter(
        block__version=current, language__in={document.language, current.source_language}
    )
    texts = {
        (str(key), language): text
        for key, language, text in rows.values_list("block__key", "language", "text")
    }
    placed = []
    for index, stored in enumerate(document.items):
        item = restore_item(stored)
        mark = item.mark(document.language)
        passage = None
        if mark is not None and carrying is not None:
            passage = _carried(carrying.carry(mark), document.language, texts)
        elif mark is not None and mark.block_key is not None:
            passage = Passage(mark.block_key, document.language, mark.start, mark.end, mark.exact)
        placed.append(_shown(index, item, passage, texts, current.source_language))
    return placed


def comments_of(document: SentDocument) -> list[Comment]:
    """Return the comments that a file became, in its order, in one query."""
    found = {
        str(comment.public_id): comment
        for comment in Comment.objects.filter(public_id__in=document.made).select_related("anchor")
    }
    return [found[name] for name in document.made if name in found]


def confirmable(key: UUID) -> tuple[SentDocument, list[Unconfirmed]]:
    """Return a file and what of it waits for a guest's confirmation, in two queries.

    Raises `LinkWrong` where there is nothing any more.
    """
    document = SentDocument.objects.select_related("chapter__review").filter(pk=key).first()
    if document is None:
        raise LinkWrong()
    waiting = list(document.unconfirmed.select_related("anchor").order_by("place"))
    if not waiting:
        raise LinkWrong()
    return document, waiting


def _carried(carried: Carried, language: str, texts: dict[tuple[str, str], str]) -> Passage | None:
    if carried.block_key is None:
        return None
    text = texts.get((str(carried.block_key), language))
    sure = carried.outcome is not Outcome.AMBIGUOUS
    if not sure or text is None or carried.start is None or carried.end is None:
        return Passage(carried.block_key, language)
    exact = text[carried.start : carried.end]
    return Passage(carried.block_key, language, carried.start, carried.end, exact)


def _shown(
    index: int,
    item: MarginItem,
    passage: Passage | None,
    texts: dict[tuple[str, str], str],
    otherwise: str,
) -> PlacedItem:
    if passage is None:
        return PlacedItem(index, item, None)
    key = str(passage.block_key)
    language = passage.language if (key, passage.language) in texts else otherwise
    if (key, language) not in texts:
        return PlacedItem(index, item, None)
    return PlacedItem(index, item, passage, passage.exact or texts[key, language], language)
