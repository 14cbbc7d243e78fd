"""A review in which texts were judged, appealed and reported, and what its bundle says of it."""

from __future__ import annotations

import json
import uuid
from typing import TYPE_CHECKING, Any

import pytest
from lxml import html

from consult.accounts.rules.roles import Role
from moderation.rules.states import Verdict
from tests.comments.scene import case_of

if TYPE_CHECKING:
    from consult.comments.models import Comment

PAGE = "/en/reviews/vnr-2026/transparency/"
LIST = f"{PAGE}list/"
FILES = "/downloads/vnr-2026/transparency"
REASON = "“Fool” ridicules a person."


@pytest.fixture
def other(person: Any) -> Any:
    return person(Role.MODERATOR, name="Otto Other", email="otto@consult.example")


@pytest.fixture
def happened(post: Any, judge: Any, other: Any, participant: Any) -> list[Comment]:
    """Let everything happen that these pages count, by the real actions."""
    comments = [post(f"“Fool” number {number}.") for number in range(8)]
    judge(comments[0], "R1", REASON)
    judge(comments[1], "R1", REASON)
    judge(comments[2], "R2", "It sells.")
    for published in comments[3:7]:
        judge(published)
    for refused, verdict in ((comments[0], Verdict.OVERTURN), (comments[1], Verdict.UPHOLD)):
        appeal(refused, refused.receipt_token)
        judge(refused, actor=other, verdict=verdict, explanation="Looked at again.")
    judge(comments[3], "R2", "It sells after all.")
    report(comments[4], participant)
    judge(comments[4], explanation="It insults nobody.")
    report(comments[4], participant)
    report(comments[5], participant, "safety")
    judge(comments[5], "R1", "It threatens.")
    asked = report(comments[6], participant, "R2")
    judge(comments[6], explanation="It sells nothing.")
    appeal(comments[6], asked.token)
    judge(comments[6], actor=other, verdict=Verdict.OVERTURN, rule_code="R2", explanation="It does")
    return comments


def appeal(comment: Comment, token: str) -> None:
    from moderation.actions import lodge_appeal

    lodge_appeal(case_id=case_of(comment).pk, token=token, text="Again?", key=uuid.uuid4())


def report(comment: Comment, actor: Any, rule: str = "R1") -> Any:
    from moderation.actions import file_report

    return file_report(
        actor=actor,
        kind="comment",
        subject_id=comment.public_id,
        rule_code=rule,
        page_language="en",
        key=uuid.uuid4(),
    )


def table(page: str, caption: str) -> list[list[str]]:
    tree = html.fromstring(page)
    found = tree.xpath(f"//table[caption/@id='{caption}']/tbody/tr")
    return [[" ".join(cell.text_content().split()) for cell in row.xpath("th|td")] for row in found]


def leaves(client: Any, event: str) -> list[dict[str, Any]]:
    bundle = json.loads(client.get("/reviews/vnr-2026/ledger.json").content)
    found = [entry["leaf"] for entry in bundle["entries"]]
    return [leaf for leaf in found if leaf["event"] == event]
