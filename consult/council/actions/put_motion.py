"""A motion is put to the council in one go: kept and noticed in the same transaction."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from consult.accounts.permissions import require
from consult.core.idempotency import once
from consult.core.transactions import command, step
from consult.council.actions.notice_motion import notice_motion_step
from consult.council.actions.read_proposal import Proposal, read_proposal
from consult.council.actions.save_draft import write_draft_step
from consult.council.models import Motion
from consult.reviews.models import Review


@step
def put_motion_step(*, actor: Any, review: Review, key: UUID, **proposed: Any) -> Motion:
    """Put a motion on exact versions, in all their languages, of which one is authentic.

    `proposed` is what `read_proposal` reads: title and explanation by language, versions,
    authentic language, rules (as `parse_rules` reads them), `opens_at` (None opens at once),
    `closes_at`, and if wished `kind` and `rehearsal`. Guarantees what `notice_motion_step` does,
    and that the same key with the same motion returns the first one. Refuses what
    `read_proposal`, `save_draft_step` and `notice_motion_step` refuse.
    """
    require(actor, "council.put_motion", review)
    proposal = read_proposal(review=review, **proposed)
    name = once(
        scope=f"motion:{actor.pk.hex}",
        key=key,
        body=proposal.body(),
        make=lambda: _put(proposal, actor),
    )
    return Motion.objects.select_related("review").get(pk=name)


def _put(proposal: Proposal, actor: Any) -> str:
    motion = write_draft_step(proposal=proposal, actor=actor)
    return str(notice_motion_step(actor=actor, motion_id=motion.pk).pk)


@command
def put_motion(**arguments: Any) -> Motion:
    """Put a motion to the council: see `put_motion_step`."""
    return put_motion_step(**arguments)
