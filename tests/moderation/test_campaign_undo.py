"""A voice that was merged into a campaign is taken out again while nobody is told."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

from consult.comments.models import BlockTally, Comment
from consult.core.models import OutgoingMail
from moderation.actions import undo_decision
from moderation.rules.states import Verdict
from tests.comments.scene import case_of
from tests.moderation.campaign_scene import campaign, shown


def test_a_merging_that_is_undone_lets_the_voice_wait_again_and_tells_nobody(
    send: Any, confirm: Any, decide_all: Any, judge: Any, moderator: Any, settings: Any
) -> None:
    settings.UNDO_WITHIN = timedelta(seconds=60)
    first, second = send(), send()
    found = confirm()
    decide_all()
    third, fourth = send(), send()
    decision = judge(third, verdict=Verdict.MERGE)
    assert (case_of(third).state, shown(third)) == ("duplicate", ("published", True, False))
    assert (campaign().voices, campaign().waiting) == (4, 1)
    assert (Comment.objects.get(pk=first.pk).voices, case_of(fourth).grouped_under) == (3, None)
    undoing = undo_decision(
        actor=moderator, case_id=decision.case_id, number=decision.number, key=uuid4()
    )
    assert (undoing.verdict, undoing.undoes) == (Verdict.UNDO, decision)
    case = case_of(third)
    assert (case.state, case.claimed_by, case.grouped_under) == ("pending", moderator, found)
    assert shown(third) == ("pending", False, False)
    assert [shown(comment) for comment in (first, second)] == [
        ("published", False, True),
        ("published", True, False),
    ]
    assert Comment.objects.get(pk=first.pk).voices == 2
    assert (campaign().voices, campaign().waiting) == (4, 2)
    tally = BlockTally.objects.get()
    assert (tally.shown, tally.threads) == (2, 1)
    mail = OutgoingMail.objects.get(about=decision.reference)
    assert mail.state == OutgoingMail.State.CANCELLED
    # What was undone can be done again: the voice joins by a decision of its own.
    judge(third, verdict=Verdict.MERGE)
    assert Comment.objects.get(pk=first.pk).voices == 3
    assert campaign().waiting == 1
