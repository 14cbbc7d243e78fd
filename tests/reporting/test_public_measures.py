"""Measures against accounts in the numbers, the list and the files: counted, and nobody named."""

from __future__ import annotations

import csv
import io
import sys
import uuid
from typing import Any

import pytest

from consult.comments.models import Comment
from moderation.actions import (
    answer_measure,
    appeal_measure,
    keep_figures,
    lift_measure,
    recount_figures,
)
from moderation.models import Figure, ListedAct, Measure
from moderation.rules.reckoning import ListedKind
from moderation.selectors import reckon_anew, reckoning_of
from tests.comments.scene import case_of
from tests.moderation.measured import WHY, refused, take
from tests.reporting.judged import FILES, LIST, PAGE, leaves, table

ANSWER = "Looked at by somebody else."


@pytest.fixture
def measures(post: Any, judge: Any, moderator: Any, other: Any, participant: Any) -> list[Measure]:
    """Warn, slow and suspend one account; let the three meet three different ends."""
    comment: Comment = refused(post, judge)
    warning = take(moderator, case_of(comment))
    slower = take(moderator, case_of(comment), "slower", rule_code="R2")
    lodge(slower, participant)
    end(lift_measure, moderator, slower)
    suspension = take(moderator, case_of(refused(post, judge)), "suspension")
    lodge(suspension, participant)
    end(answer_measure, other, suspension, verdict="overturn")
    lodge(warning, participant)
    return [warning, slower, suspension]


def lodge(measure: Measure, person: Any) -> None:
    appeal_measure(measure_id=measure.pk, actor=person, text="Again?", key=uuid.uuid4())


def end(act: Any, actor: Any, measure: Measure, **said: Any) -> None:
    act(actor=actor, measure_id=measure.pk, explanation=ANSWER, key=uuid.uuid4(), **said)


@pytest.mark.parametrize("keeps", [True, False])
def test_measures_are_counted_by_kind_rule_and_outcome(
    measures: list[Measure], client: Any, review: Any, keeps: bool
) -> None:
    if keeps:
        keep_figures(review=review)
    page = client.get(PAGE).content.decode()
    assert len(leaves(client, "measure.taken.v1")) == 3
    # Taken, lifted, appealed, upheld, overturned, waiting, and how long an answer took.
    assert table(page, "measures") == [
        ["Warning", "1", "0", "1", "0", "0", "1", "–"],
        ["Slower posting", "1", "1", "1", "0", "0", "0", "–"],
        ["Suspension from the review", "1", "0", "1", "0", "1", "0", "within 1 hour"],
    ]
    assert table(page, "measure-rules") == [
        ["Warning", "R1 No insults", "1", "1"],
        ["Slower posting", "R2 No advertising", "1", "1"],
        ["Suspension from the review", "R1 No insults", "1", "1"],
    ]


def test_upheld_appeal_waits_no_longer(measures: list[Measure], other: Any, client: Any) -> None:
    end(answer_measure, other, measures[0], verdict="uphold")
    (warning, *_rest) = table(client.get(PAGE).content.decode(), "measures")
    assert warning == ["Warning", "1", "0", "1", "1", "0", "0", "within 1 hour"]


def test_each_measure_is_listed_by_number_rule_and_date_and_nobody_is_named(
    measures: list[Measure], client: Any, participant: Any
) -> None:
    page = client.get(LIST).content.decode()
    taken = {leaf["data"]["kind"]: leaf for leaf in leaves(client, "measure.taken.v1")}
    ended = {leaf["data"]["by"]: leaf for leaf in leaves(client, "measure.ended.v1")}
    number = {kind: f"M{leaf['index']}" for kind, leaf in taken.items()}
    expected = [
        (taken["warning"]["index"], number["warning"], "Warning", "R1", "–"),
        (taken["slower"]["index"], number["slower"], "Slower posting", "R2", "–"),
        (ended["lifted"]["index"], number["slower"], "Measure lifted", "R2", "–"),
        (
            taken["suspension"]["index"],
            number["suspension"],
            "Suspension from the review",
            "R1",
            "–",
        ),
        (
            ended["overturned"]["index"],
            number["suspension"],
            "Measure overturned on appeal",
            "R1",
            "An appeal",
        ),
    ]
    shown = [(int(row[5]), *row[:4]) for row in table(page, "list") if row[0].startswith("M")]
    assert shown == sorted(expected, reverse=True)
    files = [
        b"".join(client.get(f"{FILES}.{name}.csv").streaming_content).decode()
        for name in ("counts", "list")
    ]
    for text in (page, client.get(PAGE).content.decode(), *files):
        for sealed in (WHY, ANSWER, "Again?", participant.name, str(participant.pk)):
            assert sealed not in text
    rows = list(csv.DictReader(io.StringIO(files[1], newline="")))
    kinds = [row["kind"] for row in rows if row["number"].startswith("M")]
    assert kinds == ["warning", "slower", "measure_lifted", "suspension", "measure_overturned"]
    narrowed = client.get(LIST, {"kind": "suspension"}).content.decode()
    assert [row[0] for row in table(narrowed, "list")] == [number["suspension"]]


def test_measures_are_counted_alike_wherever_the_batches_end(
    measures: list[Measure], review: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr(sys.modules["moderation.actions.keep_figures"], "ENTRIES_AT_ONCE", 1)
    while keep_figures(review=review):
        assert reckoning_of(review).is_current
    anew, _size = reckon_anew(review)
    assert {one.cell: one.count for one in Figure.objects.all()} == {
        cell: count for cell, count in anew.counts.items() if count
    }
    kept = [one.listed for one in ListedAct.objects.filter(review=review)]
    assert kept == anew.listed
    assert ListedKind.MEASURE_OVERTURNED in {one.kind for one in kept}
    assert recount_figures(review=review) is True
