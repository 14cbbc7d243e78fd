"""How measures are graded and what they bar, in the pure rules."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta

import pytest

from moderation.rules.appealing import AppealTooLate, NothingToAppeal, TookPart
from moderation.rules.measures import (
    LONGEST_DAYS,
    Bar,
    Kind,
    MeasureHoursWrong,
    MeasureLengthWrong,
    NotWarned,
    PostingSlowed,
    Suspended,
    is_appealable,
    require_appealable,
    require_grade,
    require_length,
    require_may_send,
    require_no_part,
)
from moderation.rules.statement import APPEAL_WITHIN

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)


def test_nobody_is_suspended_without_a_warning_before_a_further_refused_text() -> None:
    for warned, sent in (
        (None, [NOW]),
        (NOW, []),
        (NOW, [NOW - HOUR, NOW]),
    ):
        with pytest.raises(NotWarned):
            require_grade(Kind.SUSPENSION, warned, sent)
    require_grade(Kind.SUSPENSION, NOW, [NOW - HOUR, NOW + HOUR])
    for kind in (Kind.WARNING, Kind.SLOWER):
        require_grade(kind, None, [NOW])


def test_a_suspension_bars_until_its_end_alone() -> None:
    bar = Bar(Kind.SUSPENSION, NOW, None, "R1 No insults")
    with pytest.raises(Suspended) as refusal:
        require_may_send([bar], None, NOW - HOUR)
    assert refusal.value.params == {"until": NOW, "rule": "R1 No insults"}
    assert refusal.value.status == 403
    require_may_send([bar], None, NOW)


def test_slower_posting_frees_the_next_text_after_its_hours() -> None:
    bar = Bar(Kind.SLOWER, NOW + timedelta(days=7), 24, "R1")
    require_may_send([bar], None, NOW)
    require_may_send([bar], NOW - timedelta(hours=24), NOW)
    with pytest.raises(PostingSlowed) as refusal:
        require_may_send([bar], NOW - timedelta(hours=23), NOW)
    assert refusal.value.params["next"] == NOW + HOUR
    with pytest.raises(PostingSlowed):
        require_may_send([bar], NOW, NOW)
    # What is over in an hour does not bar for a day.
    ending = Bar(Kind.SLOWER, NOW + HOUR, 24, "R1")
    with pytest.raises(PostingSlowed) as refusal:
        require_may_send([ending], NOW, NOW)
    assert refusal.value.params["next"] == NOW + HOUR
    require_may_send([ending], NOW, NOW + HOUR)


def test_lengths() -> None:
    require_length(Kind.WARNING, None, None)
    require_length(Kind.SLOWER, 1, 168)
    require_length(Kind.SUSPENSION, LONGEST_DAYS, None)
    for days in (None, 0, LONGEST_DAYS + 1):
        with pytest.raises(MeasureLengthWrong):
            require_length(Kind.SUSPENSION, days, None)
    for hours in (None, 0, 169):
        with pytest.raises(MeasureHoursWrong):
            require_length(Kind.SLOWER, 7, hours)


def test_an_appeal_is_possible_once_for_six_months() -> None:
    late = NOW + APPEAL_WITHIN
    assert timedelta(days=183) <= APPEAL_WITHIN
    require_appealable(
        told_at=NOW, was_appealed=False, has_ended=False, now=late - timedelta(seconds=1)
    )
    with pytest.raises(AppealTooLate):
        require_appealable(told_at=NOW, was_appealed=False, has_ended=False, now=late)
    for appealed, ended in ((True, False), (False, True)):
        with pytest.raises(NothingToAppeal):
            require_appealable(told_at=NOW, was_appealed=appealed, has_ended=ended, now=NOW)
        assert not is_appealable(told_at=NOW, was_appealed=appealed, has_ended=ended, now=NOW)


def test_neither_who_took_it_nor_who_appeals_answers() -> None:
    taker, person, other = (uuid.uuid4() for _ in range(3))
    for one in (taker, person):
        with pytest.raises(TookPart):
            require_no_part(one, [taker], person)
    require_no_part(other, [taker], person)
