"""The pictures of a text, as they stand inside a file."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable

from consult.drafts.models import Picture
from consult.drafts.rules.blocks import BlockKind
from consult.drafts.selectors import BlockRow


def pictures_in(rows: Iterable[BlockRow]) -> dict[str, str]:
    """Return the pictures of the figures as `data:` addresses by their hash.

    One query, and none for a text without pictures.
    """
    wanted = {
        str(row.attrs["picture"])
        for row in rows
        if row.kind is BlockKind.FIGURE and "picture" in row.attrs
    }
    if not wanted:
        return {}
    return {
        picture.sha256: f"data:{picture.media_type};base64,{b64encode(picture.content).decode()}"
        for picture in Picture.objects.filter(pk__in=wanted)
    }
