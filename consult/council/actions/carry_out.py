"""A new version of a chapter holds what the council adopted as an amendment."""

from __future__ import annotations

from typing import Any

from consult.core.realtime import publish_on_commit
from consult.core.transactions import step
from consult.council.actions.journal_motion import journal_motion_step
from consult.council.models import Amendment, CarryingOut
from consult.council.rules.amending import carried_out
from consult.council.selectors.amendments import to_carry_out
from consult.council.selectors.clock import database_now
from consult.drafts.models import Version
from consult.drafts.selectors import rendering_document


@step
def carry_out_amendments_step(*, actor: Any, version: Version) -> list[Amendment]:
    """Record of a version just published which adopted amendments its authentic text holds.

    The motions on its chapter are locked by `lock_overtaken_motions_step`. Each amendment is
    carried out once, by the first version that holds exactly its words; the ledger says which.
    """
    new = {each.language: each for each in version.renderings.all()}
    found = []
    for amendment in to_carry_out(version.chapter):
        rendering = new.get(amendment.rendering.language)
        if rendering is None:
            continue
        old, now = rendering_document(amendment.rendering), rendering_document(rendering)
        if not carried_out(old, amendment.operations, now):
            continue
        CarryingOut.objects.create(amendment=amendment, version=version, recorded_at=database_now())
        motion = amendment.motion
        motion.revision += 1
        motion.save(update_fields=["revision"])
        journal_motion_step(
            motion=motion,
            event="amendment.carried_out.v1",
            actor=actor,
            data={
                "chapter": version.chapter.slug,
                "version": version.number,
                "language": rendering.language,
                "sha256": rendering.sha256,
            },
        )
        publish_on_commit(motion.topic, {"sequence": motion.revision})
        found.append(amendment)
    return found
