"""Silence procedures and written votes carried out: who ends them, when, and what is recorded."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from consult.core.errors import NotThere
from consult.core.models import Entry, Opening, OutgoingMail
from consult.council.actions import close_motion, give_reason
from consult.council.models import Ballot, LaterReason, Motion
from consult.council.rules.errors import (
    MotionClosed,
    NothingToWithdraw,
    ObjectionSilent,
    SilenceKept,
    SilenceOver,
)
from consult.council.rules.reader import parse_rules
from consult.council.selectors.arithmetic import arithmetic
from consult.council.selectors.words import outcome_words
from consult.ledger.instant import format_instant
from tests.council.conftest import Council

pytestmark = pytest.mark.django_db

PutBy = Callable[..., Motion]
Say = Callable[..., Ballot]
End = Callable[[Motion], Motion]


def events(motion: Motion) -> list[str]:
    """Return the ledger's events of a motion and its ballots, in order."""
    subjects = [motion.reference, *(each.reference for each in motion.ballots.all())]
    return list(
        Entry.objects.filter(subject__in=subjects).order_by("index").values_list("event", flat=True)
    )


def leaf(event: str) -> dict[str, Any]:
    entry = Entry.objects.filter(event=event).order_by("-index")[0]
    found: dict[str, Any] = json.loads(bytes(entry.leaf))
    return found


def now(motion: Motion) -> Motion:
    return Motion.objects.get(pk=motion.pk)


def test_silence_that_is_kept_adopts_at_the_deadline(put_by: PutBy, let_voting_end: End) -> None:
    motion = put_by("silence_72_hours")
    closed = close_motion(actor=None, motion_id=let_voting_end(motion).pk)
    assert closed.outcome is not None
    assert (closed.state, closed.outcome["status"]) == ("closed", "adopted")
    assert events(motion) == ["motion.put.v1", "motion.roll_frozen.v1", "motion.closed.v1"]


def test_the_first_objection_ends_a_motion_that_nothing_could_restore(
    put_by: PutBy, say: Say
) -> None:
    motion = put_by("silence_72_hours")
    objection = say(motion, 1, "object")
    closed = now(motion)
    assert closed.outcome is not None
    assert (closed.state, closed.outcome["status"]) == ("closed", "silence_broken")
    assert (closed.closed_at, closed.outcome["silence"]["first_broken_by"]) == (
        objection.cast_at,
        objection.reference,
    )
    assert leaf("motion.closed.v1")["actor"] == "system"
    subjects = OutgoingMail.objects.filter(subject__contains="Silence broken")
    assert subjects.count() == 6
    with pytest.raises(MotionClosed):
        say(motion, 2, "object")


def test_an_objection_is_open_at_once_and_a_vote_is_not(
    put_by: PutBy, say: Say, make_version: Any
) -> None:
    objection = say(put_by("silence_then_vote"), 1, "object", "Not yet.")
    opened = Opening.objects.filter(entry__subject=objection.reference)
    assert dict(opened.values_list("field", "public")) == {
        "choice": True,
        "reason": False,
        "blocks": False,
    }
    ballot = say(
        put_by("written_vote_accepted", versions=[make_version("annexes")]),
        1,
        "object",
        "Not so.",
    )
    opened = Opening.objects.filter(entry__subject=ballot.reference)
    assert dict(opened.values_list("field", "public")) == {
        "choice": False,
        "reason": False,
        "blocks": False,
    }


def test_a_withdrawal_restores_silence_where_the_rule_says_so(
    put_by: PutBy, say: Say, let_voting_end: End
) -> None:
    motion = put_by("silence_then_vote")
    with pytest.raises(NothingToWithdraw) as caught:
        say(motion, 0, "withdraw")
    assert str(caught.value) == "The seat Ministry 0 has no objection to withdraw."
    say(motion, 0, "object")
    assert now(motion).state == "open"
    say(motion, 0, "withdraw")
    closed = close_motion(actor=None, motion_id=let_voting_end(now(motion)).pk)
    assert closed.outcome is not None
    assert closed.outcome["status"] == "adopted"


def test_broken_silence_leads_to_a_vote_as_long_as_silence_was_asked_for(
    put_by: PutBy, say: Say, let_voting_end: End
) -> None:
    motion = put_by("silence_then_vote")
    with pytest.raises(SilenceKept):
        say(motion, 0, "approve")
    say(motion, 0, "object", "Show the tables first.")
    let_voting_end(now(motion))
    opened = close_motion(actor=None, motion_id=motion.pk)
    assert opened.escalated_at is not None
    assert opened.state == "open"
    length = timedelta(hours=73)
    assert abs(opened.closes_at - opened.escalated_at - length) < timedelta(seconds=1)
    assert leaf("motion.vote_opened.v1")["data"] == {
        "motion": motion.number,
        "opens_at": format_instant(opened.escalated_at),
        "closes_at": format_instant(opened.closes_at),
    }
    assert OutgoingMail.objects.filter(subject__contains="please vote").count() == 6
    with pytest.raises(SilenceOver):
        say(motion, 1, "object")
    for seat, choice in ((0, "reject"), (1, "approve"), (2, "approve")):
        say(motion, seat, choice)
    let_voting_end(now(motion))
    closed = close_motion(actor=None, motion_id=motion.pk)
    assert closed.outcome is not None
    assert (closed.outcome["status"], closed.outcome["silence"]["voted"]) == ("adopted", True)


def test_an_objection_that_nothing_restores_opens_the_vote_in_its_own_instant(
    put_by: PutBy, say: Say
) -> None:
    silence = {"broken_by": 2, "withdrawal_restores": False, "then": "vote"}
    motion = put_by("silence_then_vote", rules={"silence": silence})
    say(motion, 0, "object")
    assert now(motion).escalated_at is None
    second = say(motion, 1, "object")
    assert now(motion).escalated_at == second.cast_at


def test_a_vote_that_nobody_casts_leaves_silence_broken_and_says_so(
    put_by: PutBy, say: Say, let_voting_end: End
) -> None:
    motion = put_by("silence_then_vote")
    say(motion, 0, "object")
    for _stage in range(2):
        let_voting_end(now(motion))
        motion = close_motion(actor=None, motion_id=motion.pk)
    assert motion.outcome is not None
    assert str(outcome_words(motion.outcome)) == "Silence broken: nobody voted afterwards"
    quorum, (line,) = arithmetic(parse_rules(motion.rules), motion.outcome)
    assert (quorum, line.asked, line.value, line.passed) == (
        [],
        "objections: fewer than 1",
        1,
        False,
    )


def test_a_reason_follows_its_objection_once(council: Council, put_by: PutBy, say: Say) -> None:
    motion = put_by("silence_72_hours")
    objection = say(motion, 1, "object")

    def give(by: Any, reason: str) -> LaterReason:
        return give_reason(actor=by, motion_id=motion.pk, ballot_id=objection.pk, reason=reason)

    member, other = council.people[1]
    with pytest.raises(NotThere):
        give(other, "Not mine.")
    later = give(member, "The tables are missing.")
    assert give(member, "The tables are missing.") == later
    with pytest.raises(ObjectionSilent):
        give(member, "Something else.")
    told = leaf("ballot.reason_given.v1")
    assert told["data"] == {
        "motion": motion.number,
        "ballot": objection.reference,
        "given_at": format_instant(later.given_at),
    }
    assert set(told["committed"]) == {"reason"}
    assert events(motion)[-2:] == ["motion.closed.v1", "ballot.reason_given.v1"]


@pytest.mark.parametrize("choices", [["approve", "approve", "object"], ["approve", "approve"]])
def test_a_written_vote_that_too_few_accept_is_not_adopted_and_says_why(
    put_by: PutBy, say: Say, let_voting_end: End, choices: list[str]
) -> None:
    motion = put_by("written_vote_accepted")
    for seat, choice in enumerate(choices):
        say(motion, seat, choice)
    closed = close_motion(actor=None, motion_id=let_voting_end(motion).pk)
    assert closed.outcome is not None
    assert closed.outcome["status"] == "rejected"
    assert str(outcome_words(closed.outcome)) == (
        "Not adopted: the written procedure was not accepted"
    )
    mail = OutgoingMail.objects.filter(subject__startswith="Result of").first()
    assert mail is not None
    assert "the written procedure was not accepted" in mail.subject
