"""The tag that shows the text of a chapter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import template
from django.template.loader import get_template
from django.utils.safestring import SafeString

from consult.drafts.exports.reading import Member, reading_text
from consult.drafts.rules.blocks import BlockKind
from consult.drafts.selectors import BlockRow

register = template.Library()


@register.simple_tag
def chapter_text(
    blocks: Sequence[BlockRow],
    write: str = "",
    talks: Mapping[UUID, Any] | None = None,
    zone: str = "UTC",
    conduct: str = "",
) -> SafeString:
    """Show all blocks of a text: see `reading_text`.

    `talks` maps a block's key to what is said about it, which `core/components/talk.html` shows
    with the review's time zone and the address of the code of conduct.
    """
    said = talks or {}
    page = get_template("core/components/talk.html")

    def talk(member: Member) -> str:
        found = said.get(member.block.key)
        if found is None:
            return ""
        row = member.number if member.block.kind is BlockKind.TABLE_ROW else None
        return page.render({"talk": found, "zone": zone, "conduct": conduct, "row": row})

    return reading_text(blocks, write=write, talk=talk)
