"""An appeal that nobody in the team could answer goes to somebody outside it."""

from __future__ import annotations

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
from consult.reviews.models import Review
from moderation.actions.hand_over_measure import hand_over_measure_step
from moderation.actions.outside_link import (
    link_is_out_step,
    revoke_link_step,
    send_link_step,
    tell_that_nobody_can_step,
)
from moderation.models import (
    Adjudicator,
    Case,
    Mandate,
    Measure,
    MeasureMandate,
)
from moderation.rules.outside import (
    NAME_MAX,
    OutsideAddressWrong,
    OutsideFromTheTeam,
    OutsideNameMissing,
)
from moderation.rules.states import CaseState
from moderation.selectors import (
    answerable_inside,
    appeals_waiting,
    free_adjudicator,
    is_of_the_team,
    mandate_named,
    measure_appeals_waiting,
)


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
    handed = hand_all_over_step(review=review, now=at)
    record(
        review.log_id,
        "adjudicator.named.v1",
        actor=actor.reference,
        subject=made.reference,
        data={"adjudicator": made.reference, "appeals": handed},
        committed={"name": said},
    )
    return made


@step
def hand_all_over_step(*, review: Review, now: datetime) -> int:
    """Send every waiting appeal outside that nobody in the team could answer; say how many went.

    All cases and measures are locked before the first entry locks the log, as everywhere: whoever
    decides on one of them holds it first and then asks for the log.
    """
    cases = [appeal.case_id for appeal in appeals_waiting(review)]
    measures = [appeal.measure_id for appeal in measure_appeals_waiting(review)]
    list(Case.objects.select_for_update(of=("self",)).filter(pk__in=cases).order_by("pk"))
    list(Measure.objects.select_for_update(of=("self",)).filter(pk__in=measures).order_by("pk"))
    handed: list[Mandate | MeasureMandate | None] = [
        hand_over_step(case_id=case, now=now) for case in cases
    ]
    handed += [hand_over_measure_step(measure_id=measure, now=now) for measure in measures]
    return sum(one is not None for one in handed)


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
    if (
        appeal is None
        or link_is_out_step(appeal=appeal, now=now)
        or answerable_inside(case, appeal)
    ):
        return None
    outside = free_adjudicator(case)
    if outside is None:
        tell_that_nobody_can_step(
            review=case.review,
            appeal=appeal,
            template="moderation/mail/nobody_can_answer",
            more={"case": case},
        )
        return None
    return send_link_step(
        kind=Mandate,
        review=case.review,
        appeal=appeal,
        adjudicator=outside,
        template="moderation/mail/outside_asked",
        more={"case": case},
        event="appeal.handed_over.v1",
        about={
            "case": case.reference,
            "number": case.number,
            "decision_number": appeal.decision_number,
        },
        now=now,
    )


@step
def take_back_step(
    *, actor: Any, mandate_id: UUID, now: datetime | None = None
) -> Mandate | MeasureMandate:
    """Take a link back; it opens nothing any more. A second time changes nothing."""
    found = mandate_named(mandate_id)
    review = found.adjudicator.review
    require(actor, "moderation.name_outside", review)
    mandate = type(found).objects.select_for_update().get(pk=mandate_id)
    if mandate.revoked_at is None:
        revoke_link_step(mandate=mandate, at=now or timezone.now())
        event, about = _taken_back(found)
        record(
            review.log_id,
            event,
            actor=actor.reference,
            subject=next(iter(about.values())),
            data={**about, "adjudicator": found.adjudicator.reference},
        )
    return mandate


def _taken_back(mandate: Mandate | MeasureMandate) -> tuple[str, dict[str, str]]:
    """Return the event, and what the ledger calls that which the link was about."""
    if isinstance(mandate, MeasureMandate):
        return "measure_appeal.taken_back.v1", {"measure": mandate.appeal.measure.reference}
    return "appeal.taken_back.v1", {"case": mandate.appeal.case.reference}


@command
def name_outside(**arguments: Any) -> Adjudicator:
    """Name somebody outside the team: see `name_outside_step`."""
    return name_outside_step(**arguments)


@command
def hand_over(**arguments: Any) -> Mandate | None:
    """Send an appeal outside: see `hand_over_step`."""
    return hand_over_step(**arguments)


@command
def take_back(**arguments: Any) -> Mandate | MeasureMandate:
    """Take a link back: see `take_back_step`."""
    return take_back_step(**arguments)
