"""The life of a motion: drafts, notice, opening, void, certified, and the database's own guard."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from consult.core.errors import NotPermitted, NotThere
from consult.core.models import Entry, OutgoingMail
from consult.council.actions import (
    certify_motion,
    close_motion,
    discard_draft,
    notice_motion,
    put_motion,
    save_draft,
    void_motion,
)
from consult.council.actions.save_draft import DraftNoticed
from consult.council.actions.void_motion import VoidUnexplained
from consult.council.models import Ballot, Certificate, Motion
from consult.council.permissions import motion_to_see
from consult.council.rules.errors import MotionNotOpen, MoveNotAllowed
from consult.council.rules.motion import LEGAL_MOVES, State
from consult.council.selectors.clock import database_now
from consult.council.tasks import close_due, open_due
from consult.ledger.instant import format_instant
from tests.council.conftest import Council

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
Arguments = Callable[..., dict[str, Any]]
End = Callable[[Motion], Motion]


def leaf(event: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(bytes(Entry.objects.get(event=event).leaf))
    return found


def test_a_draft_is_the_secretarys_alone_until_it_is_noticed(
    council: Council, motion_arguments: Arguments
) -> None:
    arguments = motion_arguments()
    before = (Entry.objects.count(), OutgoingMail.objects.count())
    draft = save_draft(**arguments)
    assert (draft.state, draft.number) == ("draft", "VNR26-D-001")
    assert save_draft(**arguments) == draft
    assert (Entry.objects.count(), OutgoingMail.objects.count()) == before
    for stranger in council.people[0]:
        with pytest.raises(NotThere):
            motion_to_see(stranger, draft.pk)
    changed = save_draft(**{**arguments, "title": {"en": "Another"}}, motion_id=draft.pk)
    assert (changed.pk, changed.title) == (draft.pk, "Another")
    noticed = notice_motion(actor=council.secretary, motion_id=draft.pk)
    assert (noticed.state, noticed.number, noticed.proposal) == ("open", "VNR26-M-001", None)
    assert leaf("motion.put.v1")["data"]["title"] == "Another"
    assert notice_motion(actor=council.secretary, motion_id=draft.pk).number == "VNR26-M-001"
    assert OutgoingMail.objects.count() == before[1] + 6
    with pytest.raises(DraftNoticed):
        save_draft(**arguments, motion_id=draft.pk)
    with pytest.raises(DraftNoticed):
        discard_draft(actor=council.secretary, motion_id=draft.pk)


def test_a_draft_can_be_discarded(council: Council, motion_arguments: Arguments) -> None:
    draft = save_draft(**motion_arguments())
    discard_draft(actor=council.secretary, motion_id=draft.pk)
    assert not Motion.objects.exists()


def test_a_motion_opens_by_itself(
    council: Council, motion_arguments: Arguments, say: Callable[..., Ballot]
) -> None:
    day = timedelta(days=1)
    now = database_now()
    motion = put_motion(**motion_arguments(opens_at=now + day, closes_at=now + 2 * day))
    assert motion.state == "noticed"
    assert open_due() == 0
    Motion.objects.filter(pk=motion.pk).update(opens_at=now)
    assert say(motion, 0, "approve").sequence == 1
    assert Motion.objects.get().state == "open"
    assert open_due() == 0


def test_the_sweeper_opens_and_closes_what_no_worker_did(
    motion_arguments: Arguments, let_voting_end: End
) -> None:
    day = timedelta(days=1)
    now = database_now()
    motion = put_motion(**motion_arguments(opens_at=now + day, closes_at=now + 2 * day))
    Motion.objects.filter(pk=motion.pk).update(opens_at=now)
    assert open_due() == 1
    assert Motion.objects.get().state == "open"
    Motion.objects.filter(pk=motion.pk).update(opens_at=now - 2 * day, closes_at=database_now())
    assert close_due() == 1
    assert Motion.objects.get().state == "closed"


def test_the_secretary_declares_a_motion_void_with_a_reason(
    council: Council, motion: Motion, say: Callable[..., Ballot]
) -> None:
    say(motion, 0, "approve")
    with pytest.raises(VoidUnexplained):
        void_motion(actor=council.secretary, motion_id=motion.pk, reason=" ")
    with pytest.raises(NotPermitted):
        void_motion(actor=council.people[0][0], motion_id=motion.pk, reason="No.")
    OutgoingMail.objects.all().delete()
    void = void_motion(actor=council.secretary, motion_id=motion.pk, reason="Put by mistake.")
    assert void.voided_at is not None
    assert (void.state, void.void_cause, void.void_reason) == (
        "void",
        "secretary",
        "Put by mistake.",
    )
    entry = Entry.objects.get(event="motion.voided.v1")
    assert json.loads(bytes(entry.leaf))["data"] == {
        "motion": motion.number,
        "voided_at": format_instant(void.voided_at),
        "cause": "secretary",
        "changed": None,
    }
    assert list(entry.openings.values_list("field", "value", "public")) == [
        ("reason", "Put by mistake.", True)
    ]
    assert {mail.subject for mail in OutgoingMail.objects.all()} == {
        f"Motion {motion.number} is void"
    }
    with pytest.raises(MotionNotOpen):
        say(motion, 1, "approve")
    with pytest.raises(MoveNotAllowed):
        close_motion(actor=None, motion_id=motion.pk)


def test_a_closed_motion_is_certified_and_never_void(
    council: Council, motion: Motion, let_voting_end: End
) -> None:
    with pytest.raises(MoveNotAllowed):
        certify_motion(actor=council.secretary, motion_id=motion.pk)
    close_motion(actor=None, motion_id=let_voting_end(motion).pk)
    with pytest.raises(MoveNotAllowed):
        void_motion(actor=council.secretary, motion_id=motion.pk, reason="Too late.")
    certified = certify_motion(actor=council.secretary, motion_id=motion.pk)
    assert certified.certified_at is not None
    assert certified.state == "certified"
    assert leaf("motion.certified.v1")["data"] == {
        "motion": motion.number,
        "certified_at": format_instant(certified.certified_at),
        "status": "not_quorate",
        "record_sha256": Certificate.objects.get(motion=motion).record_sha256,
    }
    again = certify_motion(actor=council.secretary, motion_id=motion.pk)
    assert again.certified_at == certified.certified_at


FITTING: dict[State, dict[str, Any]] = {
    State.DRAFT: {"proposal": {}},
    State.NOTICED: {},
    State.OPEN: {},
    State.CLOSED: {"closed_at": NOON, "outcome": {}},
    State.CERTIFIED: {"certified_at": NOON, "closed_at": NOON, "outcome": {}},
    State.VOID: {"voided_at": NOON, "void_cause": "secretary", "void_reason": "x"},
}
EMPTY: dict[str, Any] = {
    **dict.fromkeys(("proposal", "closed_at", "outcome", "certified_at", "voided_at"), None),
    **dict.fromkeys(("void_cause", "void_reason"), ""),
}
PATH: dict[State, list[State]] = {
    State.DRAFT: [],
    State.NOTICED: [State.NOTICED],
    State.OPEN: [State.NOTICED, State.OPEN],
    State.CLOSED: [State.NOTICED, State.OPEN, State.CLOSED],
    State.CERTIFIED: [State.NOTICED, State.OPEN, State.CLOSED, State.CERTIFIED],
    State.VOID: [State.NOTICED, State.VOID],
}


def move(number: str, target: State) -> None:
    """Move a motion past all actions, with the columns that fit its new state."""
    with transaction.atomic():
        Motion.objects.filter(number=number).update(state=target, **{**EMPTY, **FITTING[target]})


def test_the_database_refuses_every_move_that_the_rules_do_not_list(motion: Motion) -> None:
    """The very table: each pair of states is tried on a row whose columns would fit it."""
    allowed = set()
    for number, state in enumerate(State):
        for other, target in enumerate(State):
            if target is state:
                continue
            name = f"T-{number}-{other}"
            Motion.objects.create(
                review=motion.review,
                number=name,
                title="Tried",
                rules={},
                proposal={},
                opens_at=motion.opens_at,
                closes_at=motion.closes_at,
                put_at=motion.put_at,
                id=uuid.uuid4(),
            )
            for each in PATH[state]:
                move(name, each)
            try:
                move(name, target)
            except IntegrityError as error:
                assert "this is no legal move of a motion" in str(error)
            else:
                allowed.add((state, target))
    assert allowed == {(state, to) for state, targets in LEGAL_MOVES.items() for to in targets}


def test_the_database_refuses_a_motion_that_begins_open_and_a_ballot_on_a_void_one(
    council: Council, motion: Motion, say: Callable[..., Ballot]
) -> None:
    with pytest.raises(IntegrityError, match="a motion begins as a draft"), transaction.atomic():
        Motion.objects.create(
            review=motion.review,
            number="X",
            title="X",
            rules={},
            state="open",
            opens_at=motion.opens_at,
            closes_at=motion.closes_at,
            put_at=motion.put_at,
        )
    ballot = say(motion, 0, "approve")
    void_motion(actor=council.secretary, motion_id=motion.pk, reason="Over.")
    ballot.pk, ballot.sequence = uuid.uuid4(), 2
    with (
        pytest.raises(IntegrityError, match="only an open motion takes ballots"),
        transaction.atomic(),
    ):
        ballot.save(force_insert=True)
