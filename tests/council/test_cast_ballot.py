"""Casting: who, when, what, how often, and what the ledger says of it."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from typing import Any

import pytest

from consult.accounts.models import Grant
from consult.accounts.rules.roles import Role
from consult.core.errors import KeyReused, NotPermitted, NotThere, SecondFactorMissing, TextRefused
from consult.core.models import Entry, Opening, RequestKey
from consult.council.actions import cast_ballot, put_motion
from consult.council.actions.check_reason import ReasonMissing, ReasonTooLong
from consult.council.models import Ballot, Motion
from consult.council.rules.errors import (
    ChoiceNotOffered,
    MotionClosed,
    MotionNotYetOpen,
    NotOnRoll,
    RevoteNotAllowed,
    SeatNotOnRoll,
)
from consult.ledger.instant import format_instant
from tests.council.conftest import Council

pytestmark = pytest.mark.django_db


def ballot_arguments(council: Council, motion: Motion, **changes: Any) -> dict[str, Any]:
    return {
        "actor": council.people[0][0],
        "motion_id": motion.pk,
        "seat_id": council.seats[0].pk,
        "choice": "approve",
        "reason": "",
        "key": uuid.uuid4(),
        **changes,
    }


def refuses(error: type[Exception], **arguments: Any) -> Exception:
    """Expect a refusal that leaves no ballot, no journal entry, no key and the motion as it was."""
    before = (Entry.objects.count(), Ballot.objects.count(), RequestKey.objects.count())
    motion = Motion.objects.filter(pk=arguments["motion_id"]).values().first()
    with pytest.raises(error) as raised:
        cast_ballot(**arguments)
    assert (Entry.objects.count(), Ballot.objects.count(), RequestKey.objects.count()) == before
    assert Motion.objects.filter(pk=arguments["motion_id"]).values().first() == motion
    return raised.value


def test_a_ballot_is_kept_and_journalled_with_choice_and_reason_sealed(
    council: Council, motion: Motion
) -> None:
    member = council.people[0][0]
    ballot = cast_ballot(
        **ballot_arguments(council, motion, choice="reservations", reason=" Table 3 is old.\r\n")
    )
    assert (ballot.choice, ballot.reason, ballot.rank, ballot.sequence, ballot.caster) == (
        "reservations",
        "Table 3 is old.",
        0,
        1,
        member,
    )
    entry = Entry.objects.get(subject=ballot.reference)
    leaf = json.loads(bytes(entry.leaf))
    assert (leaf["event"], leaf["actor"]) == ("ballot.cast.v1", member.reference)
    assert leaf["data"] == {
        "motion": motion.number,
        "seat": council.seats[0].reference,
        "person": member.reference,
        "rank": 0,
        "ballot": ballot.reference,
        "cast_at": format_instant(ballot.cast_at),
    }
    assert set(leaf["committed"]) == {"choice", "reason", "blocks"}
    openings = Opening.objects.filter(entry=entry)
    assert {each.field: (each.value, each.public) for each in openings} == {
        "choice": ("reservations", False),
        "reason": ("Table 3 is old.", False),
        "blocks": ([], False),
    }
    motion.refresh_from_db()
    assert (motion.ballots_cast, motion.revision) == (1, 1)


def test_a_changed_vote_is_another_ballot(council: Council, motion: Motion) -> None:
    cast_ballot(**ballot_arguments(council, motion))
    cast_ballot(**ballot_arguments(council, motion, choice="reject"))
    cast_ballot(**ballot_arguments(council, motion, choice="abstain", actor=council.people[0][1]))
    ballots = Ballot.objects.order_by("sequence").values_list("sequence", "choice", "rank")
    assert list(ballots) == [(1, "approve", 0), (2, "reject", 0), (3, "abstain", 1)]


def test_the_same_key_returns_the_first_ballot_even_after_the_close(
    council: Council, motion: Motion, let_voting_end: Callable[[Motion], Motion]
) -> None:
    arguments = ballot_arguments(council, motion)
    first = cast_ballot(**arguments)
    assert cast_ballot(**arguments) == first
    let_voting_end(motion)
    assert cast_ballot(**arguments) == first
    assert Ballot.objects.count() == 1


def test_the_same_key_with_another_choice_is_refused(council: Council, motion: Motion) -> None:
    arguments = ballot_arguments(council, motion)
    cast_ballot(**arguments)
    refuses(KeyReused, **{**arguments, "choice": "reject"})


def test_the_key_of_another_person_is_another_key(council: Council, motion: Motion) -> None:
    key = uuid.uuid4()
    cast_ballot(**ballot_arguments(council, motion, key=key))
    cast_ballot(**ballot_arguments(council, motion, key=key, actor=council.people[0][1]))
    assert Ballot.objects.count() == 2


def test_reservations_need_a_reason(council: Council, motion: Motion) -> None:
    refuses(ReasonMissing, **ballot_arguments(council, motion, choice="reservations", reason=" "))


def test_a_reason_has_a_limit_and_no_nul(council: Council, motion: Motion) -> None:
    refuses(ReasonTooLong, **ballot_arguments(council, motion, reason="x" * 4001))
    refuses(TextRefused, **ballot_arguments(council, motion, reason="a\x00b"))


def test_a_choice_that_is_not_offered_is_refused(
    council: Council, motion_arguments: Callable[..., dict[str, Any]]
) -> None:
    arguments = motion_arguments()
    rules = {
        **arguments["rules"],
        "choices": ["approve", "reject"],
        "quorum": None,
        "reservations_count_as": None,
    }
    motion = put_motion(**{**arguments, "rules": rules})
    refuses(ChoiceNotOffered, **ballot_arguments(council, motion, choice="yes please"))
    refuses(ChoiceNotOffered, **ballot_arguments(council, motion, choice="abstain"))


def test_rules_without_a_second_vote_take_one_of_each_person(
    council: Council, motion_arguments: Callable[..., dict[str, Any]]
) -> None:
    arguments = motion_arguments()
    motion = put_motion(**{**arguments, "rules": {**arguments["rules"], "revote": False}})
    cast_ballot(**ballot_arguments(council, motion))
    refuses(RevoteNotAllowed, **ballot_arguments(council, motion, choice="reject"))
    cast_ballot(**ballot_arguments(council, motion, actor=council.people[0][1]))
    assert Ballot.objects.count() == 2


def test_only_people_of_the_frozen_roll_vote_for_a_seat(
    council: Council, motion: Motion, person: Any
) -> None:
    refuses(NotOnRoll, **ballot_arguments(council, motion, seat_id=council.seats[1].pk))
    unknown = refuses(SeatNotOnRoll, **ballot_arguments(council, motion, seat_id=uuid.uuid4()))
    assert str(unknown) == "This seat is not on the roll of this motion."
    newcomer = person(Role.COUNCIL_MEMBER)
    error = refuses(NotOnRoll, **ballot_arguments(council, motion, actor=newcomer))
    assert str(error) == "You are not on the roll of this motion for the seat Ministry 0."


def test_a_role_is_needed_at_the_vote_and_not_only_on_the_roll(
    council: Council, motion: Motion, person: Any
) -> None:
    member = council.people[0][0]
    Grant.objects.filter(user=member).delete()
    member.__dict__.pop("_granted_roles", None)
    refuses(NotThere, **ballot_arguments(council, motion))
    refuses(NotPermitted, **ballot_arguments(council, motion, actor=person(Role.OBSERVER)))
    refuses(NotThere, **ballot_arguments(council, motion, actor=person()))


def test_a_member_without_a_second_factor_is_told_so(
    council: Council, motion: Motion, person: Any
) -> None:
    refuses(
        SecondFactorMissing,
        **ballot_arguments(council, motion, actor=person(Role.COUNCIL_MEMBER, second_factor=False)),
    )


def test_a_ballot_after_the_closing_time_is_refused_before_anybody_closed(
    council: Council, motion: Motion, let_voting_end: Callable[[Motion], Motion]
) -> None:
    let_voting_end(motion)
    refuses(MotionClosed, **ballot_arguments(council, motion))


def test_a_ballot_before_the_opening_time_is_refused(council: Council, motion: Motion) -> None:
    Motion.objects.filter(pk=motion.pk).update(
        opens_at=motion.closes_at - (motion.closes_at - motion.opens_at) / 2
    )
    refuses(MotionNotYetOpen, **ballot_arguments(council, motion))


def test_an_unknown_motion_is_not_there(council: Council, motion: Motion) -> None:
    refuses(NotThere, **ballot_arguments(council, motion, motion_id=uuid.uuid4()))
