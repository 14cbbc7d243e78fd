"""A motion's roll and ballots as the plain values that the rules count."""

from __future__ import annotations

from consult.council.models import Ballot, Motion, RollEntry
from consult.council.rules import ballot as rules_ballot
from consult.council.rules import roll as rules_roll
from consult.council.selectors.names import first_name


def plain_seat(entry: RollEntry) -> rules_roll.Seat:
    """Return one entry of a roll, its people loaded with their persons, as the rules know it."""
    return rules_roll.Seat(
        seat=entry.seat_reference,
        institution=first_name(entry.institution_name),
        weight=entry.weight,
        block=entry.block or None,
        people=tuple(
            rules_roll.Holder(person.rank, person.user.reference) for person in entry.people.all()
        ),
        present=entry.present,
    )


def plain_roll(motion: Motion) -> rules_roll.Roll:
    """Return the frozen roll of a motion in two queries, as the rules know it."""
    entries = motion.roll.order_by("position", "pk").prefetch_related("people__user")
    return rules_roll.Roll(tuple(plain_seat(entry) for entry in entries))


def plain_ballot(ballot: Ballot) -> rules_ballot.Ballot:
    """Return a ballot, its caster and entry loaded, as the rules know it."""
    return rules_ballot.Ballot(
        ballot=ballot.reference,
        seat=ballot.entry.seat_reference,
        person=ballot.caster.reference,
        rank=ballot.rank,
        choice=rules_ballot.Choice(ballot.choice),
    )


def plain_ballots(motion: Motion) -> list[rules_ballot.Ballot]:
    """Return every ballot of a motion in the order in which they were cast, in one query."""
    ballots = motion.ballots.select_related("entry", "caster").order_by("sequence")
    return [plain_ballot(ballot) for ballot in ballots]
