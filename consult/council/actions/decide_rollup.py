"""A vote chapter by chapter ends together with the last of its motions."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from consult.core.transactions import step
from consult.council.actions.journal_rollup import journal_rollup_step
from consult.council.models import Motion, RollUp
from consult.council.rules.rollup import RollUpRule, RollUpStatus, roll_up
from consult.council.selectors.rollup import statuses_of
from consult.ledger.instant import format_instant


@step
def decide_rollup_step(*, motion: Motion, actor: Any | None, now: datetime) -> None:
    """Keep and journal what became of the whole, if `motion` was the last that it waited for.

    `motion` has just ended, its roll-up is locked with it; a motion without one,
    and a roll-up that waits for others, change nothing.
    """
    if motion.rollup_id is None:
        return
    rollup = RollUp.objects.select_related("review").get(pk=motion.rollup_id)
    found = roll_up(RollUpRule(rollup.rule), statuses_of(rollup))
    if found.status is RollUpStatus.OPEN:
        return
    rollup.status, rollup.outcome, rollup.decided_at = found.status, found.as_data(), now
    rollup.save(update_fields=["status", "outcome", "decided_at"])
    journal_rollup_step(
        rollup=rollup,
        event="rollup.decided.v1",
        actor=actor,
        data={"decided_at": format_instant(now), "outcome": rollup.outcome},
    )
