"""Names that a roll froze in every language."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from django.utils.translation import get_language

from consult.core.languages import Shown
from consult.council.models import Institution, Motion


def names_of(institution: Institution) -> dict[str, str]:
    """Return the institution's names by language code, without the languages it has none in."""
    names = {
        code: getattr(institution, f"name_{code.replace('-', '_')}")
        for code in settings.MODELTRANSLATION_LANGUAGES
    }
    return {code: name for code, name in names.items() if name}


def first_name(names: Mapping[str, str]) -> str:
    """Return the name in the first of the installation's languages: what the ledger says."""
    order = [*settings.MODELTRANSLATION_LANGUAGES, *names]
    return next((names[code] for code in order if names.get(code)), "")


def name_shown(names: Mapping[str, str]) -> Shown:
    """Return a frozen name in the page's language, or in the first there is, with its language."""
    order = [get_language() or settings.LANGUAGE_CODE, *settings.MODELTRANSLATION_LANGUAGES, *names]
    code = next((code for code in order if names.get(code)), order[0])
    return Shown(names.get(code, ""), code)


def first_title(motion: Motion) -> str:
    """Return the motion's title in the first of the installation's languages: for the ledger."""
    codes = settings.MODELTRANSLATION_LANGUAGES
    return first_name({code: getattr(motion, f"title_{code.replace('-', '_')}") for code in codes})
