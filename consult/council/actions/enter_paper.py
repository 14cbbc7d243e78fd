"""A member's paper ballot is entered by two people of the secretariat."""

from __future__ import annotations

import uuid
from typing import Any
from uuid import UUID

from consult.accounts.models import User
from consult.accounts.permissions import require
from consult.core.idempotency import once
from consult.core.transactions import command, step
from consult.council.actions.cast_ballot import Vote, write_ballot_step
from consult.council.actions.check_reason import check_reason_step
from consult.council.actions.check_scan import CheckedScan
from consult.council.actions.find_holder import find_named_holder_step
from consult.council.actions.journal_motion import journal_motion_step
from consult.council.actions.lock_motion import lock_motion_step
from consult.council.actions.open_motion import open_motion_step
from consult.council.models import Motion, PaperEntry, PaperPair, PaperScan, RollPerson
from consult.council.permissions import motion_to_see
from consult.council.rules.live import require_opened
from consult.council.rules.motion import require_open
from consult.council.rules.paper import PaperEnteredBefore, PaperOwnSeat, Reading, differing
from consult.council.rules.reader import parse_rules
from consult.council.rules.stage import require_offered, stage_of
from consult.council.selectors.clock import database_now
from consult.council.selectors.paper import pending_entries
from consult.ledger.instant import format_instant


def _write(
    motion: Motion, holder: RollPerson, reading: Reading, scan: CheckedScan, actor: User
) -> str:
    """Keep the entry; where it is the second, compare the two and cast what they agree on."""
    open_motion_step(motion=motion)
    now = database_now()
    require_opened(motion.state, live=motion.sitting_id is not None)
    require_open(motion.state, motion.opens_at, motion.closes_at, now)
    rules = parse_rules(motion.rules)
    stage = stage_of(rules, escalated=motion.escalated_at is not None)
    require_offered(rules, stage, reading.choice)
    waiting = pending_entries(motion).filter(entry=holder.entry_id, person=holder.user_id).first()
    if waiting is not None and waiting.entered_by_id == actor.pk:
        raise PaperEnteredBefore()
    kept, _new = PaperScan.objects.get_or_create(
        sha256=scan.sha256,
        defaults={"media_type": scan.media_type, "content": scan.content},
    )
    entry = PaperEntry.objects.create(
        motion=motion,
        entry=holder.entry,
        person=holder.user,
        choice=reading.choice,
        reason=reading.reason,
        scan=kept,
        entered_by=actor,
        entered_at=now,
    )
    if waiting is not None:
        _pair(motion, holder, waiting, entry)
    return str(entry.pk)


def _pair(motion: Motion, holder: RollPerson, first: PaperEntry, second: PaperEntry) -> None:
    """Join two entries, and cast the ballot if they agree; otherwise neither counts."""
    readings = [Reading(each.choice, each.reason) for each in (first, second)]
    if differing(*readings):
        PaperPair.objects.create(first=first, second=second, ballot=None)
        return
    key = uuid.uuid4()
    journal_motion_step(
        motion=motion,
        event="ballot.paper_entered.v1",
        actor=second.entered_by,
        subject=f"ballot:{key}",
        data={
            "ballot": f"ballot:{key}",
            "seat": holder.entry.seat_reference,
            "person": holder.user.reference,
            "first": first.entered_by.reference,
            "first_at": format_instant(first.entered_at),
            "first_scan": first.scan_id,
            "second": second.entered_by.reference,
            "second_scan": second.scan_id,
        },
    )
    ballot = write_ballot_step(
        motion=motion,
        holder=holder,
        actor=second.entered_by,
        vote=Vote(first.choice, first.reason),
        key=key,
    )
    PaperPair.objects.create(first=first, second=second, ballot=ballot)


@step
def enter_paper_step(
    *,
    actor: Any,
    motion_id: UUID,
    holder_id: int,
    choice: str,
    reason: str,
    scan: CheckedScan,
    key: UUID,
) -> PaperEntry:
    """Enter what a member's paper says; it counts once a second person has entered the same.

    `holder_id` is the member's place on the frozen roll. The first entry waits, and shows its
    choice to nobody else. The second is compared with it: if they agree, the ballot is cast at
    that instant, with the member's rank, and the ledger names both people and both scans; if
    they differ, both people see how, neither entry counts, and the paper is entered anew.

    Refuses who may not enter papers (`NotPermitted`), somebody on the roll for that seat
    (`PaperOwnSeat`), a second entry by the same person (`PaperEnteredBefore`), a seat or person
    that is not on the roll (`NotOnRoll`), and whatever a ballot that is cast by its voter is
    refused for, closing time included.
    """
    require(actor, "council.enter_paper", motion_to_see(actor, motion_id).review)
    reading = Reading(choice, check_reason_step(choice=choice, reason=reason))
    motion = lock_motion_step(motion_id=motion_id)
    holder = find_named_holder_step(motion=motion, holder_id=holder_id)
    if holder.entry.people.filter(user=actor).exists():
        raise PaperOwnSeat()
    body = {"holder": holder_id, "choice": choice, "reason": reading.reason, "scan": scan.sha256}
    name = once(
        scope=f"paper:{actor.pk.hex}",
        key=key,
        body={"motion": str(motion_id), **body},
        make=lambda: _write(motion, holder, reading, scan, actor),
    )
    return PaperEntry.objects.select_related("followed", "following__ballot").get(pk=name)


@command
def enter_paper(**arguments: Any) -> PaperEntry:
    """Enter what a member's paper says: see `enter_paper_step`."""
    return enter_paper_step(**arguments)
