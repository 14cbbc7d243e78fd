"""Everything that the page of one motion shows, in a number of queries that does not grow."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from consult.accounts.models import User
from consult.core.languages import Shown, shown
from consult.core.models import Entry
from consult.council.models import Ballot, Motion, MotionText, RollEntry
from consult.council.rules.ballot import counting_ballots
from consult.council.rules.reader import parse_rules
from consult.council.rules.roll import Roll
from consult.council.rules.ruleset import Rules
from consult.council.selectors.arithmetic import Line, arithmetic, rule_sentence
from consult.council.selectors.clock import database_now
from consult.council.selectors.names import name_shown
from consult.council.selectors.phase import Phase, phase_of
from consult.council.selectors.recount import plain_ballot, plain_seat


@dataclass(frozen=True, slots=True)
class RollRow:
    """One seat on the roll: its institution, its people, whether it voted, and how once closed.

    `counting` is the ballot that counts, and None while the motion is open, whoever looks.
    """

    entry: RollEntry
    institution: Shown
    people: list[Any]
    voted: bool
    counting: Ballot | None


@dataclass(frozen=True, slots=True)
class CastBallot:
    """One ballot that the reader cast, and its place in the review's ledger."""

    ballot: Ballot
    ledger_index: int
    counts: bool


@dataclass(frozen=True, slots=True)
class OwnSeat:
    """A seat for which the reader may vote, with their rank and their ballots, newest first.

    `overridden` says that the seat's counting ballot is another person's who ranks before them.
    """

    seat_id: UUID
    institution: Shown
    rank: int
    ballots: list[CastBallot]
    overridden: bool


@dataclass(frozen=True, slots=True)
class MotionPage:
    """A motion as somebody sees it now."""

    motion: Motion
    explanation: Shown
    phase: Phase
    rules: Rules
    rule: str
    texts: list[MotionText]
    rows: list[RollRow]
    voted: int
    own: list[OwnSeat]
    quorum: list[Line]
    tests: list[Line]

    @property
    def takes_ballots(self) -> bool:
        """Say whether a ballot cast now would be in time."""
        return self.phase is Phase.OPEN

    @property
    def closable(self) -> bool:
        """Say whether the time to close has come and the result is still missing."""
        return self.phase is Phase.ENDED


def _counting(entries: list[RollEntry], ballots: list[Ballot]) -> dict[str, str]:
    """Return the reference of the ballot that counts, by seat, as the pure rule says."""
    roll = Roll(tuple(plain_seat(entry) for entry in entries))
    counting = counting_ballots(roll, [plain_ballot(ballot) for ballot in ballots])
    return {seat: ballot.ballot for seat, ballot in counting.items()}


def _own(
    reader: User,
    motion: Motion,
    entries: list[RollEntry],
    cast: dict[int, list[Ballot]],
    counting: dict[str, str],
) -> list[OwnSeat]:
    mine = [each for ballots in cast.values() for each in ballots if each.caster_id == reader.pk]
    places = dict(
        Entry.objects.filter(
            log=motion.review.log_id, subject__in=[ballot.reference for ballot in mine]
        ).values_list("subject", "index")
    )
    seats = []
    for entry in entries:
        rank = next((each.rank for each in entry.people.all() if each.user_id == reader.pk), None)
        if rank is None:
            continue
        counts = counting.get(entry.seat_reference)
        ballots = [
            CastBallot(ballot, places[ballot.reference], ballot.reference == counts)
            for ballot in reversed(cast[entry.pk])
            if ballot.caster_id == reader.pk
        ]
        seats.append(
            OwnSeat(
                seat_id=entry.seat_id,
                institution=name_shown(entry.institution_name),
                rank=rank,
                ballots=ballots,
                overridden=any(
                    each.reference == counts and each.rank < rank for each in cast[entry.pk]
                ),
            )
        )
    return seats


def _texts(motion: Motion) -> list[MotionText]:
    texts = motion.texts.select_related("rendering__version__chapter")
    return list(
        texts.order_by("rendering__version__chapter__position", "-authentic", "rendering__language")
    )


def motion_page(motion: Motion, reader: User) -> MotionPage:
    """Return what `reader` may see of a motion whose review is loaded.

    Choices and reasons of others stay out of it until the motion is closed.
    """
    phase = phase_of(motion, database_now())
    rules = parse_rules(motion.rules)
    entries = list(motion.roll.order_by("position", "pk").prefetch_related("people__user"))
    ballots = list(motion.ballots.select_related("entry", "caster").order_by("sequence"))
    cast: dict[int, list[Ballot]] = defaultdict(list)
    for ballot in ballots:
        cast[ballot.entry_id].append(ballot)
    counting = _counting(entries, ballots)
    visible = {ballot.reference: ballot for ballot in ballots} if phase is Phase.CLOSED else {}
    rows = [
        RollRow(
            entry=entry,
            institution=name_shown(entry.institution_name),
            people=list(entry.people.all()),
            voted=bool(cast[entry.pk]),
            counting=visible.get(counting.get(entry.seat_reference, "")),
        )
        for entry in entries
    ]
    quorum, tests = arithmetic(rules, motion.outcome) if motion.outcome else ([], [])
    return MotionPage(
        motion=motion,
        explanation=shown(motion, "explanation"),
        phase=phase,
        rules=rules,
        rule=rule_sentence(rules),
        texts=_texts(motion),
        rows=rows,
        voted=sum(row.voted for row in rows),
        own=_own(reader, motion, entries, cast, counting),
        quorum=quorum,
        tests=tests,
    )
