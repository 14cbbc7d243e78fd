"""Reports of published texts: one case, muted once cleared, answered, appealed."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from lxml import html

from consult.accounts.rules.roles import Role
from consult.comments.models import Comment
from consult.core.errors import NotThere
from consult.core.models import OutgoingMail
from moderation.actions import file_report, lodge_appeal
from moderation.models import Appeal, Case, Report
from moderation.rules.appealing import NothingToAppeal, TookPart
from moderation.rules.reporting import (
    NotPublishedNow,
    ReportAddressWrong,
    ReportRuleMissing,
    ReportTooLong,
    TooManyReports,
)
from moderation.rules.states import Verdict
from tests.comments.scene import case_of, last_leaf, nothing_happens, openings

GUEST = "rita@example.org"


def report(comment: Comment, rule: str = "R1", **changes: Any) -> Report:
    """Report a comment as a guest who wants an answer."""
    arguments: dict[str, Any] = {
        "actor": AnonymousUser(),
        "kind": "comment",
        "subject_id": comment.public_id,
        "rule_code": rule,
        "explanation": "The second sentence.",
        "email": GUEST,
        "page_language": "fr",
        "key": uuid.uuid4(),
    }
    return file_report(**{**arguments, **changes})


@pytest.fixture
def published(post: Any, judge: Any) -> Comment:
    comment: Comment = post("Councils fail. Their handbook costs ten.")
    judge(comment)
    return comment


@pytest.fixture
def other(person: Any) -> Any:
    return person(Role.MODERATOR, name="Otto Other")


def test_report_reopens_the_one_case_with_entry_and_receipt(
    published: Comment, review: Any, person: Any
) -> None:
    made = report(published)
    case = case_of(published)
    assert (case.state, case.version, made.is_muted) == ("reported", 3, False)
    leaf = last_leaf(review)
    assert (leaf["event"], leaf["actor"]) == ("case.reported.v1", f"guest:{made.pk}")
    assert (leaf["data"]["rule"], leaf["data"]["safety"], leaf["data"]["muted"]) == (
        "R1", False, False,
    )  # fmt: skip
    assert openings(review, leaf["index"]) == {"explanation": ("The second sentence.", False)}
    mail = OutgoingMail.objects.latest("created_at")
    assert mail.to == GUEST
    assert f"/fr/reports/{made.token}/" in mail.text
    report(published, "R2", actor=person())
    assert (Case.objects.count(), Report.objects.count()) == (1, 2)
    published.refresh_from_db()
    assert published.state == "published"


def test_cleared_report_is_answered_and_the_same_rule_muted(
    published: Comment, judge: Any, client: Any
) -> None:
    first = report(published)
    judge(published, explanation="It names no person.")
    first.refresh_from_db()
    assert (first.answered_by, case_of(published).state) == (2, "approved")
    mail = OutgoingMail.objects.latest("created_at")
    assert mail.to == GUEST
    assert "It names no person." in mail.text
    page = client.get(first.receipt_path).content.decode()
    assert "It names no person." in page
    muted = report(published)
    assert (muted.is_muted, muted.answered_by, case_of(published).state) == (True, 2, "approved")
    with nothing_happens(), pytest.raises(NothingToAppeal):
        lodge_appeal(case_id=muted.case_id, token=muted.token, text="Look again.", key=uuid.uuid4())
    other_rule = report(published, "R2")
    assert (other_rule.is_muted, case_of(published).state) == (False, "reported")


def test_somebody_at_risk_is_never_muted(published: Comment, judge: Any) -> None:
    for _time in range(2):
        made = report(published, "safety")
        assert (made.is_safety, made.is_muted, case_of(published).state) == (
            True, False, "reported",
        )  # fmt: skip
        judge(published, explanation="Nobody is named.")


def test_report_that_is_followed_takes_the_text_down(
    published: Comment, judge: Any, review: Any
) -> None:
    made = report(published, "R2")
    decision = judge(published, "R2", "It sells a handbook.")
    assert decision.statement["source"] == "report"
    told = list(OutgoingMail.objects.order_by("created_at").values_list("to", flat=True))[-2:]
    assert set(told) == {"paul@consult.example", GUEST}
    published.refresh_from_db()
    made.refresh_from_db()
    assert (published.state, made.answered_by) == ("refused", 2)
    assert last_leaf(review)["data"]["source"] == "report"
    with nothing_happens(), pytest.raises(NotPublishedNow):
        report(published)


def test_reporter_appeals_and_another_moderator_takes_it_down(
    published: Comment, judge: Any, other: Any, moderator: Any
) -> None:
    made = report(published, "R2")
    judge(published, explanation="A name is no offer.")
    said = {"case_id": made.case_id, "token": made.token, "text": "It has a price."}
    lodge_appeal(**said, key=uuid.uuid4())
    assert (Appeal.objects.get().party, case_of(published).state) == ("reporter", "appealed")
    with nothing_happens(), pytest.raises(TookPart):
        judge(published, verdict=Verdict.UPHOLD, explanation="No.", actor=moderator)
    judge(published, "R2", "It has a price.", verdict=Verdict.OVERTURN, actor=other)
    published.refresh_from_db()
    made.refresh_from_db()
    assert (published.state, published.refused_rule, made.answered_by) == ("refused", "R2", 3)
    letters = list(OutgoingMail.objects.order_by("created_at"))[-2:]
    assert {letter.to for letter in letters} == {"paul@consult.example", GUEST}
    with nothing_happens(), pytest.raises(NothingToAppeal):
        lodge_appeal(**said, key=uuid.uuid4())
    # The text was taken from its author by an appeal of somebody else's, so the author has one.
    lodge_appeal(
        case_id=made.case_id, token=published.receipt_token, text="I sell none.", key=uuid.uuid4()
    )
    assert case_of(published).state == "appealed"


def test_what_was_overturned_is_muted_under_the_rule_it_was_refused_for(
    post: Any, judge: Any, other: Any
) -> None:
    comment = post("“Fool” is a play.")
    judge(comment, "R1", "Ridicule.")
    lodge_appeal(
        case_id=case_of(comment).pk, token=comment.receipt_token, text="A play.", key=uuid.uuid4()
    )
    judge(comment, verdict=Verdict.OVERTURN, explanation="A title.", actor=other)
    assert report(comment).is_muted
    assert not report(comment, "R2").is_muted


def test_refused_report_leaves_nothing(published: Comment, post: Any) -> None:
    for changes, error in (
        ({"rule_code": "R9"}, ReportRuleMissing),
        ({"explanation": "x" * 2_001}, ReportTooLong),
        ({"email": "nobody"}, ReportAddressWrong),
        ({"subject_id": uuid.uuid4()}, NotThere),
        ({"subject_id": post("Waiting.").public_id}, NotPublishedNow),
        ({"kind": "unknown"}, NotThere),
    ):
        with nothing_happens(), pytest.raises(error):
            report(published, **changes)
    assert Report.objects.count() == 0


def test_one_address_does_not_flood_the_moderators(published: Comment) -> None:
    for _time in range(20):
        report(published)
    with nothing_happens(), pytest.raises(TooManyReports):
        report(published)


def test_guest_reports_by_the_page_and_a_connection_is_limited(
    published: Comment, client: Any, settings: Any
) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"report": "1/h/ip"}
    address = f"/en/report/comment/{published.public_id}/"
    tree = html.fromstring(client.get(address).content.decode())
    said = {"key": tree.xpath("//input[@name='key']/@value")[0], "rule": "R1", "explanation": ""}
    assert client.post(address, {**said, "rule": ""}).status_code == 400
    response = client.post(address, said)
    assert response.url == Report.objects.get().receipt_path
    page = client.get(response.url)
    assert page["X-Robots-Tag"] == "noindex"
    assert "A moderator will look at the text." in page.content.decode()
    assert client.post(address, {**said, "key": uuid.uuid4()}).status_code == 429
    assert Report.objects.count() == 1


def test_moderators_read_reports_on_the_case(
    published: Comment, signed_in: Any, moderator: Any
) -> None:
    report(published, explanation="See <i>there</i>.")
    client = signed_in(moderator)
    page = client.get(f"/en/moderation/cases/{case_of(published).pk}/").content.decode()
    assert "See &lt;i&gt;there&lt;/i&gt;." in page
    assert GUEST not in page
    queue = client.get("/en/moderation/vnr-2026/?state=reported").content.decode()
    assert published.number in queue
