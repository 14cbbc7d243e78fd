"""Blocks are tagged with the Goals and targets that they are about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from consult.accounts.permissions import require
from consult.core.transactions import command, step
from consult.drafts.models import Block, Chapter, Tag
from consult.drafts.rules.refusals import BlockNotThere, GoalUnknown, NothingTagged
from consult.drafts.selectors import aims


@step
def tag_text_step(
    *,
    actor: Any,
    chapter: Chapter,
    keys: Sequence[UUID | None],
    codes: Sequence[str],
    remove: bool = False,
) -> int:
    """Add these Goals and targets to these blocks, or take them away; an editor may.

    The key None stands for the whole chapter. Returns how many tags changed; one that is there
    already, or already gone, is left as it is. Refuses codes that the 2030 Agenda does not have
    (`GoalUnknown`), no block or no code (`NothingTagged`), and a block that the version in force
    does not have (`BlockNotThere`).
    """
    require(actor, "drafts.tag_text", chapter.review)
    if not keys or not codes:
        raise NothingTagged()
    unknown = [code for code in codes if code not in aims()]
    if unknown:
        raise GoalUnknown(codes=", ".join(unknown))
    # Lock the chapter, so that two editors cannot add one tag twice.
    chapter = Chapter.objects.select_for_update().get(pk=chapter.pk)
    blocks = {key for key in keys if key is not None}
    here = Block.objects.filter(version=chapter.current, key__in=blocks)
    if here.count() != len(blocks):
        raise BlockNotThere()
    there = {
        (tag.block_key, tag.code): tag.pk
        for tag in Tag.objects.filter(chapter=chapter, code__in=codes)
    }
    wanted = {(key, code) for key in keys for code in codes}
    if remove:
        gone = [pk for place, pk in there.items() if place in wanted]
        return Tag.objects.filter(pk__in=gone).delete()[0]
    new = sorted(wanted - there.keys(), key=lambda place: (str(place[0]), place[1]))
    return len(
        Tag.objects.bulk_create(Tag(chapter=chapter, block_key=key, code=code) for key, code in new)
    )


@command
def tag_text(**arguments: Any) -> int:
    """Tag blocks with Goals and targets: see `tag_text_step`."""
    return tag_text_step(**arguments)
