"""After a vote chapter by chapter, the report is put to the council as a whole."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings

from consult.accounts.permissions import require
from consult.core.errors import DomainError, N_
from consult.core.idempotency import once
from consult.core.transactions import command, step
from consult.council.actions.choose_texts import choose_texts_step
from consult.council.actions.journal_rollup import journal_rollup_step
from consult.council.actions.notice_motion import notice_draft_step
from consult.council.actions.read_proposal import Proposal, read_proposal
from consult.council.actions.save_draft import write_draft_step
from consult.council.actions.tell_roll import tell_roll_step
from consult.council.models import Motion, RollUp
from consult.council.permissions import rollup_to_see
from consult.council.rules.motion import State
from consult.council.rules.rollup import RollUpStatus
from consult.council.selectors.clock import database_now
from consult.council.selectors.whole import authentic_of, changed_chapter, versions_of
from consult.ledger.instant import format_instant


class WholeNotDue(DomainError):
    """The whole is voted on only where that was stated and every chapter is adopted."""

    code = "whole_not_due"
    status = 409
    message = N_(
        "The council votes on the whole only once every chapter is adopted, and only where this "
        "was stated before."
    )


class WholePut(DomainError):
    """One vote decides on the whole."""

    code = "whole_put"
    status = 409
    message = N_("The whole has been put to the council already, as motion %(number)s.")


class WholeChanged(DomainError):
    """The whole consists of exactly what the council adopted."""

    code = "whole_changed"
    status = 409
    message = N_(
        "“%(chapter)s” has changed since the council adopted it, so the whole is no longer what "
        "was adopted. Put the texts anew."
    )


@step
def put_whole_step(
    *, actor: Any, rollup_id: UUID, opens_at: datetime | None, closes_at: datetime, key: UUID
) -> Motion:
    """Put exactly the texts that were adopted chapter by chapter, by the same rules, as one motion.

    Corrections that left the chapters standing belong to them. Guarantees what `put_motion_step`
    does, and that the ledger names this motion for the roll-up before any ballot. A motion on the
    whole that is void may be put again; the same key with the same times returns the first one.
    Raises `WholeNotDue`, `WholePut`, `WholeChanged`, and what `notice_motion_step` raises.
    """
    require(actor, "council.put_motion", rollup_to_see(actor, rollup_id).review)
    name = once(
        scope=f"whole:{actor.pk.hex}",
        key=key,
        body={
            "rollup": str(rollup_id),
            "opens_at": opens_at and format_instant(opens_at),
            "closes_at": format_instant(closes_at),
        },
        make=lambda: str(_put(actor, rollup_id, opens_at, closes_at).pk),
    )
    return Motion.objects.select_related("review").get(pk=name)


def _put(actor: Any, rollup_id: UUID, opens_at: datetime | None, closes_at: datetime) -> Motion:
    """Write the draft, then lock the chapters, the roll-up, and the log last."""
    rollup = RollUp.objects.select_related("review").get(pk=rollup_id)
    proposal = _proposal(rollup, opens_at, closes_at)
    motion = write_draft_step(proposal=proposal, actor=actor, whole_of=rollup)
    choose_texts_step(
        review=rollup.review,
        versions=proposal.versions,
        authentic_language=proposal.authentic_language,
    )
    rollup = (
        RollUp.objects.select_for_update(of=("self",)).select_related("review").get(pk=rollup_id)
    )
    _require_due(rollup, motion)
    notice_draft_step(motion=motion, actor=actor, now=database_now())
    journal_rollup_step(
        rollup=rollup, event="rollup.whole_put.v1", actor=actor, data={"motion": motion.number}
    )
    tell_roll_step(motion=motion, template="motion_put")
    return motion


def _proposal(rollup: RollUp, opens_at: datetime | None, closes_at: datetime) -> Proposal:
    """Return the whole in the words of the roll-up, by the rules of its motions."""
    first = rollup.motions.order_by("number")[0]
    columns = {code: code.replace("-", "_") for code in settings.MODELTRANSLATION_LANGUAGES}
    return read_proposal(
        review=rollup.review,
        title={code: getattr(rollup, f"title_{name}") or "" for code, name in columns.items()},
        explanation={
            code: getattr(first, f"explanation_{name}") or "" for code, name in columns.items()
        },
        versions=versions_of(rollup),
        authentic_language=authentic_of(rollup),
        rules=first.rules,
        opens_at=opens_at,
        closes_at=closes_at,
        rehearsal=rollup.rehearsal,
    )


def _require_due(rollup: RollUp, motion: Motion) -> None:
    if rollup.status != RollUpStatus.WHOLE_FOLLOWS:
        raise WholeNotDue()
    earlier = rollup.wholes.exclude(pk=motion.pk).exclude(state=State.VOID).first()
    if earlier is not None:
        raise WholePut(number=earlier.number)
    changed = changed_chapter(rollup)
    if changed is not None:
        raise WholeChanged(chapter=changed.title)


@command
def put_whole(**arguments: Any) -> Motion:
    """Put the report to the council as a whole: see `put_whole_step`."""
    return put_whole_step(**arguments)
