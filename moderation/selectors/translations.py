"""The translations that stand beside texts, for moderators."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Case as Choice
from django.db.models import F, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import JSONObject

from consult.core.machine import provider_is_own, translation_provider
from moderation.models import Case, CaseTranslation


@dataclass(frozen=True, slots=True)
class Beside:
    """A translation, and whether it is of the text as it is now."""

    translation: CaseTranslation
    is_current: bool


def translations_of(case: Case, original: str) -> list[Beside]:
    """Return the latest translation into each language, the latest first, in one query."""
    sha256 = hashlib.sha256(original.encode()).hexdigest()
    latest: dict[str, CaseTranslation] = {}
    rows = case.translations.exclude(text="").select_related("author")
    for row in rows.order_by("-made_at", "-pk")[:50]:
        latest.setdefault(row.language, row)
    return [Beside(row, row.original_sha256 == sha256) for row in latest.values()]


def with_translation(cases: QuerySet[Case, Case], reads: Sequence[str]) -> QuerySet[Case, Case]:
    """Give each case `beside`: its latest translation as a dictionary, or None.

    One into a language that the reader reads comes before others. It costs no query of its own.
    """
    rows = CaseTranslation.objects.filter(case=OuterRef("pk")).exclude(text="")
    rank = Choice(When(language__in=list(reads), then=Value(0)), default=Value(1))
    words = JSONObject(
        language=F("language"), text=F("text"), provider=F("provider"), author=F("author__name")
    )
    latest = rows.order_by(rank, "-made_at").annotate(words=words).values("words")[:1]
    return cases.annotate(beside=Subquery(latest))


def machine_languages(source: str, targets: Sequence[str]) -> list[str]:
    """Return those languages into which the operator's own provider translates; none without."""
    if not provider_is_own():
        return []
    provider = translation_provider()
    return [code for code in targets if code != source and provider.offers(source, code)]
