"""The tag that shows the text of a chapter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import template
from django.template.loader import get_template
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from consult.drafts.exports.reading import Member, reading_text
from consult.drafts.rules.blocks import BlockKind
from consult.drafts.rules.goals import Aim
from consult.drafts.selectors import BlockRow

register = template.Library()


@register.simple_tag
def chapter_text(
    blocks: Sequence[BlockRow],
    write: str = "",
    talks: Mapping[UUID, Any] | None = None,
    zone: str = "UTC",
    conduct: str = "",
    aims: Mapping[UUID | None, Sequence[Aim]] | None = None,
    review: str = "",
) -> SafeString:
    """Show all blocks of a text: see `reading_text`.

    `talks` maps a block's key to what is said about it, which `core/components/talk.html` shows
    with the review's time zone and the address of the code of conduct. `aims` maps it to the Goals
    and targets that it is about, which link to their pages in the review with the slug `review`.
    """
    said, about = talks or {}, aims or {}
    page = get_template("core/components/talk.html")
    label = escape(gettext("Goals and targets"))

    def talk(member: Member) -> str:
        tagged = about.get(member.block.key)
        before = _aims(tagged, label, review) if tagged else ""
        found = said.get(member.block.key)
        if found is None:
            return before
        row = member.number if member.block.kind is BlockKind.TABLE_ROW else None
        return before + page.render({"talk": found, "zone": zone, "conduct": conduct, "row": row})

    return reading_text(blocks, write=write, talk=talk)


def _aims(aims: Sequence[Aim], label: str, review: str) -> str:
    """Return links to the aims' pages; in Python, since a text may have hundreds."""
    items = "".join(
        f'<li><a href="{_aim_address(aim, review)}">{escape(aim_name(aim))}</a></li>'
        for aim in aims
    )
    return f'<ul class="aims" role="list" aria-label="{label}">{items}</ul>'


def _aim_address(aim: Aim, review: str) -> str:
    address = reverse("portal:goal", args=[review, int(aim.goal)])
    return address if aim.is_goal else f"{address}#aim-{aim.code}"


@register.simple_tag
def aim_name(aim: Aim) -> str:
    """Name a Goal or a target with its code in the page's language."""
    form = gettext("Goal %(code)s: %(name)s") if aim.is_goal else gettext("%(code)s %(name)s")
    return form % {"code": aim.code, "name": aim.name_in(get_language() or "en")}
