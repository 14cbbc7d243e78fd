"""When somebody is at risk: what is hidden at once, for how long, and what ends it."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from consult.core.errors import DomainError, N_

HIDDEN_FOR: Final = timedelta(hours=24)
"""How long a text is hidden before a lead moderator has looked at it."""

QUIET_FOR: Final = timedelta(hours=24)
"""How long after a hiding ended the same words are not hidden again without a lead moderator."""

LONGEST_DAYS: Final = 14
REASON_MAX: Final = 2_000


class Act(StrEnum):
    """What happens while a question of safety is open.

    `ALERT` tells the lead moderators and hides nothing; `LAPSE` is the end of the time without
    anybody's act; `CLEAR` is a lead's decision that nobody is at risk; `CONFIRM` goes with a
    decision that takes the words away.
    """

    ALERT = "alert"
    HIDE = "hide"
    LENGTHEN = "lengthen"
    LAPSE = "lapse"
    CLEAR = "clear"
    CONFIRM = "confirm"


HIDING: Final = frozenset({Act.HIDE, Act.LENGTHEN})
"""The acts after which the text is hidden until their moment; every other act ends it."""


class RiskReasonMissing(DomainError):
    """Who starts, lengthens or ends the hiding of a text says why."""

    code = "risk_reason_missing"
    field = "reason"
    message = N_("Say in your own words who is at risk and from what, or why nobody is.")


class RiskReasonTooLong(DomainError):
    """The reason is longer than `REASON_MAX` code points."""

    code = "risk_reason_too_long"
    field = "reason"
    message = N_("The reason may have at most %(limit)s characters.")


class LengthWrong(DomainError):
    """A text is hidden for whole days, at most `LONGEST_DAYS` at a time."""

    code = "hiding_length_wrong"
    field = "days"
    message = N_("Choose between 1 and %(limit)s days.")


class NothingHidden(DomainError):
    """Only a text that is hidden for safety at the moment can be shown again or hidden longer."""

    code = "nothing_hidden"
    status = 409
    message = N_("This text is not hidden for safety at the moment. Reload the case.")


def is_hiding(act: Act, until: datetime | None, now: datetime) -> bool:
    """Say whether the latest act on a case hides its text at `now`; it ends at `until` itself."""
    return act in HIDING and until is not None and now < until


def hides(
    *,
    is_published: bool,
    is_hidden: bool,
    same_words_ended_at: datetime | None,
    by_lead: bool,
    now: datetime,
) -> bool:
    """Say whether an alarm hides the text, or alerts only.

    What the public does not see needs no hiding, and what is hidden stays so until its time. The
    same words, once shown again, are hidden anew within `QUIET_FOR` by a lead moderator alone, so
    that nobody silences a text by reporting it again and again.
    """
    if not is_published or is_hidden:
        return False
    rested = same_words_ended_at is None or now >= same_words_ended_at + QUIET_FOR
    return by_lead or rested


def require_reason(reason: str) -> None:
    """Raise `RiskReasonMissing` or `RiskReasonTooLong` unless the reason is one."""
    if not reason:
        raise RiskReasonMissing()
    if len(reason) > REASON_MAX:
        raise RiskReasonTooLong(limit=REASON_MAX)


def until_in(days: int, now: datetime) -> datetime:
    """Return the moment until which a lead hides a text; raise `LengthWrong` for another length."""
    if not 1 <= days <= LONGEST_DAYS:
        raise LengthWrong(limit=LONGEST_DAYS)
    return now + timedelta(days=days)
