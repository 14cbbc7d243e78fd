"""A decision: its effect, statement, entry and mail together, and everything that refuses it."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from typing import Any

import pytest

from consult.accounts.rules.roles import Role
from consult.comments.models import Comment
from consult.core.errors import KeyReused, NotPermitted, NotThere, SecondFactorMissing
from consult.core.models import OutgoingMail
from consult.ledger.instant import format_instant
from moderation.actions import claim_case
from moderation.models import Case
from moderation.rules.judging import (
    ExplanationMissing,
    ExplanationTooLong,
    OwnSubmission,
    RuleMissing,
    StaleDecision,
)
from moderation.rules.states import MoveNotLegal, Verdict
from tests.comments.scene import case_of, last_leaf, nothing_happens, openings, publish_code_of

WHY = "“Fool” ridicules a person. Without that word the text can appear."


AT = datetime(2026, 12, 1, 12, tzinfo=UTC)


def test_rejection_leaves_a_note_and_a_decided_case(post: Any, judge: Any, moderator: Any) -> None:
    comment = post("You fool.")
    decision = judge(comment, "R1", WHY, now=AT)
    comment.refresh_from_db()
    assert (comment.state, comment.refused_rule, comment.refused_code_version) == (
        "refused",
        "R1",
        1,
    )
    assert (comment.body, comment.is_public) == ("You fool.", False)
    case = case_of(comment)
    assert (case.state, case.version) == ("rejected", 2)
    assert (decision.number, decision.verdict, decision.explanation) == (1, "reject", WHY)
    assert (decision.moderator, decision.decided_at) == (moderator, AT)


def _statement(number: str, case: Case) -> dict[str, Any]:
    """Return the statement of reasons, whole, for the case rejected at `AT`."""
    received = case.opened_at.astimezone(UTC).isoformat(timespec="seconds")
    return {
        "measure": {
            "act": "not_published",
            "territory": "everywhere",
            "lasts": "until_changed_on_appeal",
        },
        "facts": {
            "number": number,
            "kind": "comment",
            "received_at": received.replace("+00:00", "Z"),
            "decided_at": "2026-12-01T12:00:00Z",
        },
        "source": "own_initiative",
        "automation": {"detection": "none", "decision": "none"},
        "ground": {
            "basis": "code_of_conduct",
            "code_version": 1,
            "rule": "R1",
            "title": {"en": "No insults", "fr": "Pas d’insultes"},
            "text": {"en": "Do not ridicule a person.", "fr": "Ne ridiculisez personne."},
            "explanation": WHY,
        },
        "appeal": {
            "free": True,
            "decided_by": "another_moderator",
            "to": "receipt_page",
            "until": "2027-06-03",
        },
    }


def test_rejection_leaves_statement_and_entry(
    post: Any, judge: Any, review: Any, moderator: Any
) -> None:
    comment = post("You fool.")
    decision = judge(comment, "R1", WHY, now=AT)
    case = case_of(comment)
    statement = _statement(comment.number, case)
    assert decision.statement == statement
    leaf = last_leaf(review)
    assert (leaf["event"], leaf["actor"], leaf["subject"]) == (
        "case.decided.v1",
        moderator.reference,
        case.reference,
    )
    assert leaf["data"] == {
        "case": case.reference,
        "number": comment.number,
        "decision": "reject",
        "rule": "R1",
        "code_version": 1,
        "decision_number": 1,
        "supersedes": None,
        "told_at": format_instant(decision.told_at),
        "automation": {"detection": "none", "decision": "none"},
        "effect": "withhold",
        "source": "own_initiative",
    }
    assert openings(review, leaf["index"]) == {
        "explanation": (WHY, False),
        "statement": (statement, False),
    }


def test_rejection_is_explained_in_the_authors_language(
    post: Any, judge: Any, participant: Any
) -> None:
    participant.language = "fr"
    participant.save(update_fields=["language"])
    comment = post("You fool.")
    judge(comment, "R1", WHY, now=AT)
    mail = OutgoingMail.objects.latest("created_at")
    assert mail.to == participant.email
    for told in (WHY, "R1 Pas d’insultes", "3 juin 2027", comment.receipt_path, "?version=1#R1"):
        assert told in mail.text
    assert "/fr/reviews/vnr-2026/code-of-conduct/" in mail.html


def test_approval_publishes_and_tells(post: Any, judge: Any, review: Any, moderator: Any) -> None:
    comment = post()
    decision = judge(comment)
    comment.refresh_from_db()
    assert (comment.state, comment.is_public) == ("published", True)
    assert (decision.rule, decision.explanation) == (None, "")
    assert decision.statement["measure"]["act"] == "published"
    assert (decision.statement["ground"], decision.statement["appeal"]) == (None, None)
    leaf = last_leaf(review)
    assert (leaf["data"]["decision"], leaf["data"]["rule"]) == ("approve", None)
    mail = OutgoingMail.objects.latest("created_at")
    assert mail.subject == f"Your text {comment.number} is published"


def test_same_key_gives_the_same_decision(post: Any, judge: Any) -> None:
    comment, key = post(), uuid.uuid4()
    case = case_of(comment)
    first = judge(comment, key=key)
    with nothing_happens():
        assert judge(comment, key=key, seen_version=case.version) == first
    with nothing_happens(), pytest.raises(KeyReused):
        judge(comment, "R1", WHY, key=key)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"rule": "R1", "explanation": "  "}, ExplanationMissing),
        ({"rule": "R1", "explanation": "x" * 4_001}, ExplanationTooLong),
        ({"rule": "R9", "explanation": WHY}, RuleMissing),
        ({"verdict": Verdict.REJECT, "explanation": WHY}, RuleMissing),
        ({"seen_version": 7}, StaleDecision),
        ({"case_id": uuid.uuid4()}, NotThere),
    ],
)
def test_refused_decision_leaves_nothing(post: Any, judge: Any, changes: Any, error: type) -> None:
    comment = post()
    with nothing_happens(), pytest.raises(error):
        judge(comment, **changes)
    assert (case_of(comment).state, case_of(comment).version) == ("pending", 1)
    comment.refresh_from_db()
    assert comment.state == "pending"


def test_rule_of_an_older_code_cannot_be_cited(
    post: Any, judge: Any, review: Any, moderator: Any
) -> None:
    from moderation.actions import publish_code
    from moderation.rules.conduct import RuleText

    comment = post()
    publish_code(
        actor=moderator,
        review=review,
        sentence={"en": "New."},
        rules=[RuleText("N1", {"en": "New rule"}, {"en": "New text."})],
    )
    with nothing_happens(), pytest.raises(RuleMissing):
        judge(comment, "R1", WHY)
    decision = judge(comment, "N1", WHY)
    assert decision.statement["ground"]["code_version"] == 2
    comment.refresh_from_db()
    assert (comment.code_version, comment.refused_code_version) == (1, 2)


def test_decided_case_is_not_decided_again(post: Any, judge: Any) -> None:
    comment = post()
    judge(comment)
    with nothing_happens(), pytest.raises(MoveNotLegal):
        judge(comment)


def test_nobody_decides_on_their_own_text(post: Any, judge: Any, moderator: Any) -> None:
    comment = post(actor=moderator)
    with nothing_happens(), pytest.raises(OwnSubmission):
        judge(comment)
    with pytest.raises(OwnSubmission):
        claim_case(actor=moderator, case_id=case_of(comment).pk)


def test_nobody_decides_on_a_text_of_their_organisation(
    post: Any, judge: Any, participant: Any, moderator: Any, organisation: Any, person: Any
) -> None:
    for someone in (participant, moderator):
        someone.organisation = organisation
        someone.save(update_fields=["organisation"])
    comment = post()
    with nothing_happens(), pytest.raises(OwnSubmission):
        judge(comment)
    judge(comment, actor=person(Role.MODERATOR))
    comment.refresh_from_db()
    assert comment.state == "published"


def test_two_people_without_organisation_are_not_of_one(post: Any, judge: Any) -> None:
    assert judge(post()).verdict == "approve"


@pytest.mark.parametrize(
    "role", [r for r in Role if r not in (Role.MODERATOR, Role.LEAD_MODERATOR)]
)
def test_other_roles_do_not_decide(post: Any, judge: Any, person: Any, role: Role) -> None:
    comment, someone = post(), person(role)
    with nothing_happens(), pytest.raises(NotPermitted):
        judge(comment, actor=someone)


def test_moderator_without_second_factor_does_not_decide(
    post: Any, judge: Any, person: Any
) -> None:
    comment, someone = post(), person(Role.MODERATOR, second_factor=False)
    with nothing_happens(), pytest.raises(SecondFactorMissing):
        judge(comment, actor=someone)


def test_refused_parent_and_published_reply_do_not_touch_each_other(post: Any, judge: Any) -> None:
    parent = post()
    judge(parent)
    refused, published = post("Fool.", replied_to=parent), post("Fine.", replied_to=parent)
    judge(refused, "R1", WHY)
    judge(published)
    found = Comment.objects.order_by("path").values_list("state", "is_public")
    assert list(found) == [("published", True), ("refused", False), ("published", True)]


def test_a_new_code_does_not_undo_what_was_decided(
    post: Any, judge: Any, review: Any, moderator: Any
) -> None:
    comment = post()
    decision = judge(comment, "R1", WHY)
    publish_code_of(review, moderator)
    decision.refresh_from_db()
    assert (decision.rule.code, decision.rule.conduct.version) == ("R1", 1)
