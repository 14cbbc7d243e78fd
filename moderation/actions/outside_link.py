"""The links by which somebody outside the team answers one appeal: made, found out, revoked."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime
from typing import Any, TypeVar

from consult.core.transactions import step
from moderation.models import Adjudicator, Appeal, Mandate, MeasureAppeal, MeasureMandate
from moderation.rules.outside import link_ends_at

TOKEN_BYTES = 32

AnyMandate = TypeVar("AnyMandate", Mandate, MeasureMandate)


@step
def make_link_step(
    *,
    kind: type[AnyMandate],
    appeal: Any,
    adjudicator: Adjudicator,
    now: datetime,
) -> tuple[AnyMandate, str]:
    """Return a new link for this appeal alone with its token, of which only the hash is kept."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    mandate = kind.objects.create(
        appeal=appeal,
        adjudicator=adjudicator,
        token_sha256=hashlib.sha256(token.encode()).hexdigest(),
        sent_at=now,
        expires_at=link_ends_at(appeal.due_at, now),
    )
    return mandate, token


@step
def link_is_out_step(*, appeal: Appeal | MeasureAppeal, now: datetime) -> bool:
    """Say whether a link opens this appeal; one that is too old is marked as over."""
    open_one = appeal.mandates.filter(revoked_at=None).first()
    if open_one is None:
        return False
    if now < open_one.expires_at:
        return True
    revoke_link_step(mandate=open_one, at=now)
    return False


@step
def revoke_link_step(*, mandate: Mandate | MeasureMandate, at: datetime) -> None:
    """Let a link open nothing any more."""
    mandate.revoked_at = at
    mandate.save(update_fields=["revoked_at"])
