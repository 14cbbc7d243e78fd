"""The links by which somebody outside the team answers one appeal: made, sent, revoked."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar

from consult.core.journal import record
from consult.core.transactions import step
from consult.ledger.instant import format_instant
from consult.notices.actions import tell_step
from consult.reviews.models import Review
from moderation.actions.remind import remind_step
from moderation.models import Adjudicator, Appeal, Mandate, MeasureAppeal, MeasureMandate
from moderation.rules.outside import link_ends_at
from moderation.selectors import who_leads

TOKEN_BYTES = 32

AnyMandate = TypeVar("AnyMandate", Mandate, MeasureMandate)


@step
def send_link_step(
    *,
    kind: type[AnyMandate],
    review: Review,
    appeal: Any,
    adjudicator: Adjudicator,
    template: str,
    more: Mapping[str, Any],
    event: str,
    about: Mapping[str, Any],
    now: datetime,
) -> AnyMandate:
    """Send somebody outside a link for this appeal alone, and enter that it was handed over.

    Of the link's token only the hash is kept. `template` is the mail, which gets `more`; `about` is
    what the ledger says of that which the appeal is against, its name first.
    """
    mandate, token = _make(kind, appeal, adjudicator, now)
    tell_step(
        to=adjudicator.email,
        language=adjudicator.language,
        template=template,
        context={
            "appeal": appeal,
            "review": review,
            "outside": adjudicator,
            "token": token,
            "mandate": mandate,
            **more,
        },
        about=f"mandate:{mandate.pk}",
    )
    record(
        review.log_id,
        event,
        actor="system",
        subject=next(iter(about.values())),
        data={
            **about,
            "adjudicator": adjudicator.reference,
            "expires_at": format_instant(mandate.expires_at),
        },
    )
    return mandate


def _make(
    kind: type[AnyMandate], appeal: Any, adjudicator: Adjudicator, now: datetime
) -> tuple[AnyMandate, str]:
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
def tell_that_nobody_can_step(
    *, review: Review, appeal: Any, template: str, more: Mapping[str, Any]
) -> None:
    """Tell leads and administrators, once for an appeal, that nobody can answer it."""
    if not remind_step(review=review, kind="nobody_can_answer", subject=str(appeal.pk)):
        return
    for person in who_leads(review):
        tell_step(
            to=person.email,
            language=person.language,
            template=template,
            context={"appeal": appeal, "review": review, **more},
        )


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
