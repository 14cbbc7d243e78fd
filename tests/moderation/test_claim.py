"""A claim keeps a case for one moderator for a while, and others see it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from consult.accounts.rules.roles import Role
from moderation.actions import claim_case, release_case
from moderation.rules.judging import CaseTaken
from moderation.rules.states import MoveNotLegal
from tests.comments.scene import case_of, nothing_happens


def test_claim_keeps_others_away_until_it_runs_out(
    post: Any, judge: Any, moderator: Any, person: Any
) -> None:
    other = person(Role.MODERATOR, name="Otto Other")
    case = case_of(post())
    at = timezone.now()
    claimed = claim_case(actor=other, case_id=case.pk, now=at)
    assert (claimed.claimed_by, claimed.claimed_until) == (other, at + timedelta(minutes=15))
    assert claimed.version == case.version
    for refused in (claim_case, release_case):
        with pytest.raises(CaseTaken) as error:
            refused(actor=moderator, case_id=case.pk, now=at + timedelta(minutes=14))
        assert error.value.params == {"name": "Otto Other"}
    again = claim_case(actor=moderator, case_id=case.pk, now=at + timedelta(minutes=15))
    assert (again.claimed_by, again.version) == (moderator, case.version)
    freed = release_case(actor=moderator, case_id=case.pk, now=at + timedelta(minutes=16))
    assert (freed.claimed_by, freed.claimed_until, freed.version) == (None, None, case.version)


def test_claim_stops_other_deciders_and_leaves_ones_own_decision_fresh(
    post: Any, judge: Any, moderator: Any, person: Any
) -> None:
    comment = post()
    case = case_of(comment)
    other = person(Role.MODERATOR)
    claim_case(actor=moderator, case_id=case.pk)
    with nothing_happens(), pytest.raises(CaseTaken):
        judge(comment, actor=other, seen_version=case.version)
    judge(comment, seen_version=case.version)
    assert (case_of(comment).claimed_by, case_of(comment).claimed_until) == (None, None)


def test_decided_case_is_not_claimed(post: Any, judge: Any, moderator: Any) -> None:
    comment = post()
    judge(comment)
    with pytest.raises(MoveNotLegal):
        claim_case(actor=moderator, case_id=case_of(comment).pk)
    assert case_of(comment).claimed_by is None
