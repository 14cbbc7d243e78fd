"""Translations that stand beside a text before the moderators."""

from __future__ import annotations

from typing import Final

from consult.core.errors import DomainError, N_

TRANSLATION_MAX: Final = 40_000


class TranslationMissing(DomainError):
    """A translation says something."""

    code = "translation_missing"
    field = "text"
    message = N_("Write the translation, of at most %(limit)s characters.")


class TranslationLanguageWrong(DomainError):
    """A translation is in another language than the text."""

    code = "translation_language_wrong"
    field = "language"
    message = N_("Choose a language other than that of the text.")


class NoMachine(DomainError):
    """No provider of the operator's own offers these languages, and others get no such text."""

    code = "no_machine"
    status = 409
    message = N_("No machine of our own translates from this language into that one here.")


class MachineFailed(DomainError):
    """The provider gave no answer that can be used."""

    code = "machine_failed"
    status = 409
    message = N_("The machine gave no translation. Try again later, or type one.")


def require_translation(text: str, language: str, original_language: str) -> None:
    """Raise `TranslationMissing` or `TranslationLanguageWrong` for what is no translation."""
    if not 0 < len(text) <= TRANSLATION_MAX:
        raise TranslationMissing(limit=TRANSLATION_MAX)
    if language == original_language:
        raise TranslationLanguageWrong()
