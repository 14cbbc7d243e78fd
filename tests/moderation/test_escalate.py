"""Cases handed to a lead, and courts' orders."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from consult.accounts.rules.roles import Role
from consult.core.errors import NotPermitted
from consult.core.models import OutgoingMail
from moderation.actions import escalate_case
from moderation.models import Escalation
from moderation.rules.appealing import NothingToAppeal
from moderation.rules.escalating import NoteMissing
from moderation.rules.judging import OrderSourceTooLong, StaleDecision
from moderation.rules.states import CaseState, MoveNotLegal, Verdict
from tests.comments.scene import case_of, last_leaf, nothing_happens
from tests.moderation.test_appeals import appeal

pytestmark = pytest.mark.django_db
ORDER = "District Court of Meadowbrook, 3 C 117/26, 2 March 2026"


@pytest.fixture
def lead(person: Any) -> Any:
    return person(Role.LEAD_MODERATOR, name="Lena Lead")


@pytest.fixture
def escalate(moderator: Any) -> Any:
    """Return what hands a comment's case on."""

    def run(comment: Any, **changes: Any) -> Escalation:
        case = case_of(comment)
        arguments: dict[str, Any] = {
            "actor": moderator,
            "case_id": case.pk,
            "seen_version": case.version,
            "note": "Is the second name that of a witness?",
            "key": uuid.uuid4(),
        }
        return escalate_case(**{**arguments, **changes})

    return run


def test_a_lead_is_told_without_a_word_of_the_text(
    post: Any, escalate: Any, lead: Any, review: Any
) -> None:
    comment = post("The witness is called Ona.")
    escalate(comment)
    case = case_of(comment)
    assert (case.state, case.version, case.claimed_by) == (CaseState.ESCALATED, 2, None)
    mail = OutgoingMail.objects.latest("created_at")
    assert mail.to == lead.email
    assert "Ona" not in mail.text + mail.html
    assert "witness" not in mail.text + mail.html
    leaf = last_leaf(review)
    assert leaf["event"] == "case.escalated.v1"
    assert set(leaf["committed"]) == {"note"}


def test_only_a_lead_decides_it_then(
    post: Any, escalate: Any, judge: Any, lead: Any, signed_in: Any, person: Any
) -> None:
    comment = post()
    escalate(comment)
    other = person(Role.MODERATOR, name="Otto Other")
    with pytest.raises(NotPermitted):
        judge(comment, "R1", "It ridicules.", actor=other)
    page = signed_in(other).get(f"/en/moderation/cases/{case_of(comment).pk}/").content.decode()
    assert "one of whom decides" in page
    assert "Publish it" not in page
    page = signed_in(lead).get(f"/en/moderation/cases/{case_of(comment).pk}/").content.decode()
    assert "Is the second name" in page
    judge(comment, actor=lead, explanation="The name is public already.")
    assert case_of(comment).state == CaseState.APPROVED


def test_a_note_is_needed_and_a_stale_one_is_refused(post: Any, escalate: Any, judge: Any) -> None:
    comment = post()
    with nothing_happens():
        with pytest.raises(NoteMissing):
            escalate(comment, note="  ")
        with pytest.raises(StaleDecision):
            escalate(comment, seen_version=7)
    judge(comment)
    with pytest.raises(MoveNotLegal):
        escalate(comment)


def test_the_page_keeps_the_note(post: Any, signed_in: Any, moderator: Any, lead: Any) -> None:
    case = case_of(post())
    client = signed_in(moderator)
    address = f"/en/moderation/cases/{case.pk}/escalate/"
    sent = {"note": "Look at the name.", "seen_version": 9, "key": str(uuid.uuid4())}
    refused = client.post(address, sent)
    assert refused.status_code == 409
    assert "Look at the name." in refused.content.decode()
    assert client.post(address, {**sent, "seen_version": 1}).status_code == 302
    assert Escalation.objects.get().note == "Look at the name."


def test_a_court_order_is_recorded_as_such(
    post: Any, judge: Any, lead: Any, person: Any, review: Any
) -> None:
    comment = post()
    other = person(Role.MODERATOR, name="Otto Other")
    said = {"verdict": Verdict.REJECT, "explanation": "The order names the second sentence."}
    with nothing_happens():
        with pytest.raises(NotPermitted):
            judge(comment, actor=other, **said, order_source=ORDER)
        with pytest.raises(OrderSourceTooLong):
            judge(comment, actor=lead, **said, order_source=ORDER * 9)
        with pytest.raises(MoveNotLegal):
            judge(comment, actor=lead, order_source=ORDER)
    decision = judge(comment, actor=lead, **said, order_source=ORDER)
    assert (decision.rule, decision.order_source) == (None, ORDER)
    assert decision.statement["ground"]["order"] == ORDER
    assert decision.statement["appeal"] is None
    data = last_leaf(review)["data"]
    assert (data["source"], data["rule"]) == ("court_order", None)
    assert ORDER in OutgoingMail.objects.latest("created_at").text
    comment.refresh_from_db()
    assert comment.state == "refused"
    with pytest.raises(NothingToAppeal):
        appeal(comment)


def test_a_word_to_the_author_goes_with_the_approval(post: Any, judge: Any) -> None:
    judge(post(), explanation="Thank you. The drafting team reads it next week.")
    assert "The drafting team reads it" in OutgoingMail.objects.latest("created_at").text
