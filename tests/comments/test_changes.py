"""A text is given back to its author, who sends another wording or appeals."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
from lxml import html

from consult.comments.actions import resubmit_comment
from consult.comments.models import Comment, CommentRevision
from consult.comments.rules.acceptance import AcceptanceMissing
from consult.comments.rules.submission import SameWording, TextMissing
from consult.core.errors import KeyReused, NotThere
from consult.core.models import OutgoingMail, SearchEntry
from consult.core.templatetags.consult import day
from consult.reporting.exports.ledger import ledger_bundle
from moderation.actions import file_report, lodge_appeal
from moderation.rules.judging import ExplanationMissing, RuleMissing, StaleDecision
from moderation.rules.queue_filter import QueueFilter, filter_in
from moderation.rules.resubmitting import (
    RESUBMIT_WITHIN,
    NothingToResubmit,
    ResubmissionTooLate,
)
from moderation.rules.states import CaseState, Verdict
from moderation.selectors import queue_page
from tests.comments.scene import case_of, last_leaf, nothing_happens, openings

pytestmark = pytest.mark.django_db

WHY = "“Fool” ridicules a person; say what the council did instead."
FIRST, SECOND = "The mayor is a fool.", "The mayor forgot our islands."


@pytest.fixture
def asked(post: Any, judge: Any) -> Comment:
    """Return a comment whose changes were requested a moment ago, never shown before."""
    comment: Comment = post(FIRST)
    judge(comment, "R1", WHY, verdict=Verdict.REQUEST_CHANGES)
    comment.refresh_from_db()
    return comment


def resubmit(comment: Comment, body: str = SECOND, **changes: Any) -> Comment:
    arguments: dict[str, Any] = {
        "token": comment.receipt_token,
        "seen_revision": comment.revision,
        "body": body,
        "accepted_code_version": 1,
        "key": uuid.uuid4(),
    }
    return resubmit_comment(**{**arguments, **changes})


def test_request_leaves_a_pending_text_with_a_date(asked: Comment, review: Any) -> None:
    case = case_of(asked)
    decision = case.decisions.get()
    assert (case.state, asked.state, asked.shown_at) == ("changes_requested", "pending", None)
    assert case.resubmit_until == decision.decided_at + RESUBMIT_WITHIN
    measure = decision.statement["measure"]
    assert measure["act"] == "changes_requested"
    assert measure["resubmit_until"] == case.resubmit_until.date().isoformat()
    assert last_leaf(review)["data"]["decision"] == "request_changes"


def test_author_gets_reason_rule_date_and_editor_by_mail(asked: Comment) -> None:
    mail = OutgoingMail.objects.get(subject__startswith="Please change your text")
    until = day(case_of(asked).decisions.get().statement["measure"]["resubmit_until"])
    for words in (WHY, "R1", until, f"{asked.receipt_path}/changes"):
        assert words in mail.text, words
        assert words in mail.html or words == WHY


@pytest.mark.parametrize(
    ("rule", "why", "error"),
    [("", WHY, RuleMissing), ("R9", WHY, RuleMissing), ("R1", " ", ExplanationMissing)],
)
def test_request_needs_rule_and_reason(
    post: Any, judge: Any, rule: str, why: str, error: type[Exception]
) -> None:
    comment = post(FIRST)
    with nothing_happens(), pytest.raises(error):
        judge(comment, rule, why, verdict=Verdict.REQUEST_CHANGES)


def test_published_text_gives_way_to_the_note(post: Any, judge: Any, client: Any) -> None:
    comment = post(FIRST)
    judge(comment)
    case = case_of(comment)
    file_report(
        actor=comment.author,
        kind="comment",
        subject_id=comment.public_id,
        rule_code="R1",
        explanation="",
        email="",
        page_language="en",
        key=uuid.uuid4(),
    )
    judge(comment, "R1", WHY, verdict=Verdict.REQUEST_CHANGES)
    comment.refresh_from_db()
    assert (comment.state, comment.refused_rule) == ("refused", "R1")
    assert not SearchEntry.objects.filter(subject=str(comment.public_id)).exists()
    resubmit(comment)
    comment.refresh_from_db()
    assert comment.state == "refused"
    judge(comment, explanation="Now it keeps to the rules.")
    comment.refresh_from_db()
    assert (comment.state, comment.body) == ("published", SECOND)
    assert case_of(comment).pk == case.pk


def test_another_wording_waits_anew_in_its_old_place(asked: Comment, review: Any) -> None:
    before = case_of(asked)
    sent = resubmit(asked)
    case = case_of(sent)
    assert (case.state, case.version) == ("pending", before.version + 1)
    assert case.opened_at > before.opened_at
    for name in ("number", "receipt_token", "path", "anchor_id", "entry_index", "posted_at"):
        assert getattr(sent, name) == getattr(asked, name)
    assert (sent.revision, sent.body) == (2, SECOND)
    assert "forgot" in sent.html
    kept = CommentRevision.objects.get()
    assert (kept.number, kept.body, kept.entry_index) == (1, FIRST, asked.entry_index)
    assert len(kept.sha256) == 64
    leaf = last_leaf(review)
    assert (leaf["event"], leaf["subject"]) == ("comment.resubmitted.v1", sent.reference)
    assert leaf["data"] == {
        "number": sent.number,
        "revision": 2,
        "language": "en",
        "code_version": 1,
    }
    assert openings(review, sent.current_entry_index) == {"text": (SECOND, False)}


def test_only_the_wording_that_is_published_is_opened(
    asked: Comment, judge: Any, review: Any
) -> None:
    sent = resubmit(asked)
    judge(sent, explanation="It keeps to the rules now.")
    assert openings(review, sent.entry_index)["text"] == (FIRST, False)
    assert openings(review, sent.current_entry_index)["text"] == (SECOND, True)
    bundle = ledger_bundle(review).decode()
    assert SECOND in bundle
    assert FIRST not in bundle


def test_decision_on_the_wording_before_is_refused(asked: Comment, judge: Any) -> None:
    seen = case_of(asked).version
    sent = resubmit(asked)
    with nothing_happens(), pytest.raises(StaleDecision):
        judge(sent, "R1", WHY, seen_version=seen)
    with nothing_happens(), pytest.raises(StaleDecision):
        judge(sent, "R1", WHY, seen_revision=1)
    assert judge(sent, "R1", WHY, seen_revision=2).revision == 2


def test_stale_form_keeps_what_was_typed(
    asked: Comment, judge: Any, client: Any, moderator: Any
) -> None:
    seen = case_of(asked).version
    sent = resubmit(asked)
    client.force_login(moderator)
    page = client.post(
        f"/en/moderation/cases/{case_of(sent).pk}/decide/",
        {
            "verdict": "reject",
            "rule": "R1",
            "explanation": "Words that took a while.",
            "seen_version": seen + 1,
            "seen_revision": 1,
            "key": str(uuid.uuid4()),
        },
    )
    assert page.status_code == 409
    assert "Words that took a while." in page.content.decode()


def test_moderators_read_the_wording_before(
    asked: Comment, client: Any, moderator: Any, participant: Any
) -> None:
    sent = resubmit(asked)
    address = f"/en/moderation/cases/{case_of(sent).pk}/"
    client.force_login(moderator)
    page = client.get(address).content.decode()
    assert "Wording 1, which the author replaced" in page
    assert FIRST in page


def test_repeat_sends_once_and_another_text_is_refused(asked: Comment) -> None:
    key = uuid.uuid4()
    first = resubmit(asked, key=key)
    assert resubmit(asked, key=key).pk == first.pk
    assert CommentRevision.objects.count() == 1
    with pytest.raises(KeyReused):
        resubmit(asked, "Another text.", key=key)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"body": FIRST}, SameWording),
        ({"body": " \n"}, TextMissing),
        ({"accepted_code_version": None}, AcceptanceMissing),
        ({"seen_revision": 2}, SameWording),
        ({"token": "x" * 43}, NotThere),
    ],
)
def test_what_is_refused_leaves_nothing(
    asked: Comment, changes: dict[str, Any], error: type[Exception]
) -> None:
    with nothing_happens(), pytest.raises(error):
        resubmit(asked, **changes)
    assert not CommentRevision.objects.exists()


def test_date_passes_and_nothing_is_lost(
    asked: Comment, moderator: Any, review: Any, client: Any
) -> None:
    until = case_of(asked).resubmit_until
    assert until is not None
    with pytest.raises(ResubmissionTooLate):
        resubmit(asked, now=until)
    narrowed = filter_in({"state": ["changes_passed"]})
    assert narrowed == QueueFilter(state=CaseState.CHANGES_REQUESTED, passed=True)
    assert narrowed.address == "state=changes_passed"

    def listed(now: Any) -> list[Any]:
        page = queue_page(person=moderator, review=review, narrowed=narrowed, now=now)
        return [(row.case.pk, row.passed) for row in page.rows]

    assert listed(until - timedelta(seconds=1)) == []
    assert listed(until) == [(case_of(asked).pk, True)]
    lodge_appeal(
        case_id=case_of(asked).pk,
        token=asked.receipt_token,
        text="It is a quotation.",
        key=uuid.uuid4(),
        now=until + timedelta(days=100),
    )
    assert case_of(asked).state == CaseState.APPEALED


def test_who_appeals_sends_no_other_wording(asked: Comment) -> None:
    lodge_appeal(
        case_id=case_of(asked).pk,
        token=asked.receipt_token,
        text="It is a quotation.",
        key=uuid.uuid4(),
    )
    with nothing_happens(), pytest.raises(NothingToResubmit):
        resubmit(asked)


def test_nothing_is_taken_before_the_author_was_told(asked: Comment) -> None:
    told = case_of(asked).decisions.get().told_at
    with pytest.raises(NothingToResubmit):
        resubmit(asked, now=told - timedelta(seconds=1))


def test_pages_of_the_author(asked: Comment, client: Any) -> None:
    receipt = client.get(asked.receipt_path).content.decode()
    assert f"{asked.receipt_path}/changes" in receipt
    assert "Changes requested" in receipt
    page = client.get(f"{asked.receipt_path}/changes")
    tree = html.fromstring(page.content)
    assert tree.xpath("//textarea[@name='body']")[0].text_content().strip() == FIRST
    assert WHY in page.content.decode()
    hidden = {node.name: node.value for node in tree.xpath("//form//input[@type='hidden']")}
    refused = client.post(f"{asked.receipt_path}/changes", {**hidden, "body": SECOND})
    assert refused.status_code == 400
    assert SECOND in refused.content.decode()
    sent = client.post(f"{asked.receipt_path}/changes", {**hidden, "body": SECOND, "accept": "on"})
    assert (sent.status_code, sent["Location"]) == (302, asked.receipt_path)
    receipt = client.get(asked.receipt_path).content.decode()
    assert "wording 2" in receipt
    proof = client.get(f"{asked.receipt_path}/proof.json?wording=latest").json()
    assert proof["opened"]["text"]["value"] == SECOND
