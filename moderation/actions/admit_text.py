"""A text that came in is published at once, or waits until a person has read it."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from consult.accounts.selectors import anybody_else_acts
from consult.core.journal import record
from consult.core.transactions import step
from moderation.models import Admission, Case, ModeSetting
from moderation.registry import handler_for
from moderation.rules.modes import Arrival, Group, ModesUnreadable, Slower, slower_because
from moderation.selectors import code_in_force, is_trusted, modes_in_force, modes_of


@step
def admit_text_step(*, case: Case, group: Group, score: int | None, now: datetime) -> Admission:
    """Publish a new case's text before anybody read it, where the setting in force says so.

    It fails closed: without a setting that can be read, a code in force, somebody with a
    moderator's role who may decide the case, or detectors that all ran (`score` None), it waits.
    Guarantees a row that says by which setting, or why not, and a ledger entry for what is
    published so. The case stays pending either way; its decision follows.
    """
    setting = modes_in_force(case.review)
    slower = _slower(case, setting, group, score, now)
    admission = Admission.objects.create(
        case=case,
        group=group,
        setting=setting,
        at_once=slower is None,
        slower=slower or "",
        admitted_at=now,
    )
    if slower is None and setting is not None:
        handler_for(case.kind).publish_unread(case, now)
        record(
            case.review.log_id,
            "case.published_unread.v1",
            actor=setting.reference,
            subject=case.reference,
            data={
                "case": case.reference,
                "number": case.number,
                "group": str(group),
                "setting": setting.number,
            },
        )
    return admission


def _slower(
    case: Case, setting: ModeSetting | None, group: Group, score: int | None, now: datetime
) -> Slower | None:
    """Ask the rule; the costlier questions are put only where a setting may publish at once."""
    if setting is None:
        return Slower.UNSET
    try:
        modes = modes_of(setting)
    except ModesUnreadable:
        return Slower.UNREADABLE
    arrival = Arrival(
        group=group,
        is_trusted=is_trusted(case.review, case.author_id),
        local=now.astimezone(ZoneInfo(case.review.timezone)),
        has_code=code_in_force(case.review) is not None,
        has_moderator=anybody_else_acts(
            "moderation.decide", case.review, case.author_id, case.organisation_id
        ),
        score=score,
    )
    return slower_because(modes, arrival)
