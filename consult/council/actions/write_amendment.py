"""An editor has an adopted amendment written into a working draft."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from consult.accounts.permissions import require
from consult.core.errors import DomainError, N_, NotThere
from consult.core.transactions import command, step
from consult.council.models import Amendment
from consult.council.rules.amending import Act
from consult.council.rules.amendment_errors import AmendmentMisfit
from consult.council.rules.wording import wording_sha256
from consult.council.selectors.amendments import to_carry_out
from consult.drafts.actions.store_draft import store_draft_step
from consult.drafts.models import Chapter, Draft, Rendering
from consult.drafts.rules.blocks import BlockKind, ParsedBlock
from consult.drafts.rules.cleaning import clean_block
from consult.drafts.rules.editing.change import Splice, Text, done
from consult.drafts.rules.editing.refusals import AnotherDraftWaits
from consult.drafts.rules.editing.settle import settled
from consult.drafts.rules.stored import restore_block
from consult.drafts.selectors import rendering_document


class AmendmentCarriedOut(DomainError):
    """What a version holds already needs no draft."""

    code = "amendment_carried_out"
    status = 409
    message = N_("This amendment waits for nobody: it was not adopted, or is carried out already.")


@step
def write_amendment_step(*, actor: Any, amendment_id: int) -> Draft:
    """Make a working draft of the chapter's present text with the amended passages in it.

    Guarantees that publishing this draft carries the amendment out, and that numbers of items and
    tables go on. An editor may. Refuses an amendment that was not adopted or is carried out
    (`AmendmentCarriedOut`), a chapter that has a draft in this language (`AnotherDraftWaits`),
    which is kept as it is, and a text that has lost the passages meanwhile (`AmendmentMisfit`).
    """
    amendment = Amendment.objects.select_related("rendering__version__chapter__review").get(
        pk=amendment_id
    )
    chapter = amendment.rendering.version.chapter
    require(actor, "drafts.import_draft", chapter.review)
    chapter = Chapter.objects.select_for_update().select_related("review").get(pk=chapter.pk)
    if not to_carry_out(chapter).filter(pk=amendment.pk).exists():
        raise AmendmentCarriedOut()
    language = amendment.rendering.language
    if chapter.drafts.filter(language=language, state=Draft.State.CHECKING).exists():
        raise AnotherDraftWaits()
    present = Rendering.objects.filter(version=chapter.current_id, language=language).first()
    if present is None:
        raise AmendmentMisfit()
    document = rendering_document(present)
    blocks = amended_blocks(document, amendment.operations)
    return store_draft_step(
        actor=actor,
        chapter=chapter,
        language=language,
        blocks=[clean_block(block) for block in blocks],
        source_name=amendment.motion.number,
        source_sha256=wording_sha256(document),
    )


def amended_blocks(
    document: Mapping[str, Any], operations: Sequence[Mapping[str, Any]]
) -> Sequence[ParsedBlock]:
    """Reads only. Return the blocks of a text with the operations done, numbers going on.

    Raises `AmendmentMisfit` where the text has not the passages.
    """
    blocks = tuple(restore_block(block) for block in document["blocks"])
    places = {block["key"]: place for place, block in enumerate(document["blocks"])}
    if any(operation["block"] not in places for operation in operations):
        raise AmendmentMisfit()
    # From the end, so that what is added or deleted moves no place that is still to come; at one
    # place what follows a passage comes before the passage itself.
    ordered = sorted(
        operations, key=lambda each: (places[each["block"]], each["act"] == Act.INSERT)
    )
    text = Text(blocks)
    for operation in reversed(ordered):
        splice = _splice(text.blocks, places[operation["block"]], operation)
        text = done(text, settled(text, [splice]))
    return text.blocks


def _splice(blocks: Sequence[ParsedBlock], place: int, operation: Mapping[str, Any]) -> Splice:
    own = blocks[place]
    if operation["act"] == Act.DELETE:
        return Splice(place, (own,), ())
    if operation["act"] == Act.INSERT:
        return Splice(place + 1, (), (restore_block(operation),))
    html = operation["html"]
    return Splice(place, (own,), (restore_block({**_stored(own), "html": html}),))


def _stored(block: ParsedBlock) -> dict[str, Any]:
    kind: BlockKind = block.kind
    return {"kind": kind.value, "level": block.level, "attrs": block.attrs}


@command
def write_amendment(*, actor: Any, motion_id: UUID) -> Draft:
    """Write an adopted amendment into a working draft: see `write_amendment_step`."""
    amendment = Amendment.objects.filter(motion=motion_id).first()
    if amendment is None:
        raise NotThere()
    return write_amendment_step(actor=actor, amendment_id=amendment.pk)
