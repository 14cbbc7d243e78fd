"""The texts that a vote on the whole is about: those that were adopted chapter by chapter."""

from __future__ import annotations

from django.db.models import F, QuerySet

from consult.council.models import Correction, MotionText, RollUp
from consult.council.rules.wording import same_wording
from consult.drafts.models import Chapter, Rendering, Version
from consult.drafts.selectors import rendering_document


def versions_of(rollup: RollUp) -> list[Version]:
    """Return the current version of each chapter of a roll-up, in order."""
    chapters = _texts(rollup).values("rendering__version__chapter")
    found = Version.objects.filter(chapter__in=chapters, chapter__current=F("pk"))
    return list(found.select_related("chapter").order_by("chapter__position"))


def authentic_of(rollup: RollUp) -> str:
    """Return the language that is authentic in every motion of a roll-up."""
    texts = _texts(rollup).filter(authentic=True)
    return str(texts.values_list("rendering__language", flat=True)[0])


def changed_chapter(rollup: RollUp) -> Chapter | None:
    """Return a chapter whose current version says anything else than what was adopted, or None.

    What was corrected while the motion stood, or after it was adopted, belongs to what was adopted.
    """
    rows = Correction.objects.filter(motion__rollup=rollup).order_by("pk")
    corrected = {
        (each.new.version.chapter_id, each.new.language): each.new
        for each in rows.select_related("new__version__chapter")
    }
    current = {
        (each.version.chapter_id, each.language): each
        for each in Rendering.objects.filter(
            version__in=[version.pk for version in versions_of(rollup)]
        ).select_related("version__chapter")
    }
    for text in _texts(rollup).select_related("rendering__version__chapter").order_by("pk"):
        place = text.rendering.version.chapter_id, text.rendering.language
        adopted = corrected.get(place, text.rendering)
        if not _same(adopted, current.get(place)):
            return adopted.version.chapter
    return None


def _texts(rollup: RollUp) -> QuerySet[MotionText]:
    return MotionText.objects.filter(motion__rollup=rollup)


def _same(old: Rendering, new: Rendering | None) -> bool:
    if new is None:
        return False
    return old.pk == new.pk or same_wording(rendering_document(old), rendering_document(new))
