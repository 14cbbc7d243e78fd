"""An appeal that nobody in the team could answer goes to somebody outside it."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone

from consult.accounts.permissions import require
from consult.core.journal import record
from consult.core.text import clean_line
from consult.core.transactions import command, step
from consult.ledger.instant import format_instant
from consult.notices.actions import tell_step
from consult.reviews.models import Review
from moderation.actions.remind import remind_step
from moderation.models import Adjudicator, Appeal, Case, Mandate
from moderation.rules.outside import (
    NAME_MAX,
    OutsideAddressWrong,
    OutsideFromTheTeam,
    OutsideNameMissing,
    link_ends_at,
)
from moderation.rules.states import CaseState
from moderation.selectors import (
    answerable_inside,
    appeals_waiting,
    free_adjudicator,
    is_of_the_team,
    mandate_named,
    who_leads,
)

TOKEN_BYTES = 32


@step
def name_outside_step(
    *,
    actor: Any,
    review: Review,
    name: str,
    email: str,
    language: str,
    now: datetime | None = None,
) -> Adjudicator:
    """Name somebody outside the team, who gets every appeal that waits for such a person.

    The latest named comes first. Guarantees a ledger entry and the links by mail. Raises
    `OutsideNameMissing`, `OutsideAddressWrong`, and `OutsideFromTheTeam` for who has a role here.
    """
    require(actor, "moderation.name_outside", review)
    said, address = clean_line(name), clean_line(email).lower()
    if not 0 < len(said) <= NAME_MAX:
        raise OutsideNameMissing()
    try:
        validate_email(address)
    except ValidationError:
        raise OutsideAddressWrong() from None
    if is_of_the_team(review, address):
        raise OutsideFromTheTeam()
    at = now or timezone.now()
    made = Adjudicator.objects.create(
        review=review, name=said, email=address, language=language, named_by=actor, named_at=at
    )
    handed = [hand_over_step(case_id=appeal.case_id, now=at) for appeal in appeals_waiting(review)]
    record(
        review.log_id,
        "adjudicator.named.v1",
        actor=actor.reference,
        subject=made.reference,
        data={"adjudicator": made.reference, "appeals": sum(one is not None for one in handed)},
        committed={"name": said},
    )
    return made


@step
def hand_over_step(*, case_id: UUID, now: datetime) -> Mandate | None:
    """Send a waiting appeal to somebody outside, if nobody in the team could answer it.

    Returns None where a colleague can, where a link is out already, or where nobody outside is
    named: then leads and administrators are told, once for an appeal. The link opens until
    `link_ends_at`, for this appeal alone; of its token only the hash is kept.
    """
    cases = Case.objects.select_for_update(of=("self",)).select_related("review")
    case = cases.get(pk=case_id)
    if case.state != CaseState.APPEALED:
        return None
    appeal = case.appeals.order_by("-filed_at").first()
    if appeal is None or _link_is_out(appeal, now) or answerable_inside(case, appeal):
        return None
    outside = free_adjudicator(case)
    if outside is None:
        _tell_that_nobody_can(case, appeal)
        return None
    return _send(case, appeal, outside, now)


@step
def take_back_step(*, actor: Any, mandate_id: UUID, now: datetime | None = None) -> Mandate:
    """Take a link back; it opens nothing any more. A second time changes nothing."""
    found = mandate_named(mandate_id)
    review = found.adjudicator.review
    require(actor, "moderation.name_outside", review)
    mandate = Mandate.objects.select_for_update().get(pk=mandate_id)
    if mandate.revoked_at is None:
        _revoke(mandate, now or timezone.now())
        record(
            review.log_id,
            "appeal.taken_back.v1",
            actor=actor.reference,
            subject=found.appeal.case.reference,
            data={"case": found.appeal.case.reference, "adjudicator": found.adjudicator.reference},
        )
    return mandate


def _link_is_out(appeal: Appeal, now: datetime) -> bool:
    """Say whether a link opens this appeal; one that is too old is marked as over."""
    open_one = appeal.mandates.filter(revoked_at=None).first()
    if open_one is None:
        return False
    if now < open_one.expires_at:
        return True
    _revoke(open_one, now)
    return False


def _revoke(mandate: Mandate, at: datetime) -> None:
    mandate.revoked_at = at
    mandate.save(update_fields=["revoked_at"])


def _send(case: Case, appeal: Appeal, outside: Adjudicator, now: datetime) -> Mandate:
    token = secrets.token_urlsafe(TOKEN_BYTES)
    mandate = Mandate.objects.create(
        appeal=appeal,
        adjudicator=outside,
        token_sha256=hashlib.sha256(token.encode()).hexdigest(),
        sent_at=now,
        expires_at=link_ends_at(appeal.due_at, now),
    )
    tell_step(
        to=outside.email,
        language=outside.language,
        template="moderation/mail/outside_asked",
        context={
            "case": case,
            "appeal": appeal,
            "review": case.review,
            "outside": outside,
            "token": token,
            "mandate": mandate,
        },
        about=f"mandate:{mandate.pk}",
    )
    record(
        case.review.log_id,
        "appeal.handed_over.v1",
        actor="system",
        subject=case.reference,
        data={
            "case": case.reference,
            "number": case.number,
            "decision_number": appeal.decision_number,
            "adjudicator": outside.reference,
            "expires_at": format_instant(mandate.expires_at),
        },
    )
    return mandate


def _tell_that_nobody_can(case: Case, appeal: Appeal) -> None:
    if not remind_step(review=case.review, kind="nobody_can_answer", subject=str(appeal.pk)):
        return
    for person in who_leads(case.review):
        tell_step(
            to=person.email,
            language=person.language,
            template="moderation/mail/nobody_can_answer",
            context={"case": case, "appeal": appeal, "review": case.review},
        )


@command
def name_outside(**arguments: Any) -> Adjudicator:
    """Name somebody outside the team: see `name_outside_step`."""
    return name_outside_step(**arguments)


@command
def hand_over(**arguments: Any) -> Mandate | None:
    """Send an appeal outside: see `hand_over_step`."""
    return hand_over_step(**arguments)


@command
def take_back(**arguments: Any) -> Mandate:
    """Take a link back: see `take_back_step`."""
    return take_back_step(**arguments)
