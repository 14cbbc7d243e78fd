"""Stored pictures, and who may see them."""

from __future__ import annotations

from consult.core.errors import NotThere
from consult.drafts.models import Block, Picture
from consult.drafts.rules.blocks import BlockKind
from consult.reviews.models import Review


def picture_called(sha256: str) -> Picture:
    """Return the picture with this hash, in one query; raises `NotThere`."""
    try:
        return Picture.objects.get(pk=sha256)
    except Picture.DoesNotExist:
        raise NotThere() from None


def is_published(picture: Picture) -> bool:
    """Say whether a published version shows the picture: then everybody may see it.

    One query, which reads the figures of the chapters that brought the picture.
    """
    return Block.objects.filter(
        version__chapter__pictures__picture=picture,
        kind=BlockKind.FIGURE,
        attrs__picture=picture.pk,
    ).exists()


def reviews_with(picture: Picture) -> list[Review]:
    """Return the reviews whose imports brought the picture, in one query."""
    return list(Review.objects.filter(chapters__pictures__picture=picture).distinct())
