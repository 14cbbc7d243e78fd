"""A seat of the council votes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from consult.accounts.models import User
from consult.accounts.permissions import require
from consult.core.idempotency import once
from consult.core.realtime import publish_on_commit
from consult.core.transactions import command, step
from consult.council.actions.check_reason import ProxyReasonMissing, check_reason_step
from consult.council.actions.close_motion import conclude_step
from consult.council.actions.find_holder import find_holder_step
from consult.council.actions.journal_motion import journal_motion_step
from consult.council.actions.lock_motion import lock_for_ballot_step, lock_motion_step
from consult.council.actions.open_motion import open_motion_step
from consult.council.actions.open_vote import open_vote_step
from consult.council.actions.reserve_blocks import find_reserved_step, reserve_blocks_step
from consult.council.models import Ballot, Motion, PublishedReason, RollPerson
from consult.council.permissions import require_to_see_motion
from consult.council.rules.ballot import Choice
from consult.council.rules.conduct import Procedure, SilenceThen
from consult.council.rules.errors import (
    NothingToWithdraw,
    NotPresent,
    RevoteNotAllowed,
)
from consult.council.rules.live import require_opened
from consult.council.rules.motion import require_open
from consult.council.rules.reader import parse_rules
from consult.council.rules.rivals import require_turn
from consult.council.rules.roll import PROXY_RANK
from consult.council.rules.ruleset import Rules, Session
from consult.council.rules.silence import SILENCE_CHOICES, listen
from consult.council.rules.stage import Stage, ended_by, require_offered, stage_of
from consult.council.selectors.clock import database_now
from consult.council.selectors.names import first_name
from consult.council.selectors.recount import plain_ballots
from consult.drafts.models import Block
from consult.ledger.instant import format_instant

# What a seat said during silence is no vote; in a written vote, objecting to the procedure is.
_SPOKEN_IN_SILENCE = {Procedure.SILENCE: sorted(SILENCE_CHOICES), Procedure.VOTE: []}


def _require_admissible(motion: Motion, rules: Rules, holder: RollPerson, choice: str) -> None:
    """Refuse a choice not offered now, a second vote where the rules allow one, absent seats."""
    stage = stage_of(rules, escalated=motion.escalated_at is not None)
    require_offered(rules, stage, choice)
    if rules.session is Session.LIVE and not holder.entry.present:
        raise NotPresent(seat=first_name(holder.entry.institution_name))
    if rules.silence is not None and stage is Stage.SILENCE:
        if choice == Choice.WITHDRAW:
            objected = motion.ballots.filter(entry=holder.entry_id, choice=Choice.OBJECT)
            if not objected.exists():
                raise NothingToWithdraw(seat=first_name(holder.entry.institution_name))
        return
    voted = Ballot.objects.filter(motion=motion, entry=holder.entry_id, caster=holder.user_id)
    if not rules.revote and voted.exclude(choice__in=_SPOKEN_IN_SILENCE[rules.procedure]).exists():
        raise RevoteNotAllowed()


def _settle_silence(motion: Motion, rules: Rules, now: datetime) -> Motion:
    """Let an objection that broke silence for good end the motion at once, or open its vote.

    Returns the motion as it is then.
    """
    if rules.silence is None or motion.escalated_at is not None:
        return motion
    then = ended_by(rules.silence, listen(rules.silence, plain_ballots(motion)))
    if then is None:
        return motion
    # What follows needs more of the motion than a ballot did.
    whole = lock_motion_step(motion_id=motion.pk)
    if then is SilenceThen.VOTE:
        open_vote_step(motion=whole, now=now)
    elif then is SilenceThen.ENDS:
        conclude_step(motion=whole, actor=None, now=now)
    return whole


@dataclass(frozen=True, slots=True)
class Vote:
    """What a ballot says: the choice, the reason, and the passages that reservations are about.

    `publish` says that everybody may read the reason once the motion is closed.
    """

    choice: str
    reason: str
    blocks: Sequence[int] = ()
    publish: bool = False


@step
def write_ballot_step(
    *, motion: Motion, holder: RollPerson, actor: User, vote: Vote, key: UUID | None = None
) -> Ballot:
    """Keep a ballot in the next place of a locked motion's strict order, and journal it.

    `actor` is who sends it: the holder, or who enters the holder's paper. The database's clock
    decides whether it is in time. Returns the ballot, whose identifier is `key` where given.
    """
    require_turn(waits=motion.waits)
    open_motion_step(motion=motion)
    now = database_now()
    require_opened(motion.state, live=motion.sitting_id is not None)
    require_open(motion.state, motion.opens_at, motion.closes_at, now)
    rules = parse_rules(motion.rules)
    _require_admissible(motion, rules, holder, vote.choice)
    blocks = find_reserved_step(motion=motion, choice=vote.choice, wanted=vote.blocks)
    motion.ballots_cast += 1
    motion.revision += 1
    motion.save(update_fields=["ballots_cast", "revision"])
    ballot = Ballot.objects.create(
        pk=key or uuid4(),
        motion=motion,
        entry=holder.entry,
        caster=holder.user,
        rank=holder.rank,
        choice=vote.choice,
        reason=vote.reason,
        sequence=motion.ballots_cast,
        cast_at=now,
    )
    reserve_blocks_step(ballot=ballot, blocks=blocks)
    if vote.publish and vote.reason:
        PublishedReason.objects.create(ballot=ballot)
    silent = stage_of(rules, escalated=motion.escalated_at is not None) is Stage.SILENCE
    _journal(ballot, actor, blocks, silent=silent)
    ballot.motion = _settle_silence(motion, rules, now)
    publish_on_commit(motion.topic, {"sequence": ballot.motion.revision})
    return ballot


def _journal(ballot: Ballot, actor: User, blocks: list[Block], *, silent: bool) -> None:
    journal_motion_step(
        motion=ballot.motion,
        event="ballot.cast.v1",
        actor=actor,
        subject=ballot.reference,
        data={
            "seat": ballot.entry.seat_reference,
            "person": ballot.caster.reference,
            "rank": ballot.rank,
            "ballot": ballot.reference,
            "cast_at": format_instant(ballot.cast_at),
        },
        # The passages are always committed to: their presence would say which choice it is.
        committed={
            "choice": str(ballot.choice),
            "reason": ballot.reason,
            "blocks": [str(each.key) for each in blocks],
        },
        # An objection stops everybody, so everybody sees it at once; a vote is sealed.
        public=frozenset({"choice"}) if silent else frozenset(),
    )


def _write_once(motion: Motion, holder: RollPerson, actor: User, vote: Vote, key: UUID) -> Ballot:
    """Return the ballot that this key wrote, now or before."""
    identifier = uuid4()
    cast: list[Ballot] = []

    def make() -> str:
        cast.append(
            write_ballot_step(motion=motion, holder=holder, actor=actor, vote=vote, key=identifier)
        )
        return str(identifier)

    body = {
        "motion": str(motion.pk),
        "seat": str(holder.entry.seat_id),
        "choice": str(vote.choice),
        "reason": vote.reason,
        **({"blocks": sorted(set(vote.blocks))} if vote.blocks else {}),
        **({"publish": True} if vote.publish else {}),
    }
    scope = f"ballot:{actor.pk.hex}"
    name = once(scope=scope, key=key, body=body, make=make, foreseen=str(identifier))
    if cast:
        return cast[0]
    ballot = Ballot.objects.select_related("entry").get(pk=name)
    ballot.motion = motion
    return ballot


@step
def cast_ballot_step(
    *,
    actor: Any,
    motion_id: UUID,
    seat_id: UUID,
    choice: str,
    reason: str,
    key: UUID,
    blocks: Sequence[int] = (),
    publish: bool = False,
) -> Ballot:
    """Cast a seat's vote; until the close a later ballot may follow, and every one is kept.

    Guarantees one place in the motion's strict order, which is the ledger's order too; that a
    ballot it returns is counted by the close or was overridden by one that ranks before it; that
    the ledger shows nobody how the seat voted before the close; and that the same key with the
    same words returns the first ballot, even after the close. The database's clock, read under
    the lock shared with the close, decides whether it is in time. In a silence procedure the seat
    objects, or withdraws: that is open to everybody at once, and an objection that breaks silence
    for good ends the motion, or opens the vote that its rules let follow, in the same instant.

    Refuses who may not enter the council's room (`NotThere`) or does not vote in it
    (`NotPermitted`), who is not on the frozen roll for the seat (`NotOnRoll`), a ballot outside
    the voting time (`MotionNotYetOpen`, `NotOpenedByChair`, `MotionClosed`) or before the turn of a
    rival amendment (`RivalWaits`), a seat that was absent when a live vote opened (`NotPresent`), a
    choice that the rules do not offer (`ChoiceNotOffered`) or not now (`SilenceKept`,
    `SilenceOver`), a withdrawal of nothing (`NothingToWithdraw`), reservations or a proxy without a
    reason (`ReasonMissing`, `ProxyReasonMissing`), a second vote where the rules allow one
    (`RevoteNotAllowed`), and a key that came with other words (`KeyReused`). `blocks` are the
    passages that reservations are about: see `find_reserved_step`. With `publish` a reason that
    counts is opened at the close.
    """
    # Sixty votes may wait for this row, so it is read once, and who may vote is asked of it then.
    motion = lock_for_ballot_step(motion_id=motion_id)
    require_to_see_motion(actor, motion)
    require(actor, "council.vote", motion.review)
    vote = Vote(choice, check_reason_step(choice=choice, reason=reason), blocks, publish)
    holder = find_holder_step(motion=motion, seat_id=seat_id, user=actor)
    if holder.rank == PROXY_RANK and not vote.reason:
        raise ProxyReasonMissing()
    return _write_once(motion, holder, actor, vote, key)


@command
def cast_ballot(**arguments: Any) -> Ballot:
    """Cast a seat's vote: see `cast_ballot_step`."""
    return cast_ballot_step(**arguments)
