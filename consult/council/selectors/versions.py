"""The versions that can be put to the council now."""

from __future__ import annotations

from django.db.models import F, Prefetch, QuerySet

from consult.drafts.models import Rendering, Version
from consult.reviews.models import Review


def versions_to_vote_on(review: Review) -> QuerySet[Version]:
    """Return the current version of each chapter in order, its chapter and renderings loaded."""
    renderings = Prefetch("renderings", Rendering.objects.order_by("language"))
    return (
        Version.objects.filter(chapter__review=review, chapter__current=F("pk"))
        .select_related("chapter")
        .prefetch_related(renderings)
        .order_by("chapter__position")
    )
