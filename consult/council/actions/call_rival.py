"""The turn of a rival amendment comes."""

from __future__ import annotations

from datetime import datetime

from django.utils.module_loading import import_string

from consult.core.realtime import publish_on_commit
from consult.core.transactions import step
from consult.council.actions.journal_motion import journal_motion_step
from consult.council.actions.open_motion import open_motion_step
from consult.council.actions.tell_roll import tell_roll_step
from consult.council.models import Motion
from consult.council.rules.rivals import times_of_turn, whose_turn
from consult.council.selectors.rivals import plain_rivals, rivals_of
from consult.ledger.instant import format_instant


@step
def call_next_rival_step(*, motion: Motion, now: datetime) -> None:
    """Let the next amendment of a motion's order be voted on, if its turn has come.

    `motion` is locked, and the others of its order with it. Whose turn it is says
    `whose_turn`; it opens now, or at the time announced for it where that is later, for the
    stated period. Guarantees that these times are in the ledger before its first ballot, and that
    everybody on the roll is mailed. Does nothing for a motion of no order.
    """
    rivals = rivals_of(motion)
    place = whose_turn(plain_rivals(rivals))
    if place is None:
        return
    following = rivals[place]
    following.waits = False
    following.opens_at, following.closes_at = times_of_turn(
        following.opens_at, following.rival.order.period, now
    )
    following.revision += 1
    following.save(update_fields=["waits", "opens_at", "closes_at", "revision"])
    journal_motion_step(
        motion=following,
        event="amendment.called.v1",
        actor=None,
        data={
            "opens_at": format_instant(following.opens_at),
            "closes_at": format_instant(following.closes_at),
        },
    )
    open_motion_step(motion=following)
    tell_roll_step(motion=following, template="amendment_called")
    for task, moment in (("open", following.opens_at), ("close", following.closes_at)):
        due = import_string(f"consult.council.tasks.{task}_due_motions")
        due.using(run_after=moment).enqueue()
    publish_on_commit(following.topic, {"sequence": following.revision})
