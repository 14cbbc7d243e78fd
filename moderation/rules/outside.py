"""When an appeal goes to somebody outside the team, and how long their link opens."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from consult.core.errors import DomainError, N_
from moderation.rules.appealing import took_part
from moderation.rules.judging import is_own

NAME_MAX: Final = 120
GRACE: Final = timedelta(days=14)
"""How long beyond the date promised to the appellant a link still opens."""


@dataclass(frozen=True, slots=True)
class Colleague:
    """A moderator as far as it matters whether they may answer an appeal."""

    key: UUID
    organisation: UUID | None


class OutsideNameMissing(DomainError):
    """An adjudicator has a name."""

    code = "outside_name_missing"
    field = "name"
    message = N_("Write the name of the person who answers such appeals.")


class OutsideAddressWrong(DomainError):
    """The link goes out by mail, so the address must be one."""

    code = "outside_address_wrong"
    field = "email"
    message = N_("Write a whole e-mail address, such as name@example.org.")


class OutsideFromTheTeam(DomainError):
    """Who moderates the review, or appeals, is nobody outside."""

    code = "outside_from_the_team"
    field = "email"
    message = N_("This address belongs to somebody of the team. Name a person outside it.")


class AppealAnswerable(DomainError):
    """An appeal that a colleague can answer stays in the team."""

    code = "appeal_answerable"
    status = 409
    message = N_("A moderator who took no part can answer this appeal, so it stays in the team.")


class MandateOver(DomainError):
    """The link was used, taken back, or is too old."""

    code = "mandate_over"
    status = 410
    message = N_("This link no longer opens an appeal: it was answered, taken back or is too old.")


class AnswerVerdictMissing(DomainError):
    """An answer upholds or overturns."""

    code = "answer_verdict_missing"
    field = "verdict"
    message = N_("Choose whether the decision stands.")


def anybody_left(
    colleagues: Iterable[Colleague],
    *,
    deciders: Collection[UUID],
    appellant: UUID | None,
    author: UUID | None,
    organisation: UUID | None,
) -> bool:
    """Say whether a moderator took no part, did not appeal, and is not of the author's own."""
    return any(
        not took_part(one.key, deciders, appellant)
        and not is_own(author, organisation, one.key, one.organisation)
        for one in colleagues
    )


def link_ends_at(due_at: datetime, now: datetime) -> datetime:
    """Return when a link stops opening: `GRACE` after the promised date, or from now if later."""
    return max(due_at, now) + GRACE


def link_opens(expires_at: datetime, revoked_at: datetime | None, now: datetime) -> bool:
    """Say whether a link opens its appeal at `now`."""
    return revoked_at is None and now < expires_at
