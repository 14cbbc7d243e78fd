"""What an amendment changes is frozen when the council is told of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from consult.core.transactions import step
from consult.council.models import Amendment, Motion
from consult.council.rules.amending import amendment_difference
from consult.council.rules.amendment_errors import AmendmentMisfit
from consult.council.rules.wording import difference_sha256
from consult.drafts.selectors import rendering_document


@step
def freeze_amendment_step(*, motion: Motion, kept: Mapping[str, Any]) -> Amendment:
    """Keep the operations of a motion's amendment and the difference that they make.

    The text is the motion's own authentic one, whose chapter the caller has locked. Raises
    `AmendmentMisfit` where the draft was made for another text, and never changes afterwards.
    """
    texts = motion.texts.filter(authentic=True).select_related("rendering__version__chapter")
    text = texts.filter(rendering=kept["rendering"]).first()
    if text is None:
        raise AmendmentMisfit()
    found = amendment_difference(rendering_document(text.rendering), kept["operations"])
    return Amendment.objects.create(
        motion=motion,
        rendering=text.rendering,
        operations=kept["operations"],
        proposer=kept["proposer"],
        difference=found,
        difference_sha256=difference_sha256(found),
    )


def amendment_in_ledger(amendment: Amendment) -> dict[str, Any]:
    """Reads only. Return what the entry of a put amendment says openly of it."""
    version = amendment.rendering.version
    return {
        "chapter": version.chapter.slug,
        "version": version.number,
        "language": amendment.rendering.language,
        "sha256": amendment.rendering.sha256,
        "difference_sha256": amendment.difference_sha256,
        "proposer": amendment.proposer,
    }
