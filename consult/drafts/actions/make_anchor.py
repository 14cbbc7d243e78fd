"""A passage of a published text is marked."""

from __future__ import annotations

from uuid import UUID

from consult.core.transactions import step
from consult.drafts.models import Anchor, BlockText, Version
from consult.drafts.rules.passage import PassageMismatch, quote_as_seen
from consult.drafts.rules.refusals import BlockNotThere


@step
def make_anchor_step(
    *,
    version: Version,
    block_key: UUID | None = None,
    language: str,
    start: int | None = None,
    end: int | None = None,
    exact: str = "",
) -> Anchor:
    """Mark a passage, a whole block (no offsets) or the whole chapter (no block either).

    Offsets count code points of the block's plain text, the end exclusive. The anchor's language
    is that of the text which a reader who asked for `language` was shown: the source language
    where the version has none in `language`. Whoever calls this checks that the actor may comment.

    Refuses a block that the version does not have (`BlockNotThere`), and a passage that is not
    `exact` at these offsets, or has only one of them, or no block (`PassageMismatch`). A long
    passage may come without `exact` (`quote_as_seen`).
    """
    whole = start is None and end is None and not exact
    if block_key is None:
        if not whole:
            raise PassageMismatch
        return Anchor.objects.create(version=version, language=_shown(version, language))
    texts = dict(
        BlockText.objects.filter(
            block__version=version,
            block__key=block_key,
            language__in={language, version.source_language},
        ).values_list("language", "text")
    )
    if not texts:
        raise BlockNotThere()
    shown = language if language in texts else version.source_language
    if whole:
        return Anchor.objects.create(version=version, block_key=block_key, language=shown)
    if start is None or end is None:
        raise PassageMismatch
    quote = quote_as_seen(texts[shown], start, end, exact)
    return Anchor.objects.create(
        version=version,
        block_key=block_key,
        language=shown,
        start=start,
        end=end,
        exact=quote.exact,
        prefix=quote.prefix,
        suffix=quote.suffix,
    )


def _shown(version: Version, language: str) -> str:
    there = version.renderings.filter(language=language).exists()
    return language if there else version.source_language
