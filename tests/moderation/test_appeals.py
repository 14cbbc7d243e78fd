"""Appeals: lodged once in time, answered by who took no part, published with their history."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from lxml import html

from consult.accounts.rules.roles import Role
from consult.comments.models import BlockTally, Comment
from consult.core.errors import KeyReused, NotThere
from consult.core.models import OutgoingMail, SearchEntry
from moderation.actions import claim_case, lodge_appeal
from moderation.models import Appeal
from moderation.rules.appealing import (
    ANSWER_WITHIN,
    AppealTextMissing,
    AppealTooLate,
    AppealTooLong,
    NothingToAppeal,
    TookPart,
)
from moderation.rules.judging import ReasonMissing
from moderation.rules.statement import APPEAL_WITHIN
from moderation.rules.states import MoveNotLegal, Verdict
from tests.comments.scene import case_of, last_leaf, nothing_happens, openings

WHY = "“Fool” ridicules a person."
AT = datetime(2026, 12, 1, 12, tzinfo=UTC)


def appeal(comment: Comment, **changes: Any) -> Appeal:
    """Appeal as the author, who holds the receipt."""
    arguments: dict[str, Any] = {
        "case_id": case_of(comment).pk,
        "token": comment.receipt_token,
        "text": "“Fool” is the title of the play I quote.",
        "key": uuid.uuid4(),
    }
    return lodge_appeal(**{**arguments, **changes})


@pytest.fixture
def refused(post: Any, judge: Any) -> Comment:
    comment: Comment = post("“Fool” shows how councils fail.")
    judge(comment, "R1", WHY)
    return comment


@pytest.fixture
def other(person: Any) -> Any:
    return person(Role.MODERATOR, name="Otto Other", email="otto@consult.example")


def test_appeal_waits_with_a_date_and_an_entry(refused: Comment, review: Any) -> None:
    at = timezone.now()
    made = appeal(refused, now=at)
    case = case_of(refused)
    assert (case.state, case.version, made.due_at) == ("appealed", 3, at + ANSWER_WITHIN)
    leaf = last_leaf(review)
    assert (leaf["event"], leaf["actor"]) == ("case.appealed.v1", f"person:{case.author_id}")
    assert (leaf["data"]["decision_number"], leaf["data"]["party"]) == (1, "author")
    assert openings(review, leaf["index"]) == {"text": (made.text, False)}


def test_overturned_text_is_published_with_its_history(
    refused: Comment, judge: Any, other: Any, review: Any, client: Any
) -> None:
    appeal(refused)
    decision = judge(refused, actor=other, verdict=Verdict.OVERTURN, explanation="It is a title.")
    refused.refresh_from_db()
    assert (refused.state, refused.is_public, refused.refused_rule) == ("published", True, "")
    assert (case_of(refused).state, decision.effect) == ("overturned", "publish")
    leaf = last_leaf(review)["data"]
    assert (leaf["decision"], leaf["effect"], leaf["source"]) == ("overturn", "publish", "appeal")
    assert openings(review, refused.entry_index)["text"] == (refused.body, True)
    assert SearchEntry.objects.filter(subject=str(refused.public_id)).count() == 1
    assert BlockTally.objects.get().shown == 1
    mail = OutgoingMail.objects.latest("created_at")
    assert mail.to == "paul@consult.example"
    assert "is overturned" in mail.text
    assert "It is a title." in mail.text
    page = client.get(f"/en/decisions/comment/{refused.public_id}/").content.decode()
    tree = html.fromstring(page)
    assert [title.text_content().strip() for title in tree.xpath("//main//li/h3")] == [
        "Not published",
        "The author appealed",
        "Overturned on appeal: published",
    ]
    assert WHY not in page
    assert "Otto" not in page
    address = f"/en/decisions/comment/{refused.public_id}/"
    shown = client.get("/en/reviews/vnr-2026/introduction/comments/").content.decode()
    assert address in shown
    receipt = client.get(refused.receipt_path).content.decode()
    for told in ("You appealed", "Overturned on appeal: published", "It is a title."):
        assert told in receipt


def test_upheld_text_stays_away_and_nobody_decides_again(
    refused: Comment, judge: Any, other: Any
) -> None:
    appeal(refused)
    with nothing_happens(), pytest.raises(ReasonMissing):
        judge(refused, actor=other, verdict=Verdict.UPHOLD)
    decision = judge(
        refused, actor=other, verdict=Verdict.UPHOLD, explanation="It is aimed at Ann."
    )
    assert (decision.rule.code, decision.statement["appeal"]) == ("R1", None)
    refused.refresh_from_db()
    assert (refused.state, case_of(refused).state) == ("refused", "upheld")
    assert "is upheld" in OutgoingMail.objects.latest("created_at").text
    with nothing_happens(), pytest.raises(NothingToAppeal):
        appeal(refused)
    with nothing_happens(), pytest.raises(MoveNotLegal):
        judge(refused, explanation="No.")


def test_who_took_part_does_not_answer(
    refused: Comment, judge: Any, moderator: Any, signed_in: Any
) -> None:
    appeal(refused)
    with nothing_happens(), pytest.raises(TookPart):
        judge(refused, verdict=Verdict.OVERTURN, explanation="I was wrong.")
    with nothing_happens(), pytest.raises(MoveNotLegal):
        judge(refused, explanation="Round the appeal.")
    page = signed_in(moderator).get(f"/en/moderation/cases/{case_of(refused).pk}/")
    tree = html.fromstring(page.content.decode())
    assert "Another moderator must answer it." in tree.text_content()
    assert tree.xpath("//input[@name='verdict']") == []


def test_appeal_is_lodged_once_in_time_and_with_words(refused: Comment, judge: Any) -> None:
    key = uuid.uuid4()
    for changes, error in (
        ({"text": " "}, AppealTextMissing),
        ({"text": "x" * 4_001}, AppealTooLong),
        ({"token": "wrong"}, NotThere),
        ({"now": timezone.now() + APPEAL_WITHIN}, AppealTooLate),
    ):
        with nothing_happens(), pytest.raises(error):
            appeal(refused, **changes)
    first = appeal(refused, key=key)
    assert appeal(refused, key=key) == first
    with nothing_happens(), pytest.raises(KeyReused):
        appeal(refused, key=key, text="Other words.")
    with nothing_happens(), pytest.raises(NothingToAppeal):
        appeal(refused)


def test_nothing_to_appeal_where_the_text_is_published_or_waits(post: Any, judge: Any) -> None:
    waiting = post()
    with nothing_happens(), pytest.raises(NothingToAppeal):
        appeal(waiting)
    judge(waiting)
    with nothing_happens(), pytest.raises(NothingToAppeal):
        appeal(waiting)


def test_guest_appeals_and_another_answers_by_the_pages(
    refused: Comment, client: Any, signed_in: Any, other: Any
) -> None:
    tree = html.fromstring(client.get(refused.receipt_path).content.decode())
    address = tree.xpath("//main//a[text()='Appeal']/@href")[0]
    form = html.fromstring(client.get(address).content.decode())
    key = form.xpath("//input[@name='key']/@value")[0]
    assert client.post(address, {"key": key}).status_code == 400
    response = client.post(address, {"key": key, "text": "Look <b>again</b>."})
    assert response.url == refused.receipt_path
    assert "Look &lt;b&gt;again&lt;/b&gt;." in client.get(refused.receipt_path).content.decode()
    case = case_of(refused)
    claim_case(actor=other, case_id=case.pk)
    staff, page = signed_in(other), f"/en/moderation/cases/{case.pk}/"
    tree = html.fromstring(staff.get(page).content.decode())
    assert tree.xpath("//input[@name='verdict']/@value") == ["uphold", "overturn"]
    said = {"verdict": "overturn", "seen_version": case_of(refused).version, "key": uuid.uuid4()}
    assert staff.post(f"{page}decide/", said).status_code == 400
    assert staff.post(f"{page}decide/", {**said, "explanation": "A title."}).status_code == 302
    refused.refresh_from_db()
    assert refused.state == "published"


def test_change_of_mind_supersedes_and_hides_what_was_published(
    post: Any, judge: Any, review: Any, other: Any, client: Any
) -> None:
    comment = post("Buy my “councils handbook”.")
    judge(comment)
    reply = post("No.", replied_to=comment)
    judge(reply)
    decision = judge(comment, "R2", "It offers goods.", actor=other)
    assert (decision.number, decision.statement["measure"]["act"]) == (2, "withdrawn")
    comment.refresh_from_db()
    assert (comment.state, comment.is_public, comment.times_shown_anew) == ("refused", False, 1)
    assert openings(review, comment.entry_index)["text"] == (comment.body, False)
    assert SearchEntry.objects.filter(subject=str(comment.public_id)).count() == 0
    assert BlockTally.objects.get().shown == 2
    page = client.get("/en/reviews/vnr-2026/introduction/comments/").content.decode()
    assert "handbook" not in page
    assert "No longer published" in client.get(comment.receipt_path).content.decode()
    with nothing_happens(), pytest.raises(ReasonMissing):
        judge(comment)
    judge(comment, explanation="It names a book, and sells none.")
    comment.refresh_from_db()
    assert (comment.state, case_of(comment).decisions.count()) == ("published", 3)
    assert last_leaf(review)["data"]["supersedes"] == 2


def test_page_of_an_appeal_costs_the_same(
    refused: Comment, client: Any, django_assert_num_queries: Any
) -> None:
    address = f"/en/appeals/{case_of(refused).pk}/{refused.receipt_token}/"
    client.get(address)
    with django_assert_num_queries(5):
        client.get(address)
    assert client.get(f"/en/appeals/{case_of(refused).pk}/nothing/").status_code == 404


def test_late_answers_are_no_reason_to_lose_the_right(refused: Comment) -> None:
    made = appeal(refused, now=timezone.now() + APPEAL_WITHIN - timedelta(minutes=1))
    assert made.due_at > made.filed_at
