"""The languages in which the secretary is asked for names and titles."""

from __future__ import annotations

from django.conf import settings

from consult.reviews.models import Review


def languages_asked(review: Review) -> list[str]:
    """Return the languages that review and interface share, or the interface's first."""
    offered = settings.MODELTRANSLATION_LANGUAGES
    shared = [code for code in offered if code in review.languages]
    return shared or [settings.MODELTRANSLATION_DEFAULT_LANGUAGE]
