"""Make the search's index anew."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from consult.drafts.models import Chapter
from consult.portal.actions import index_chapter_again


class Command(BaseCommand):
    help = "Make the search's index anew from the published texts and comments, chapter by chapter."

    def handle(self, *args: Any, **options: Any) -> None:
        for chapter in Chapter.objects.select_related("review", "current").order_by("pk"):
            count = index_chapter_again(chapter=chapter)
            self.stdout.write(f"{chapter.review.slug}/{chapter.slug}: {count} texts")
