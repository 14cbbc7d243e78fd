"""Who may appeal against what, until when, and who answers."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from consult.core.errors import DomainError, N_
from moderation.rules.statement import APPEAL_WITHIN
from moderation.rules.states import CaseState, Effect, Move, after

APPEAL_MAX: Final = 4_000
ANSWER_DAYS: Final = 14
ANSWER_WITHIN: Final = timedelta(days=ANSWER_DAYS)


class Party(StrEnum):
    """Who appeals: whose text is withheld, or whose report was not followed."""

    AUTHOR = "author"
    REPORTER = "reporter"


class AppealTextMissing(DomainError):
    """An appeal says what is wrong with the decision."""

    code = "appeal_text_missing"
    field = "text"
    message = N_("Say what should be looked at again, and why.")


class AppealTooLong(DomainError):
    """The appeal is longer than `APPEAL_MAX` code points."""

    code = "appeal_too_long"
    field = "text"
    message = N_("An appeal may have at most %(limit)s characters.")


class AppealTooLate(DomainError):
    """The decision was made more than `APPEAL_WITHIN` ago."""

    code = "appeal_too_late"
    status = 409
    message = N_("The time to appeal against this decision is over.")


class NothingToAppeal(DomainError):
    """The decision went this party's way, an appeal is decided or runs, or none was made yet."""

    code = "nothing_to_appeal"
    status = 409
    message = N_(
        "There is no decision that you can appeal against: none was made, or an appeal against it "
        "was lodged already."
    )


class TookPart(DomainError):
    """An appeal is decided by somebody who took no part in what it is about."""

    code = "took_part"
    status = 403
    message = N_(
        "You took part in the decision that this appeal is about, or you lodged it. Another "
        "moderator must answer it."
    )


def require_appealable(
    *,
    state: CaseState,
    party: Party,
    effect: Effect,
    on_appeal: bool,
    decided_at: datetime,
    now: datetime,
    by_order: bool = False,
    redacted: bool = False,
) -> None:
    """Raise unless `party` may appeal at `now` against the latest decision of a case.

    Authors appeal against what withholds their text or, where it is `redacted`, words of it, also
    where a reporter's appeal did so; reporters against a first answer that leaves the text; nobody
    against a court's order, over which moderators have no say (`by_order`). Raises
    `NothingToAppeal`, `AppealTooLate`, or `MoveNotLegal` where the state allows none.
    """
    restricted = effect is Effect.WITHHOLD or redacted
    mine = restricted if party is Party.AUTHOR else effect is Effect.PUBLISH
    settled = on_appeal and (party is Party.REPORTER or state is CaseState.UPHELD)
    if not mine or settled or by_order or state is CaseState.APPEALED:
        raise NothingToAppeal()
    after(state, Move.APPEAL)
    if now >= decided_at + APPEAL_WITHIN:
        raise AppealTooLate()


def took_part(person: UUID, deciders: Collection[UUID], appellant: UUID | None) -> bool:
    """Say whether a person decided on the case before or is the one who appeals."""
    return person in deciders or person == appellant


def require_no_part(person: UUID, deciders: Collection[UUID], appellant: UUID | None) -> None:
    """Raise `TookPart` unless a person may answer the appeal."""
    if took_part(person, deciders, appellant):
        raise TookPart()
