"""Everybody on the roll is told about a motion by mail."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from consult.accounts.models import User
from consult.core.transactions import step
from consult.council.models import Motion, RollPerson
from consult.council.rules.stage import Stage
from consult.council.selectors.deadline import stage_now
from consult.council.selectors.words import CHOICE_WORDS, outcome_words
from consult.notices.actions import tell_step


@step
def tell_roll_step(*, motion: Motion, template: str, more: Mapping[str, Any] | None = None) -> None:
    """Send each person on the roll one mail in their language, whatever number of seats they hold.

    `template` names the files in `templates/council/mail`, `more` what they need besides the
    motion. The mails wait in the outbox of the caller's transaction.
    """
    silent = stage_now(motion) is Stage.SILENCE
    result: dict[str, Any] = {"silent": silent, **(more or {})}
    if motion.outcome:
        counted = motion.outcome["choices"]["heads"]
        result |= {
            "status": outcome_words(motion.outcome),
            "choices": [(CHOICE_WORDS[code], seats) for code, seats in counted.items()],
        }
    holders = RollPerson.objects.filter(entry__motion=motion).values("user")
    for person in User.objects.filter(pk__in=holders, is_active=True).order_by("email"):
        tell_step(
            to=person.email,
            language=person.language,
            template=f"council/mail/{template}",
            context={"motion": motion, "review": motion.review, "person": person, **result},
        )
