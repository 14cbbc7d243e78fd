"""The pictures of an imported text are kept."""

from __future__ import annotations

from collections.abc import Sequence

from consult.core.transactions import step
from consult.drafts.models import Chapter, ChapterPicture, Picture
from consult.drafts.rules.pictures import ParsedPicture


@step
def keep_pictures_step(*, chapter: Chapter, pictures: Sequence[ParsedPicture]) -> None:
    """Store each picture once, under its hash, and note that the chapter's import brought it.

    The caller has asked whether the actor may import. A picture that is there stays as it is.
    """
    if not pictures:
        return
    Picture.objects.bulk_create(
        [
            Picture(
                sha256=picture.sha256,
                media_type=picture.media_type,
                width=picture.width,
                height=picture.height,
                content=picture.content,
            )
            for picture in pictures
        ],
        ignore_conflicts=True,
    )
    ChapterPicture.objects.bulk_create(
        [ChapterPicture(chapter=chapter, picture_id=picture.sha256) for picture in pictures],
        ignore_conflicts=True,
    )
