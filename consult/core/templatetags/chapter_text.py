"""The tag that shows a chapter's text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe

from consult.core.markup import ChapterMarkup
from consult.core.passages import runs

register = template.Library()


@register.simple_tag
def chapter_text(
    blocks: Iterable[Any],
    *,
    write: str = "",
    talks: Mapping[Any, Any] | None = None,
    zone: str = "UTC",
    conduct: str = "",
) -> SafeString:
    """Show blocks with their links, lists and tables grouped, and what is said about each.

    The parameters are those of `core/components/blocks.html`.
    """
    component = get_template("core/components/talk.html")

    def talk(said: Any, row: int | None) -> str:
        context = {"talk": said, "row": row, "zone": zone, "conduct": conduct}
        return component.render(context)

    markup = ChapterMarkup(talks=talks or {}, write=write or "", talk=talk)
    return mark_safe("".join(markup.run(run) for run in runs(blocks)))
