"""The Goals and targets that the demonstration's paragraphs are about."""

from __future__ import annotations

from consult.accounts.models import User
from consult.drafts.actions import tag_text
from consult.drafts.models import Chapter
from consult.drafts.selectors import blocks_of
from consult.portal.management.demonstration.texts import read


def build_tags(chapters: dict[str, Chapter], editor: User) -> None:
    """Tag the chapters that have no tags yet, and in them the paragraphs by how they begin."""
    fresh = {slug for slug, chapter in chapters.items() if not chapter.tags.exists()}
    for row in read("tags"):
        chapter = chapters[row["chapter"]]
        if chapter.slug not in fresh or chapter.current is None:
            continue
        begins = row.get("begins")
        rows = blocks_of(chapter.current, "en") if begins else []
        tag_text(
            actor=editor,
            chapter=chapter,
            keys=[found.key for found in rows if found.text.startswith(begins)] or [None],
            codes=row["codes"],
        )
