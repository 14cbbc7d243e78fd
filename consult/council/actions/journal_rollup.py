"""What happens to a vote chapter by chapter enters the ledger; a rehearsed one never does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from consult.core.journal import record
from consult.core.transactions import step
from consult.council.actions.journal_motion import SYSTEM
from consult.council.models import RollUp


@step
def journal_rollup_step(
    *, rollup: RollUp, event: str, actor: Any | None, data: Mapping[str, Any]
) -> None:
    """Record an event of a roll-up in its review's ledger; of rehearsals, record nothing.

    This is the only way from a roll-up to the ledger. `data` gets its number; `actor` None stands
    for the system.
    """
    if rollup.rehearsal:
        return
    record(
        rollup.review.log_id,
        event,
        actor=actor.reference if actor else SYSTEM,
        subject=rollup.reference,
        data={"rollup": rollup.number, **data},
    )
