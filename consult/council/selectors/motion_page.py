"""Everything that the page of one motion shows, in a number of queries that does not grow."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from consult.accounts.models import User
from consult.core.languages import Shown, shown
from consult.core.models import Entry
from consult.council.models import (
    Ballot,
    Extension,
    Motion,
    MotionText,
    QuestionWords,
    RollEntry,
)
from consult.council.rules.ballot import Choice
from consult.council.rules.motion import PENDING, Kind
from consult.council.rules.reader import parse_rules
from consult.council.rules.ruleset import Rules
from consult.council.rules.stage import Stage, choices_at, stage_of
from consult.council.selectors.arithmetic import Line, accepting, arithmetic
from consult.council.selectors.chair import chair_of, rule_with_chair
from consult.council.selectors.clock import database_now
from consult.council.selectors.corrections import CorrectionShown, corrections_shown
from consult.council.selectors.names import name_shown
from consult.council.selectors.phase import Phase, phase_of
from consult.council.selectors.said import Said, reason_of, said_on


@dataclass(frozen=True, slots=True)
class RollRow:
    """One seat on the roll: its institution, its people, whether it voted, and how once closed.

    `counting` is the ballot that counts, and None while a vote is open, whoever looks; in a
    silence procedure it is what the seat says, open to everybody at once. `objection` is what the
    seat said in silence where a vote followed.
    """

    entry: RollEntry
    institution: Shown
    people: list[Any]
    voted: bool
    counting: Ballot | None
    objection: Ballot | None

    @property
    def reason(self) -> str:
        """Return the reason of what counts."""
        return reason_of(self.counting) if self.counting else ""

    @property
    def objection_reason(self) -> str:
        """Return the reason of the objection that led to the vote."""
        return reason_of(self.objection) if self.objection else ""


@dataclass(frozen=True, slots=True)
class CastBallot:
    """One ballot that the reader cast, and its place in the ledger, which a rehearsal has not.

    `lacks_reason` says that it is an objection whose reason may follow.
    """

    ballot: Ballot
    ledger_index: int | None
    counts: bool
    lacks_reason: bool

    @property
    def name(self) -> str:
        """Return the ballot's identifier as text."""
        return str(self.ballot.pk)

    @property
    def reason(self) -> str:
        """Return the reason given with the ballot or later."""
        return reason_of(self.ballot)

    @property
    def published(self) -> bool:
        """Say whether the reason is meant for everybody."""
        return hasattr(self.ballot, "published")


@dataclass(frozen=True, slots=True)
class OwnSeat:
    """A seat for which the reader may vote, with their rank and their ballots, newest first.

    `overridden` says that the seat's counting ballot is another person's who ranks before them;
    `absent` that it was not present when a vote in a live session opened, and so cannot vote.
    """

    seat_id: UUID
    institution: Shown
    rank: int
    ballots: list[CastBallot]
    overridden: bool
    absent: bool


@dataclass(frozen=True, slots=True)
class MotionPage:
    """A motion as somebody sees it now."""

    motion: Motion
    explanation: Shown
    phase: Phase
    rules: Rules
    rule: str
    chair: Shown | None
    stage: Stage
    silence_broken: bool
    texts: list[MotionText]
    words: list[QuestionWords]
    rows: list[RollRow]
    voted: int
    own: list[OwnSeat]
    acceptance: list[Line]
    quorum: list[Line]
    tests: list[Line]
    extensions: list[Extension]
    corrections: list[CorrectionShown]

    @property
    def voting_seats(self) -> int:
        """Return how many seats may vote: all, or those present when a live vote opened."""
        return sum(row.entry.present is not False for row in self.rows)

    @property
    def takes_ballots(self) -> bool:
        """Say whether a ballot cast now would be in time."""
        return self.phase is Phase.OPEN

    @property
    def silent(self) -> bool:
        """Say whether seats may object now, or could until silence decided."""
        return self.stage is Stage.SILENCE

    @property
    def pending(self) -> bool:
        """Say whether the council still has to decide."""
        return self.motion.state in PENDING

    @property
    def vote_choices(self) -> tuple[Choice, ...]:
        """Return the choices of the vote, in the order in which they are offered."""
        return choices_at(self.rules, Stage.VOTE)

    @property
    def closable(self) -> bool:
        """Say whether the time to close has come and the result is still missing."""
        return self.phase is Phase.ENDED


def _own(
    reader: User,
    motion: Motion,
    entries: list[RollEntry],
    cast: dict[int, list[Ballot]],
    counting: dict[str, str],
    *,
    silent: bool,
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
            CastBallot(
                ballot,
                places.get(ballot.reference),
                ballot.reference == counts,
                lacks_reason=silent and ballot.choice == Choice.OBJECT and not reason_of(ballot),
            )
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
                absent=entry.present is False,
            )
        )
    return seats


def _texts(motion: Motion) -> list[MotionText]:
    texts = motion.texts.select_related("rendering__version__chapter")
    return list(
        texts.order_by("rendering__version__chapter__position", "-authentic", "rendering__language")
    )


def _words(motion: Motion) -> list[QuestionWords]:
    """Return the words of a question of procedure; other motions cost no query."""
    return list(motion.words.all()) if motion.kind == Kind.PROCEDURE else []


def _rows(
    entries: list[RollEntry],
    ballots: list[Ballot],
    said: Said,
    stage: Stage,
    phase: Phase,
) -> list[RollRow]:
    by_name = {ballot.reference: ballot for ballot in ballots}
    opened = stage is Stage.SILENCE or phase in (Phase.CLOSED, Phase.CERTIFIED)
    counting = said.now(stage)
    spoken = {
        ballot.entry_id
        for ballot in ballots
        if stage is Stage.SILENCE or ballot.reference not in said.heard
    }
    return [
        RollRow(
            entry=entry,
            institution=name_shown(entry.institution_name),
            people=list(entry.people.all()),
            voted=entry.pk in spoken,
            counting=by_name.get(counting.get(entry.seat_reference, "")) if opened else None,
            objection=(
                by_name.get(said.objections.get(entry.seat_reference, ""))
                if stage is Stage.VOTE
                else None
            ),
        )
        for entry in entries
    ]


def motion_page(motion: Motion, reader: User) -> MotionPage:
    """Return what `reader` may see of a motion whose review is loaded.

    Choices and reasons of others stay out of it until the motion is closed, but for objections
    and withdrawals in a silence procedure, which everybody sees at once.
    """
    phase = phase_of(motion, database_now())
    rules = parse_rules(motion.rules)
    stage = stage_of(rules, escalated=motion.escalated_at is not None)
    entries = list(motion.roll.order_by("position", "pk").prefetch_related("people__user"))
    found = motion.ballots.select_related("entry", "caster", "later", "published")
    ballots = list(found.order_by("sequence"))
    cast: dict[int, list[Ballot]] = defaultdict(list)
    for ballot in ballots:
        cast[ballot.entry_id].append(ballot)
    said = said_on(rules, entries, ballots)
    rows = _rows(entries, ballots, said, stage, phase)
    outcome = motion.outcome
    quorum, tests = arithmetic(rules, outcome) if outcome else ([], [])
    chair = chair_of(rules, entries)
    return MotionPage(
        motion=motion,
        explanation=shown(motion, "explanation"),
        phase=phase,
        rules=rules,
        rule=rule_with_chair(rules, chair),
        chair=chair,
        stage=stage,
        silence_broken=said.broken,
        texts=_texts(motion),
        words=_words(motion),
        rows=rows,
        voted=sum(row.voted for row in rows),
        own=_own(
            reader,
            motion,
            entries,
            cast,
            said.now(stage),
            silent=rules.silence is not None,
        ),
        acceptance=accepting(rules, outcome) if outcome else [],
        quorum=quorum,
        tests=tests,
        extensions=list(motion.extensions.order_by("pk")),
        corrections=corrections_shown(motion),
    )
