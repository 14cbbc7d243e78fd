"""What happens to a motion enters the ledger, and a rehearsal never does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from consult.core.journal import record
from consult.core.transactions import step
from consult.council.models import Motion

SYSTEM = "system"


@step
def journal_motion_step(
    *,
    motion: Motion,
    event: str,
    actor: Any | None,
    data: Mapping[str, Any],
    subject: str = "",
    committed: Mapping[str, Any] | None = None,
    public: frozenset[str] = frozenset(),
) -> None:
    """Record an event of a motion in its review's ledger; of a rehearsal, record nothing.

    This is the only way from the council's motions to the ledger, so that no ballot of a rehearsal
    can get there. `data` gets the motion's number; `subject` is the motion unless another is named;
    `actor` None stands for the system.
    """
    if motion.rehearsal:
        return
    record(
        motion.review.log_id,
        event,
        actor=actor.reference if actor else SYSTEM,
        subject=subject or motion.reference,
        data={"motion": motion.number, **data},
        committed=committed,
        public=public,
    )
