"""Measures against accounts that keep breaking rules: how they are graded, and what they bar.

After Article 23 of Regulation (EU) 2022/2065 (DSA): nobody is suspended without a warning before,
for a reasonable time, after all that matters was looked at. Article 17 asks for the reasons.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from consult.core.errors import DomainError, N_
from moderation.rules.appealing import AppealTooLate, NothingToAppeal, TookPart
from moderation.rules.statement import APPEAL_WITHIN

PROPOSED_FROM: Final = 3
"""With so many refused texts that stand, a measure is proposed to moderators; never taken."""
LONGEST_DAYS: Final = 90
MOST_HOURS: Final = 168


class Kind(StrEnum):
    """What is done, from the mildest on."""

    WARNING = "warning"
    SLOWER = "slower"
    SUSPENSION = "suspension"


class Act(StrEnum):
    """What a row does: a measure is taken, lifted, or judged on appeal."""

    TAKE = "take"
    LIFT = "lift"
    UPHOLD = "uphold"
    OVERTURN = "overturn"


ENDS: Final = frozenset({Act.LIFT, Act.OVERTURN})
ANSWERS: Final = frozenset({Act.UPHOLD, Act.OVERTURN})


class MeasureKindMissing(DomainError):
    """A measure is one of three."""

    code = "measure_kind_missing"
    field = "kind"
    message = N_("Choose what is to be done.")


class MeasureRuleMissing(DomainError):
    """A measure cites a rule of the code of conduct in force."""

    code = "measure_rule_missing"
    field = "rule"
    message = N_("Choose the rule that the texts break.")


class MeasureReasonMissing(DomainError):
    """A measure, its lifting and an answer each give their reason in own words."""

    code = "measure_reason_missing"
    field = "explanation"
    message = N_("Give the reason in your own words: the person reads it.")


class MeasureLengthWrong(DomainError):
    """Slower posting and a suspension last for 1 to `LONGEST_DAYS` days."""

    code = "measure_length_wrong"
    field = "days"
    message = N_("Choose between 1 and %(limit)s days.")


class MeasureHoursWrong(DomainError):
    """Slower posting allows one text in 1 to `MOST_HOURS` hours."""

    code = "measure_hours_wrong"
    field = "every_hours"
    message = N_("Choose between 1 and %(limit)s hours.")


class MeasureGroundMissing(DomainError):
    """A measure rests on refusals of texts by this account that stand."""

    code = "measure_ground_missing"
    field = "rests_on"
    message = N_("Choose at least one refused text that stands. One of them may have changed.")


class NotWarned(DomainError):
    """Nobody is suspended who was not warned, or has broken no rule since (DSA, Art. 23(1))."""

    code = "not_warned"
    status = 409
    field = "kind"
    message = N_(
        "A suspension needs a warning before it, and among the chosen texts one that was sent in "
        "after the warning and refused. Warn this account first."
    )


class MeasureInForce(DomainError):
    """Two measures of a kind do not run side by side."""

    code = "measure_in_force"
    status = 409
    field = "kind"
    message = N_("Such a measure is in force already. Lift it first, with its reason.")


class MeasureEnded(DomainError):
    """The measure was lifted or overturned, so there is nothing left to end."""

    code = "measure_ended"
    status = 409
    message = N_("This measure was lifted or overturned already.")


class OwnMeasure(DomainError):
    """Nobody takes or lifts a measure on themselves, or on somebody of their organisation."""

    code = "own_measure"
    status = 403
    message = N_(
        "This account is your own or of your organisation. Another moderator must decide about it."
    )


class GuestHasNoMeasure(DomainError):
    """A guest has no account, and so none that a measure could bar."""

    code = "guest_has_no_measure"
    status = 409
    message = N_("This text came from a guest. Measures concern accounts only.")


class NothingToAnswer(DomainError):
    """No appeal against this measure waits."""

    code = "nothing_to_answer"
    status = 409
    message = N_("No appeal against this measure waits for its answer.")


class Suspended(DomainError):
    """An account that is suspended from a review sends nothing in."""

    code = "suspended"
    status = 403
    message = N_(
        "Your account is suspended from this review until %(until)s, under the rule %(rule)s. "
        "You can still read everything, and what you typed is kept in the form below. The reasons, "
        "and how to appeal, stand under “My account”, “Measures”."
    )


class PostingSlowed(DomainError):
    """An account with slower posting sends one text in some hours."""

    code = "posting_slowed"
    status = 409
    message = N_(
        "Until %(until)s your account can send one text every %(hours)s hours, under the rule "
        "%(rule)s: the next one from %(next)s. What you typed is kept in the form below. The "
        "reasons, and how to appeal, stand under “My account”, “Measures”."
    )


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a moderator asks for; `rests_on` are keys of decisions that refused texts."""

    kind: str
    rule_code: str
    explanation: str
    rests_on: Collection[UUID]
    days: int | None = None
    every_hours: int | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """A measure in force, as far as posting is concerned; `rule` in the reader's words."""

    kind: Kind
    until: datetime
    every_hours: int | None
    rule: str


def require_may_send(bars: Iterable[Bar], last_sent_at: datetime | None, now: datetime) -> None:
    """Raise `Suspended` or `PostingSlowed` unless the account may send a text in at `now`.

    Several texts at once, as in a Word file, are several: the second is refused.
    """
    standing = [bar for bar in bars if now < bar.until]
    for bar in standing:
        if bar.kind is Kind.SUSPENSION:
            raise Suspended(until=bar.until, rule=bar.rule)
    for bar in standing:
        if bar.every_hours is None or last_sent_at is None:
            continue
        free_at = last_sent_at + timedelta(hours=bar.every_hours)
        if now < min(free_at, bar.until):
            raise PostingSlowed(
                until=bar.until,
                hours=bar.every_hours,
                rule=bar.rule,
                next=min(free_at, bar.until),
            )


def require_length(kind: Kind, days: int | None, every_hours: int | None) -> None:
    """Raise unless a measure says how long it lasts, and slower posting how slow it is."""
    if kind is Kind.WARNING:
        return
    if days is None or not 1 <= days <= LONGEST_DAYS:
        raise MeasureLengthWrong(limit=LONGEST_DAYS)
    if kind is Kind.SLOWER and (every_hours is None or not 1 <= every_hours <= MOST_HOURS):
        raise MeasureHoursWrong(limit=MOST_HOURS)


def require_grade(kind: Kind, warned_at: datetime | None, sent_at: Sequence[datetime]) -> None:
    """Raise `NotWarned` for a suspension without a warning before one of the refused texts.

    `warned_at` is the first warning that stands, `sent_at` when the texts came in on whose
    refusals the suspension rests.
    """
    if kind is not Kind.SUSPENSION:
        return
    if warned_at is None or not any(warned_at < moment for moment in sent_at):
        raise NotWarned()


def is_appealable(*, told_at: datetime, was_appealed: bool, has_ended: bool, now: datetime) -> bool:
    """Say whether a measure can be appealed against at `now`: once, for six months."""
    return not was_appealed and not has_ended and now < told_at + APPEAL_WITHIN


def require_appealable(
    *, told_at: datetime, was_appealed: bool, has_ended: bool, now: datetime
) -> None:
    """Raise `NothingToAppeal` or `AppealTooLate` unless `is_appealable`."""
    if was_appealed or has_ended:
        raise NothingToAppeal()
    if now >= told_at + APPEAL_WITHIN:
        raise AppealTooLate()


def require_no_part(person: UUID, acted: Iterable[UUID], appellant: UUID) -> None:
    """Raise `TookPart` for whoever took the measure, or is the one against whom it is."""
    if person == appellant or person in set(acted):
        raise TookPart()
