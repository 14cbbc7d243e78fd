"""A later act on a measure is written: it is lifted, upheld or overturned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from consult.accounts.models import User
from consult.core.journal import record
from consult.core.transactions import step
from consult.notices.actions import tell_step
from moderation.models import Adjudicator, Measure
from moderation.rules.measures import ENDS, Act


@dataclass(frozen=True, slots=True)
class Acting:
    """Who acts on a measure: a moderator, or an adjudicator in the place of one."""

    key: UUID
    reference: str
    organisation_id: UUID | None = None
    moderator: User | None = None
    outside: Adjudicator | None = None


@step
def add_act_step(*, by: Acting, measure: Measure, act: Act, reason: str, at: datetime) -> Measure:
    """Add an act to a measure under the locks of the caller, who has asked whether it may be.

    Guarantees the row, the ledger entry and the mail to the person, together.
    """
    person = measure.person
    organisation_id = person.organisation_id if person else measure.person_organisation_id
    earlier = Measure.objects.filter(person_key=measure.person_key, review=measure.review)
    added = Measure.objects.create(
        review=measure.review,
        person=person,
        person_key=measure.person_key,
        person_organisation_id=organisation_id,
        number=earlier.count() + 1,
        act=act,
        about=measure,
        kind=measure.kind,
        rule=measure.rule,
        explanation=reason,
        moderator=by.moderator,
        outside=by.outside,
        moderator_key=by.key,
        moderator_organisation_id=by.organisation_id,
        taken_at=at,
        told_at=at,
    )
    _record(by, measure, act, reason)
    if person is not None and person.email:
        tell_step(
            to=person.email,
            language=person.language,
            template="moderation/mail/measure_answered",
            context={"measure": measure, "act": added, "review": measure.review},
            about=added.reference,
        )
    return added


def _record(by: Acting, measure: Measure, act: Act, reason: str) -> None:
    data = {"measure": measure.reference, "person": f"person:{measure.person_key}"}
    ended = {"by": "lifted" if act is Act.LIFT else "overturned"} if act in ENDS else {}
    record(
        measure.review.log_id,
        "measure.ended.v1" if ended else "measure.upheld.v1",
        actor=by.reference,
        subject=measure.reference,
        data={**data, **ended},
        committed={"explanation": reason},
    )
