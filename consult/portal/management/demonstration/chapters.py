"""The chapters and their published versions."""

from __future__ import annotations

from consult.accounts.models import User
from consult.drafts.actions import add_chapter, import_markdown
from consult.drafts.models import Chapter, Draft
from consult.portal.actions import publish_version
from consult.portal.management.demonstration.texts import chapter_text, read
from consult.reviews.models import Review


def build_chapters(review: Review, editor: User) -> dict[str, Chapter]:
    """Add the chapters that are missing; return all by slug."""
    chapters = {}
    for row in read("chapters"):
        slug = row["slug"]
        chapters[slug] = review.chapters.filter(slug=slug).first() or add_chapter(
            actor=editor,
            review=review,
            slug=slug,
            position=row["position"],
            title=row["title"],
            source_language="en",
        )
    return chapters


def build_versions(chapters: dict[str, Chapter], editor: User, number: int) -> None:
    """Import and publish version `number` of every chapter that has one."""
    for row in read("chapters"):
        languages = row["versions"].get(str(number), [])
        chapter = chapters[row["slug"]]
        if not languages or chapter.versions.filter(number=number).exists():
            continue
        for language in languages:
            if chapter.drafts.filter(language=language, state=Draft.State.CHECKING).exists():
                continue
            import_markdown(
                actor=editor,
                chapter=chapter,
                language=language,
                text=chapter_text(row["slug"], language, number),
                source_name=f"{row['slug']}.{language}.md",
            )
        publish_version(actor=editor, chapter=chapter)
        chapter.refresh_from_db()
