"""What the secretary typed for an amendment becomes operations on the blocks of a text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from consult.core.errors import DomainError, N_
from consult.core.text import clean_line
from consult.council.rules.amending import Act, TypedPassage
from consult.council.rules.amendment_errors import AmendmentEmpty, AmendmentMisfit
from consult.drafts.models import Rendering
from consult.drafts.rules.blocks import BlockKind, ParsedBlock
from consult.drafts.rules.cleaning import clean_block
from consult.drafts.rules.editing.acts import Reword, changed_by
from consult.drafts.rules.editing.change import Text, done
from consult.drafts.rules.editing.markup import from_typed
from consult.drafts.rules.editing.refusals import NothingChanged
from consult.drafts.rules.stored import restore_block
from consult.drafts.selectors import rendering_document

# A new passage after one of these is of the same kind; after any other it is a paragraph.
_CONTINUED = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM})


class ProposerMissing(DomainError):
    """The council must know whose amendment it votes on."""

    code = "proposer_missing"
    field = "proposer"
    message = N_("Say who proposes the amendment.")


@dataclass(frozen=True, slots=True)
class AmendmentAsked:
    """An amendment that is to be put: the text, the operations on it, and whose it is."""

    rendering: Rendering
    operations: list[dict[str, Any]]
    proposer: str
    typed: dict[str, dict[str, Any]]

    def kept(self) -> dict[str, Any]:
        """Return what a draft keeps of it: also what was typed, for the form."""
        return {
            "rendering": self.rendering.pk,
            "operations": self.operations,
            "proposer": self.proposer,
            "typed": self.typed,
        }


def read_amendment(
    *, rendering: Rendering, passages: Sequence[TypedPassage], proposer: str
) -> AmendmentAsked:
    """Reads only. Return the amendment with clean markup, typed as editors type words.

    Passages that stay as they are are left out. Raises `AmendmentEmpty` where nothing is left,
    `AmendmentMisfit` for a passage that the text has not, `ProposerMissing`, and what cleaning
    refuses.
    """
    named = clean_line(proposer)
    if not named:
        raise ProposerMissing()
    document = rendering_document(rendering)
    blocks = tuple(restore_block(block) for block in document["blocks"])
    places = {block["key"]: place for place, block in enumerate(document["blocks"])}
    if any(passage.key not in places for passage in passages):
        raise AmendmentMisfit()
    operations: list[dict[str, Any]] = []
    for passage in sorted(passages, key=lambda each: places[each.key]):
        place = places[passage.key]
        operations += _own(blocks, place, passage)
        operations += _added(blocks, place, passage, rendering)
    if not operations:
        raise AmendmentEmpty()
    typed = {each.key: {"words": list(each.words), "after": each.after} for each in passages}
    return AmendmentAsked(rendering, operations, named, typed)


def _own(
    blocks: tuple[ParsedBlock, ...], place: int, passage: TypedPassage
) -> list[dict[str, Any]]:
    """Return the operation on the passage itself, if there is one."""
    if not any(words.strip() for words in passage.words):
        return [{"act": str(Act.DELETE), "block": passage.key}]
    text = Text(blocks)
    try:
        reworded = done(text, changed_by(text, Reword(place + 1, passage.words))).blocks[place]
    except NothingChanged:
        return []
    return [{"act": str(Act.REPLACE), "block": passage.key, "html": reworded.html}]


def _added(
    blocks: tuple[ParsedBlock, ...], place: int, passage: TypedPassage, rendering: Rendering
) -> list[dict[str, Any]]:
    """Return the operation that adds a passage after this one, if there is one."""
    if not passage.after.strip():
        return []
    notes = {str(each.attrs["note"]) for each in blocks if each.kind is BlockKind.FOOTNOTE}
    before = blocks[place]
    like = before if before.kind in _CONTINUED else ParsedBlock(BlockKind.PARAGRAPH, 0, "", "")
    html = from_typed(passage.after.strip(), notes)
    new = clean_block(ParsedBlock(like.kind, like.level, html, "", like.attrs))
    return [
        {
            "act": str(Act.INSERT),
            "block": passage.key,
            # The same words at the same place have the same key, so that a form sent again is one.
            "key": str(uuid5(UUID(passage.key), f"{rendering.sha256} {new.html}")),
            "kind": new.kind.value,
            "level": new.level,
            "html": new.html,
            "attrs": dict(new.attrs),
        }
    ]
