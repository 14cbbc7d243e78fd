"""The code of conduct: the version in force, older ones, and rules that decisions cite."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import Subquery

from consult.core.errors import NotThere
from consult.reviews.models import Review
from moderation.models import Acceptance, CodeOfConduct, Rule


def code_in_force(review: Review) -> CodeOfConduct | None:
    """Return the review's latest version, or None before the first is published; one query."""
    return CodeOfConduct.objects.filter(review=review).order_by("-version").first()


def accepted_code(person: Any, code: CodeOfConduct | None) -> bool:
    """Say whether somebody has accepted a version before; one query, none for guests."""
    if code is None or not person.is_authenticated:
        return False
    return Acceptance.objects.filter(conduct=code, person=person).exists()


def code_versions(review: Review) -> list[CodeOfConduct]:
    """Return every version with its rules, the latest first, in two queries."""
    versions = CodeOfConduct.objects.filter(review=review).order_by("-version")
    return list(versions.prefetch_related("rules"))


def code_version(versions: list[CodeOfConduct], number: int | None) -> CodeOfConduct | None:
    """Return one of the versions, without a number the one in force.

    Returns None before the first is published; raises `NotThere` for a number never given out.
    """
    if number is None:
        return versions[0] if versions else None
    for version in versions:
        if version.version == number:
            return version
    raise NotThere()


def rules_of(review: Review) -> dict[tuple[int, str], Rule]:
    """Return every rule of every version by version and code, for the notes on refused texts."""
    rules = Rule.objects.filter(conduct__review=review).select_related("conduct")
    return {(rule.conduct.version, rule.code): rule for rule in rules}


def rules_in(code: CodeOfConduct | None) -> list[Rule]:
    """Return the rules of a version in their order; none before the first is published."""
    return list(code.rules.all()) if code else []


def rules_in_force(review: Review) -> list[Rule]:
    """Return the rules of the version in force in their order, in one query."""
    codes = CodeOfConduct.objects.filter(review=review).order_by("-version")
    return list(Rule.objects.filter(conduct=Subquery(codes.values("pk")[:1])).order_by("position"))


def texts_by_language(instance: Any, field: str) -> dict[str, str]:
    """Return what a translated field says in each language in which it says anything."""
    texts = {
        code: getattr(instance, f"{field}_{code}") for code in settings.MODELTRANSLATION_LANGUAGES
    }
    return {code: text for code, text in texts.items() if text}
