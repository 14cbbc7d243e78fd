"""Where a reader sees how one passage changed between two versions."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

from consult.drafts.models import Chapter


def change_address(
    chapter: Chapter, *, old: int, new: int, language: str, block: UUID | None
) -> str:
    """Return the address of the comparison of two versions by number, at a block if one is meant.

    The comparison opens on the part in which the block stands, also where it did not change. The
    chapter's review must be fetched with it, or costs a query.
    """
    address = reverse("portal:compare", args=[chapter.review.slug, chapter.slug])
    query: dict[str, object] = {"from": old, "to": new, "language": language}
    if block is None:
        return f"{address}?{urlencode(query)}"
    return f"{address}?{urlencode({**query, 'block': block})}#b-{block}"
