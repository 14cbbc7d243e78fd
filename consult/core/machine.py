"""Translation by machine: what a provider is, which one is set up, and what it may be sent."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Protocol, cast

from django.conf import settings
from django.utils.module_loading import import_string

from consult.core.errors import DomainError, N_


class Provider(Protocol):
    """What translates texts: a service somewhere, or a program of the operator's own.

    `name` is kept with every text that it made. Texts bear the marks of
    `consult.drafts.rules.markup`, which it should leave as they are.
    """

    @property
    def name(self) -> str:
        """Its name, as people know it."""

    def offers(self, source: str, target: str) -> bool:
        """Say whether it translates from one language into the other."""

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        """Return the texts in the target language, in the same order, "" where it has none."""


class NoProvider:
    """Offers nothing: the default, so that no text leaves an installation unasked."""

    name = ""

    def offers(self, source: str, target: str) -> bool:
        """Offer no pair of languages."""
        return False

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        """Return no translation of anything."""
        return [""] * len(texts)


class Reach(StrEnum):
    """Who may know a text as it is."""

    PUBLISHED = "published"
    UNPUBLISHED = "unpublished"
    PERSONAL = "personal"


class NotSentElsewhere(DomainError):
    """A text that is not published would leave for a provider that is not the operator's own."""

    code = "not_sent_elsewhere"
    status = 403
    message = N_(
        "This text is not published, so it is not sent to a translation service that the people "
        "who run this site have not declared their own."
    )


def may_be_sent(reach: Reach, *, own: bool) -> bool:
    """Say whether a text may go to a provider: what is not published only to the operator's own."""
    return own or reach is Reach.PUBLISHED


def ask(
    provider: Provider,
    texts: Sequence[str],
    source: str,
    target: str,
    *,
    reach: Reach,
    own: bool,
) -> list[str]:
    """Return the provider's translations: the one way by which a text reaches a provider.

    Raises `NotSentElsewhere` before anything is sent, and ValueError where the provider returns
    another number of texts than it got.
    """
    if not may_be_sent(reach, own=own):
        raise NotSentElsewhere()
    answer = provider.translate(texts, source, target)
    if len(answer) != len(texts):
        raise ValueError(f"{provider.name} returned {len(answer)} texts for {len(texts)}.")
    return answer


def translation_provider() -> Provider:
    """Return the provider that `TRANSLATION_PROVIDER` names: a class, or a function making one."""
    return cast("Provider", import_string(settings.TRANSLATION_PROVIDER)())


def provider_is_own() -> bool:
    """Say whether the operator declares the provider their own (`TRANSLATION_PROVIDER_OWN`)."""
    return bool(settings.TRANSLATION_PROVIDER_OWN)
