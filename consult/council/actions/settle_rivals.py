"""An amendment is decided, and those after it in its order fall or go on."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from consult.core.transactions import step
from consult.council.actions.call_rival import call_next_rival_step
from consult.council.actions.void_motion import write_void_step
from consult.council.models import Motion
from consult.council.rules.motion import VoidCause
from consult.council.rules.rivals import fallen
from consult.council.selectors.rivals import plain_rivals, rivals_of


@step
def settle_rivals_step(*, motion: Motion, actor: Any | None, now: datetime) -> None:
    """Let the amendments after a closed one fall if it was adopted, or call the next if it was not.

    `motion` is locked, and the others of its order with it, so the close and what follows from it
    are one: nobody sees an adopted amendment beside a rival that may still be adopted. Does
    nothing for a motion of no order.
    """
    rivals = rivals_of(motion)
    down = fallen(plain_rivals(rivals))
    for place in down:
        write_void_step(
            motion=rivals[place],
            actor=actor,
            cause=VoidCause.RIVAL_ADOPTED,
            reason="",
            version=None,
            rival=motion,
        )
    if not down:
        call_next_rival_step(motion=motion, now=now)
