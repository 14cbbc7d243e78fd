"""Pictures that imports brought, kept under the hash of their bytes."""

from __future__ import annotations

from django.db import models

from consult.drafts.models.chapter import Chapter


class Picture(models.Model):
    """A picture as it is served. It lies in the database, so that a backup of it is whole."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    media_type = models.CharField(max_length=20)
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    content = models.BinaryField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.sha256[:12]


class ChapterPicture(models.Model):
    """An import of this chapter brought this picture, whether or not it is published."""

    chapter = models.ForeignKey(Chapter, on_delete=models.CASCADE, related_name="pictures")
    picture = models.ForeignKey(Picture, on_delete=models.PROTECT, related_name="chapters")

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["picture", "chapter"], name="picture_once_a_chapter"),
        ]

    def __str__(self) -> str:
        return f"{self.chapter_id} {self.picture_id}"
