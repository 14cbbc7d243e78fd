"""Import a file as a draft of a chapter, and publish it where asked to."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.db.models import Max

from consult.accounts.models import User
from consult.drafts.actions import (
    add_chapter,
    import_draft,
    import_markdown,
    publish_first_version,
)
from consult.drafts.actions.parse_upload import parse_upload
from consult.drafts.models import Chapter
from consult.drafts.rules.text_file import is_markdown, markdown_text
from consult.drafts.rules.upload import MAX_UPLOAD_BYTES
from consult.reviews.management.acting import ActingCommand, review_named
from consult.reviews.models import Review


class Command(ActingCommand):
    help = (
        "Import a Word (.docx) or Markdown file (.md) as a draft of a chapter. With --title a "
        "chapter that does not exist is added; with --publish the draft becomes the chapter's "
        "first version."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("file", type=Path, metavar="FILE", help="A .docx or .md file.")
        parser.add_argument("--review", required=True, help="The review's short name.")
        parser.add_argument("--chapter", required=True, help="The chapter's short name.")
        parser.add_argument("--language", required=True, help="The language's code, such as en.")
        parser.add_argument("--title", default="", help="The title of a chapter to be added.")
        parser.add_argument(
            "--publish", action="store_true", help="Publish the chapter's first version at once."
        )

    def act(self, actor: Any, options: dict[str, Any]) -> None:
        review = review_named(options["review"])
        data = _content(options["file"])
        chapter = self._chapter(actor, review, data, options)
        name = options["file"].name
        target = {"actor": actor, "chapter": chapter, "language": options["language"]}
        if is_markdown(name):
            draft = import_markdown(**target, text=markdown_text(data), source_name=name)
        else:
            draft = import_draft(**target, data=data, filename=name)
        self.stdout.write(
            f"Imported {len(draft.blocks)} blocks as a draft of “{chapter.slug}” in "
            f"{draft.language}; {len(draft.dropped)} things were left out."
        )
        if options["publish"]:
            version = publish_first_version(actor=actor, chapter=chapter)
            self.stdout.write(f"Published version {version.number} of “{chapter.slug}”.")
        else:
            self.stdout.write(f"Check it on the editing desk, under drafts/{draft.pk}/.")

    def _chapter(
        self, actor: User, review: Review, data: bytes, options: dict[str, Any]
    ) -> Chapter:
        slug = options["chapter"]
        chapter = review.chapters.filter(slug=slug).first()
        if chapter is not None:
            return chapter
        if not options["title"]:
            known = ", ".join(review.chapters.values_list("slug", flat=True)) or "none yet"
            raise CommandError(
                f"“{review.slug}” has no chapter “{slug}” (it has: {known}). "
                "Give --title to add it."
            )
        # Read the file before anything is stored, so that a refused one leaves no empty chapter.
        if is_markdown(options["file"].name):
            markdown_text(data)
        else:
            parse_upload(data, options["file"].name)
        last = review.chapters.aggregate(last=Max("position"))["last"] or 0
        chapter = add_chapter(
            actor=actor,
            review=review,
            slug=slug,
            position=last + 1,
            title={_title_language(options["language"]): options["title"]},
            source_language=options["language"],
        )
        self.stdout.write(f"Added the chapter “{slug}”.")
        return chapter


def _title_language(language: str) -> str:
    """Return the text's language where pages are offered in it, else the first that they are."""
    offered = settings.MODELTRANSLATION_LANGUAGES
    return language if language in offered else offered[0]


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            # One byte more than is allowed is enough to be refused.
            return file.read(MAX_UPLOAD_BYTES + 1)
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.") from None
