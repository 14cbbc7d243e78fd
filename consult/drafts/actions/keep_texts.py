"""Texts that were published whole become translations of their blocks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from consult.core.transactions import step
from consult.drafts.actions.revise_translations import Wording, revise_translations_step
from consult.drafts.models import ChapterLanguage, Version
from consult.drafts.rules.blocks import ParsedBlock
from consult.drafts.rules.translating import Act, Publishes


@step
def keep_texts_step(
    *,
    actor: Any,
    version: Version,
    keys: Sequence[UUID],
    texts: Mapping[str, Sequence[ParsedBlock]],
) -> None:
    """Keep every text of a new version but the source's as reviewed translations of its blocks.

    An editor has checked and published them. The language is published from now on, unless an
    editor has already said what of it is.
    """
    source = texts[version.source_language]
    for language in texts.keys() - {version.source_language}:
        revise_translations_step(
            actor=actor,
            chapter=version.chapter,
            language=language,
            act=Act.PUBLISH,
            wordings=[
                Wording(key, block, text.html)
                for key, block, text in zip(keys, source, texts[language], strict=True)
            ],
        )
        ChapterLanguage.objects.get_or_create(
            chapter=version.chapter,
            language=language,
            defaults={"publishes": Publishes.REVIEWED.value},
        )
