"""Modes: who appears before anybody read the text, and that every doubt means waiting."""

from __future__ import annotations

import uuid
from datetime import datetime, time
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from lxml import html

from consult.accounts.models import Grant
from consult.accounts.rules.roles import Role
from consult.core.errors import NotPermitted
from moderation.actions import file_report, set_modes, trust_author, withdraw_trust
from moderation.models import Admission, Decision, ModeSetting, Trust
from moderation.rules.modes import (
    HolidayWrong,
    HoursWrong,
    Mode,
    ModeNotForGuests,
    ThresholdWrong,
)
from moderation.rules.signals import looking
from moderation.rules.signals.finding import Detector
from moderation.rules.trusting import AuthorUnknown, OwnTrust, TrustReasonMissing
from tests.comments.scene import case_of, last_leaf
from tests.moderation.test_queue import QUEUE

MONDAY = datetime(2026, 11, 23, 10)


def opened(actor: Any, review: Any, **changes: Any) -> ModeSetting:
    """Set modes under which every account appears at once, at any hour."""
    usual: dict[str, Any] = {
        "guests": Mode.BEFORE,
        "accounts": Mode.AFTER,
        "members": Mode.AFTER,
        "threshold": 40,
        "keeps_hours": False,
        "days": [0],
        "opens_at": time(9),
        "closes_at": time(17),
    }
    return set_modes(actor=actor, review=review, **{**usual, **changes})


def test_without_a_setting_everything_waits(post: Any) -> None:
    comment = post()
    assert comment.state == "pending"
    admission = case_of(comment).admission
    assert (admission.at_once, admission.slower, admission.setting) == (False, "unset", None)


def test_a_text_appears_at_once_and_its_case_still_waits(
    post: Any, judge: Any, review: Any, moderator: Any, signed_in: Any, client: Any, code: Any
) -> None:
    setting = opened(moderator, review)
    comment = post()
    case = case_of(comment)
    assert (comment.state, case.state, Decision.objects.count()) == ("published", "pending", 0)
    assert (case.admission.at_once, case.admission.setting) == (True, setting)
    leaf = last_leaf(review)
    assert (leaf["event"], leaf["data"]) == (
        "case.published_unread.v1",
        {"case": case.reference, "number": case.number, "group": "account", "setting": 1},
    )
    mark = "Already published, not yet read"
    assert mark in signed_in(moderator).get(QUEUE).content.decode()
    history = f"/en/decisions/comment/{comment.public_id}/"
    assert "Published before moderation" in client.get(history).content.decode()
    assert (
        "Everybody can read your comment already"
        in client.get(comment.receipt_path).content.decode()
    )
    judge(comment)
    comment.refresh_from_db()
    assert (comment.state, comment.times_shown_anew) == ("published", 0)
    assert mark not in signed_in(moderator).get(QUEUE + "?state=approved").content.decode()


def test_a_text_that_appeared_at_once_is_taken_down_and_the_statement_says_so(
    post: Any, judge: Any, review: Any, moderator: Any, code: Any
) -> None:
    opened(moderator, review)
    comment = post()
    decision = judge(comment, "R1", "“Fool” ridicules a person.")
    comment.refresh_from_db()
    assert comment.state == "refused"
    assert decision.statement["measure"]["act"] == "withdrawn"


def test_what_appeared_at_once_may_be_reported_and_its_decision_says_so(
    post: Any, judge: Any, review: Any, moderator: Any, person: Any, code: Any
) -> None:
    opened(moderator, review)
    comment = post()
    report = file_report(
        actor=person(),
        kind="comment",
        subject_id=comment.public_id,
        rule_code="R1",
        page_language="en",
        key=uuid.uuid4(),
    )
    assert (report.is_muted, case_of(comment).state) == (False, "pending")
    decision = judge(comment, "R1", "It does.")
    report.refresh_from_db()
    assert (decision.statement["source"], report.answered_by) == ("report", 1)


def slower_of(comment: Any) -> str:
    admission = case_of(comment).admission
    assert (comment.state, admission.at_once) == ("pending", False)
    return str(admission.slower)


def test_high_signals_only_take_the_slower_way(
    post: Any, review: Any, moderator: Any, client: Any, code: Any
) -> None:
    opened(moderator, review)
    comment = post("Call me at +995 32 212 34 56.")
    assert slower_of(comment) == "signals"
    page = client.get(comment.receipt_path).content.decode()
    assert "That is no judgement" in page


def test_a_failed_check_waits(
    post: Any, review: Any, moderator: Any, code: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(moderator, review)

    def trip(_submitted: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(looking.look_at, "__defaults__", ((Detector("links", 7, "", trip),),))
    assert slower_of(post()) == "checks"


def test_unreadable_settings_wait(post: Any, review: Any, moderator: Any, code: Any) -> None:
    ModeSetting.objects.create(
        review=review, number=1, accounts="always", threshold=40, days=[], holidays=[],
        opens_at=time(9), closes_at=time(17), set_at=MONDAY.astimezone(),
    )  # fmt: skip
    assert slower_of(post()) == "unreadable"


def test_without_anybody_who_can_moderate_it_a_text_waits(
    post: Any, review: Any, moderator: Any, code: Any
) -> None:
    opened(moderator, review)
    assert post(actor=moderator).state == "pending"
    Grant.objects.filter(user=moderator).delete()
    assert slower_of(post()) == "nobody"


def test_out_of_hours_everything_waits(post: Any, review: Any, moderator: Any, code: Any) -> None:
    opened(moderator, review, keeps_hours=True, days=[])
    assert slower_of(post()) == "hours"


def test_trust_is_given_with_a_reason_and_withdrawn(
    post: Any, review: Any, moderator: Any, participant: Any, code: Any, signed_in: Any
) -> None:
    opened(moderator, review, accounts=Mode.TRUSTED)
    first = post()
    assert slower_of(first) == "not_trusted"
    client, address = signed_in(moderator), "/en/moderation/vnr-2026/trusted/"
    client.post(address, {"number": first.number.lower(), "reason": "A known expert."})
    trust = Trust.objects.get()
    assert (trust.person, trust.reason, trust.given_by) == (
        participant,
        "A known expert.",
        moderator,
    )
    leaf = last_leaf(review)
    assert (leaf["event"], leaf["data"]) == (
        "moderation.trust_set.v1",
        {"person": participant.reference, "trusted": True},
    )
    assert post().state == "published"
    assert (
        trust_author(actor=moderator, review=review, number=first.number, reason="Again.") == trust
    )
    refused = client.post(address, {"trust": trust.pk, "reason": ""})
    assert refused.status_code == 400
    client.post(address, {"trust": trust.pk, "reason": "They sell goods."})
    assert last_leaf(review)["data"]["trusted"] is False
    assert slower_of(post()) == "not_trusted"


def test_trust_is_refused(post: Any, review: Any, moderator: Any, person: Any, code: Any) -> None:
    own, other = post(actor=moderator), post()
    for number, reason, refusal in (
        (own.number, "Me.", OwnTrust),
        ("VNR26-999999", "Nobody.", AuthorUnknown),
        (other.number, " ", TrustReasonMissing),
    ):
        with pytest.raises(refusal):
            trust_author(actor=moderator, review=review, number=number, reason=reason)
    plain = person(Role.MODERATOR)
    with pytest.raises(NotPermitted):
        trust_author(actor=plain, review=review, number=other.number, reason="Why not.")
    with pytest.raises(NotPermitted):
        withdraw_trust(actor=plain, review=review, trust_id=1, reason="Why not.")
    assert Trust.objects.count() == 0


def test_modes_are_set_on_their_page_with_a_look_at_what_they_mean(
    review: Any, moderator: Any, signed_in: Any, code: Any
) -> None:
    client, address = signed_in(moderator), "/en/moderation/vnr-2026/modes/"
    said = {
        "guests": "before", "accounts": "trusted", "members": "after", "threshold": "30",
        "days": ["0", "1"], "opens_at": "08:30", "closes_at": "16:00", "holidays": "2026-12-25",
    }  # fmt: skip
    wrong = client.post(address, {**said, "closes_at": "08:00"})
    assert wrong.status_code == 400
    assert "The hours must end after they begin." in wrong.content.decode()
    assert client.post(address, said).status_code == 302
    leaf = last_leaf(review)
    assert (leaf["event"], leaf["data"]) == (
        "moderation.mode_set.v1",
        {
            "number": 1, "guests": "before", "accounts": "trusted", "members": "after",
            "threshold": 30, "keeps_hours": False, "days": [0, 1], "opens_at": "08:30",
            "closes_at": "16:00", "holidays": ["2026-12-25"],
        },
    )  # fmt: skip
    tree = html.fromstring(client.get(address).content.decode())
    (happens,) = tree.xpath("//section[@aria-labelledby='now-title']/ul")
    assert [" ".join(item.text_content().split()) for item in happens] == [
        "A guest: read first, as the mode says",
        "A person with an account: read first, since the person is not trusted",
        "A trusted person with an account: published at once, read afterwards",
        "A member of an organisation: published at once, read afterwards",
        "A trusted member of an organisation: published at once, read afterwards",
    ]


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"guests": Mode.TRUSTED}, ModeNotForGuests),
        ({"threshold": 0}, ThresholdWrong),
        ({"threshold": 101}, ThresholdWrong),
        ({"closes_at": time(9)}, HoursWrong),
        ({"holidays": "soon"}, HolidayWrong),
    ],
)
def test_modes_are_refused(
    review: Any, moderator: Any, changes: dict[str, Any], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        opened(moderator, review, **changes)
    assert ModeSetting.objects.count() == 0


def test_the_database_holds_what_an_admission_says(
    post: Any, review: Any, moderator: Any, person: Any, code: Any
) -> None:
    with pytest.raises(NotPermitted):
        opened(person(Role.MODERATOR), review)
    setting = opened(moderator, review)
    admission = case_of(post()).admission
    for change in (
        lambda: Admission.objects.filter(pk=admission.pk).update(at_once=False, slower="mode"),
        lambda: ModeSetting.objects.filter(pk=setting.pk).update(threshold=100),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
