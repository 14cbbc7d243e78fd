"""A translation is put beside a text, for colleagues who do not read its language."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.utils import timezone

from consult.accounts.permissions import require
from consult.core.errors import DomainError
from consult.core.idempotency import once
from consult.core.journal import record
from consult.core.languages import NAMES
from consult.core.machine import Reach, ask, provider_is_own, translation_provider
from consult.core.text import clean_text
from consult.core.transactions import command, step
from moderation.models import Case, CaseTranslation
from moderation.registry import subjects_of
from moderation.rules.judging import OwnSubmission
from moderation.rules.translating import (
    MachineFailed,
    NoMachine,
    TranslationLanguageWrong,
    require_translation,
)
from moderation.selectors import case_called, own_case

logger = logging.getLogger(__name__)


@step
def translate_case_step(
    *, actor: Any, case_id: UUID, language: str, text: str, key: UUID
) -> CaseTranslation:
    """Put what the actor typed beside the text; the latest translation into a language counts.

    The text and its case stay as they are. Guarantees a ledger entry without the words, once for a
    key. Refuses a translation of one's own text (`OwnSubmission`), an empty or too long one
    (`TranslationMissing`), and one into its own or an unknown language
    (`TranslationLanguageWrong`).
    """
    case = _open_to(actor, case_id)
    said = clean_text(text)

    def make() -> str:
        return str(_keep(actor, case, language, said).pk)

    body = {"case": str(case_id), "language": language, "text": said}
    made = once(scope=f"beside:{actor.pk.hex}", key=key, body=body, make=make)
    return CaseTranslation.objects.get(pk=made)


@command
def translate_case(**arguments: Any) -> CaseTranslation:
    """Type a translation: see `translate_case_step`."""
    return translate_case_step(**arguments)


def _ask_first(store: Callable[..., CaseTranslation]) -> Callable[..., CaseTranslation]:
    """Let the provider answer before `store` opens its transaction: it may take its time."""

    @wraps(store)
    def asked(*, actor: Any, case_id: UUID, language: str) -> CaseTranslation:
        case = _open_to(actor, case_id)
        provider, own = translation_provider(), provider_is_own()
        if not own or not provider.offers(case.language, language):
            raise NoMachine()
        original = subjects_of([case])[case.pk].original
        try:
            (answer,) = ask(
                provider, [original], case.language, language, reach=Reach.PERSONAL, own=own
            )
        except DomainError:
            raise
        except Exception:
            # The provider is a stranger's program: whatever it raises costs this answer alone.
            logger.exception("The translation provider failed for case %s.", case.pk)
            raise MachineFailed() from None
        given = {"language": language, "text": answer, "provider": provider.name}
        return store(actor=actor, case_id=case_id, **given)

    return asked


@_ask_first
@command
def take_translation(
    *, actor: Any, case_id: UUID, language: str, text: str, provider: str
) -> CaseTranslation:
    """Put a machine's translation beside the text, marked as not checked by anybody.

    Called with `actor`, `case_id` and `language`. The text goes to the operator's own provider and
    to no other: without one that offers these languages it refuses with `NoMachine`, before
    anything is sent, and with `MachineFailed` where the answer is empty or the provider breaks.
    """
    case = _open_to(actor, case_id)
    said = clean_text(text)
    if not said:
        raise MachineFailed()
    return _keep(actor, case, language, said, provider)


def _open_to(actor: Any, case_id: UUID) -> Case:
    case = case_called(case_id)
    require(actor, "moderation.decide", case.review)
    if own_case(case, actor):
        raise OwnSubmission()
    return case


def _keep(actor: Any, case: Case, language: str, text: str, provider: str = "") -> CaseTranslation:
    # Lock the case so that the text cannot change or be erased between reading and keeping.
    locked = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    require_translation(text, language, locked.language)
    if language not in NAMES:
        raise TranslationLanguageWrong()
    original = subjects_of([locked])[locked.pk].original
    kept = CaseTranslation.objects.create(
        case=locked,
        language=language,
        text=text,
        original_sha256=hashlib.sha256(original.encode()).hexdigest(),
        provider=provider[:100],
        author=None if provider else actor,
        made_at=timezone.now(),
    )
    record(
        case.review.log_id,
        "case.translated.v1",
        actor=actor.reference,
        subject=case.reference,
        data={
            "case": case.reference,
            "number": case.number,
            "language": language,
            "by": "machine" if provider else "person",
        },
    )
    return kept
