"""What an undone decision leaves: the text as by the decision that stands, or as never shown."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from consult.comments.models import BlockTally, Comment, Discussion
from consult.comments.rules.rulings import Outcome, Ruling, outcome_of
from consult.comments.rules.states import RepliesStand
from consult.core.models import SearchEntry
from consult.core.transactions import command
from moderation.models import Case, Decision
from moderation.registry import handler_for
from moderation.rules.states import Effect, Verdict
from tests.comments.scene import case_of, openings, passage_of

pytestmark = pytest.mark.django_db

WHY = "It names a private person."


@command
def undo(comment: Comment) -> None:
    """Take the latest decision back, as the action does for whoever decided."""
    handler = handler_for("comment")
    handler.lock(comment.public_id)
    case = Case.objects.select_for_update().get(subject_id=comment.public_id)
    undone = case.decisions.order_by("-number")[0]
    at = undone.decided_at
    decision = Decision.objects.create(
        case=case,
        number=undone.number + 1,
        verdict=Verdict.UNDO,
        effect=Effect.REVERT,
        undoes=undone,
        state_before=case.state,
        explanation="",
        moderator=undone.moderator,
        moderator_key=undone.moderator_key,
        moderator_organisation_id=undone.moderator_organisation_id,
        author_id=case.author_id,
        organisation_id=case.organisation_id,
        decided_at=at,
        told_at=at,
    )
    case.state = undone.state_before
    case.version += 1
    case.save(update_fields=["state", "version"])
    handler.apply(case, decision)


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let everybody be told a minute after a decision, so that it can be undone."""
    create = Decision.objects.create

    def delayed(**fields: Any) -> Decision:
        if fields["verdict"] != Verdict.UNDO:
            fields["told_at"] = fields["decided_at"] + timedelta(minutes=1)
        return create(**fields)

    monkeypatch.setattr(Decision.objects, "create", delayed)


def kept(comment: Comment) -> tuple[Any, ...]:
    """Return everything that showing a comment changes, of it and of all beside it."""
    names = ("pk", "state", "rank", "replies_shown", "times_shown_anew", "body", "is_public")
    rows = Comment.objects.order_by("pk").values_list(*names, "refused_rule", "redacted_rule")
    return (
        list(rows),
        list(Discussion.objects.values_list("threads", "shown")),
        list(BlockTally.objects.filter(shown__gt=0).values_list("block_key", "shown", "threads")),
        list(SearchEntry.objects.order_by("subject").values_list("subject", "text")),
    )


@pytest.mark.parametrize(
    "decided",
    [
        {},
        {"rule": "R1", "explanation": WHY},
        {"rule": "R1", "explanation": WHY, "verdict": Verdict.REDACT, "words": "minutes"},
        {"rule": "R1", "explanation": WHY, "verdict": Verdict.REQUEST_CHANGES},
    ],
)
def test_undone_first_decision_leaves_no_trace(
    later: None, post: Any, judge: Any, review: Any, decided: dict[str, Any]
) -> None:
    comment = post()
    before = kept(comment)
    judge(comment, **decided)
    undo(comment)
    assert kept(comment) == before
    comment.refresh_from_db()
    assert (comment.state, comment.shown_at) == ("pending", None)
    assert openings(review, comment.entry_index)["text"] == (comment.body, False)


@pytest.mark.parametrize(
    "decided",
    [
        {"rule": "R1", "explanation": WHY},
        {"rule": "R1", "explanation": WHY, "verdict": Verdict.REDACT, "words": "minutes"},
    ],
)
def test_undone_later_decision_leaves_what_stood(
    later: None, post: Any, judge: Any, review: Any, decided: dict[str, Any]
) -> None:
    comment = post()
    judge(comment)
    before = kept(comment)
    judge(comment, **decided)
    assert kept(comment) != before
    undo(comment)
    assert kept(comment) == before
    assert openings(review, comment.entry_index)["text"] == (comment.body, True)


def test_wider_redaction_goes_back_to_the_one_before(later: None, post: Any, judge: Any) -> None:
    comment = post("Call Jane at 0199.")
    judge(comment, "R1", WHY, verdict=Verdict.REDACT, words="Jane")
    before = kept(comment)
    judge(comment, "R1", WHY, verdict=Verdict.REDACT, words="0199")
    undo(comment)
    assert kept(comment) == before


def test_threads_after_it_move_up(later: None, post: Any, judge: Any, chapter: Any) -> None:
    first, second = (
        post("One.", anchor_at=passage_of(chapter, 1)),
        post("Two.", anchor_at=passage_of(chapter, 1)),
    )
    judge(first)
    judge(second)
    undo(first)
    second.refresh_from_db()
    assert second.rank == 1
    third = post("Three.", anchor_at=passage_of(chapter, 1))
    judge(third)
    third.refresh_from_db()
    assert third.rank == 2
    assert BlockTally.objects.get(shown__gt=0).shown == 2


def test_reply_without_room_moves_up(later: None, post: Any, judge: Any) -> None:
    root = post("Root.")
    judge(root)
    replies = [post(f"Reply {number}.", replied_to=root) for number in range(4)]
    for reply in replies:
        judge(reply)
    undo(replies[1])
    ranks = [Comment.objects.get(pk=reply.pk).rank for reply in replies]
    assert ranks == [1, None, 1, 1]
    root.refresh_from_db()
    assert root.replies_shown == 3


def test_what_was_replied_to_does_not_vanish(later: None, post: Any, judge: Any) -> None:
    root = post("Root.")
    judge(root)
    judge(post("Reply.", replied_to=root))
    before = kept(root)
    with pytest.raises(RepliesStand):
        undo(root)
    assert kept(root) == before
    assert case_of(root).decisions.count() == 1


APPROVE = Ruling(Verdict.APPROVE, Effect.PUBLISH)
REJECT = Ruling(Verdict.REJECT, Effect.WITHHOLD, "R1", 1)
ASK = Ruling(Verdict.REQUEST_CHANGES, Effect.WITHHOLD, "R1", 1)
REDACT = Ruling(Verdict.REDACT, Effect.PUBLISH, "R1", 1, spans=((0, 3),))
UPHOLD = Ruling(Verdict.UPHOLD, Effect.PUBLISH, "R1", 1, spans=((0, 3),), by_author=True)
OVERTURN = Ruling(Verdict.OVERTURN, Effect.PUBLISH, by_author=True)


@pytest.mark.parametrize(
    ("rulings", "revision", "outcome"),
    [
        ([], 1, Outcome(False, None, None)),
        ([APPROVE], 1, Outcome(True, None, None)),
        ([REJECT], 1, Outcome(False, REJECT, None)),
        ([ASK], 1, Outcome(False, None, None)),
        ([APPROVE, ASK], 1, Outcome(False, ASK, None)),
        ([ASK, OVERTURN], 1, Outcome(True, None, None)),
        ([REDACT], 1, Outcome(True, None, REDACT)),
        ([REDACT, UPHOLD], 1, Outcome(True, None, UPHOLD)),
        ([REDACT, OVERTURN], 1, Outcome(True, None, None)),
        ([REDACT, REJECT, OVERTURN], 1, Outcome(True, None, REDACT)),
        ([REDACT, REJECT, APPROVE], 1, Outcome(True, None, REDACT)),
        ([REDACT, ASK], 2, Outcome(False, ASK, None)),
    ],
)
def test_outcomes(rulings: list[Ruling], revision: int, outcome: Outcome) -> None:
    assert outcome_of(rulings, revision) == outcome
