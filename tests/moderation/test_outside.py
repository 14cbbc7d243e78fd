"""Appeals without a possible colleague: an outside adjudicator answers by a mailed link."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from consult.accounts.rules.roles import Role
from consult.comments.models import Comment
from consult.core.errors import NotPermitted, NotThere
from consult.core.models import Entry, OutgoingMail
from moderation.actions import adjudicate, hand_over, name_outside, take_back
from moderation.models import Adjudicator, Decision, Mandate
from moderation.rules.judging import ReasonMissing, RuleMissing
from moderation.rules.outside import (
    GRACE,
    AnswerVerdictMissing,
    MandateOver,
    OutsideAddressWrong,
    OutsideFromTheTeam,
    OutsideNameMissing,
    link_ends_at,
)
from moderation.rules.states import MoveNotLegal, Verdict
from moderation.selectors import mandate_of
from tests.comments.scene import case_of, last_leaf
from tests.moderation.test_appeals import appeal
from tests.moderation.test_reports import report

pytestmark = pytest.mark.django_db

OMAR = "omar@university.example.org"
WHY = "The words quote a play and ridicule nobody."


@pytest.fixture
def outside(moderator: Any, review: Any) -> Adjudicator:
    return named(moderator, review)


def named(actor: Any, review: Any, **changes: Any) -> Adjudicator:
    arguments: dict[str, Any] = {"name": "Omar Outside", "email": OMAR, "language": "fr"}
    return name_outside(actor=actor, review=review, **{**arguments, **changes})


@pytest.fixture
def refused(post: Any, judge: Any) -> Comment:
    comment: Comment = post("You fool.")
    judge(comment, "R1", "“Fool” ridicules a person.")
    return comment


def mailed_token() -> str:
    mail = OutgoingMail.objects.filter(to=OMAR).latest("created_at")
    found = re.search(r"/adjudicate/([\w-]+)/", mail.text)
    assert found
    return found[1]


def test_appeal_that_nobody_can_answer_goes_out_by_mail_at_once(
    refused: Comment, outside: Adjudicator, review: Any
) -> None:
    made = appeal(refused)
    mandate = Mandate.objects.get()
    assert (mandate.appeal, mandate.adjudicator) == (made, outside)
    assert mandate.expires_at == made.due_at + GRACE
    token = mailed_token()
    assert len(token) == 43
    assert token not in mandate.token_sha256
    mail = OutgoingMail.objects.get(to=OMAR)
    assert "fool" not in mail.text + mail.html
    assert last_leaf(review)["event"] == "appeal.handed_over.v1"
    assert mandate_of(token, timezone.now()) == mandate


def test_appeal_that_a_colleague_can_answer_stays(
    refused: Comment, outside: Adjudicator, person: Any
) -> None:
    person(Role.MODERATOR, name="Otto Other")
    appeal(refused)
    assert not Mandate.objects.exists()


def test_colleague_of_the_authors_organisation_does_not_count(
    post: Any, judge: Any, outside: Adjudicator, person: Any, organisation: Any
) -> None:
    author = person(name="Ines Insider")
    for one in (author, person(Role.MODERATOR, name="Otto Other")):
        one.organisation = organisation
        one.save()
    comment = post("You fool.", actor=author)
    judge(comment, "R1", "“Fool” ridicules a person.")
    appeal(comment)
    assert Mandate.objects.count() == 1


def test_leads_are_told_once_that_nobody_can_and_naming_sends_it(
    refused: Comment, moderator: Any, review: Any
) -> None:
    appeal(refused)
    case = case_of(refused)
    hand_over(case_id=case.pk, now=timezone.now())
    told = OutgoingMail.objects.filter(to=moderator.email, subject__startswith="Nobody can answer")
    assert told.count() == 1
    named(moderator, review)
    assert Mandate.objects.count() == 1
    assert last_leaf(review)["event"] == "adjudicator.named.v1"
    assert last_leaf(review)["data"]["appeals"] == 1
    hand_over(case_id=case.pk, now=timezone.now())
    assert Mandate.objects.count() == 1


def test_overturning_publishes_and_the_history_says_who_decided(
    refused: Comment, outside: Adjudicator, review: Any
) -> None:
    appeal(refused)
    token, key = mailed_token(), uuid.uuid4()
    given: dict[str, Any] = {"token": token, "verdict": "overturn", "explanation": WHY}
    decision = adjudicate(**given, key=key)
    assert adjudicate(**given, key=key) == decision
    assert (decision.outside, decision.moderator, decision.moderator_key) == (
        outside,
        None,
        outside.pk,
    )
    refused.refresh_from_db()
    assert (refused.state, case_of(refused).state) == ("published", "overturned")
    leaf = last_leaf(review)
    assert (leaf["event"], leaf["actor"]) == ("case.decided.v1", outside.reference)
    page = Client().get(reverse("moderation:history", args=["comment", refused.public_id]))
    assert "decided by an outside adjudicator" in page.content.decode()
    assert "Omar" not in page.content.decode()
    answer = OutgoingMail.objects.filter(to="paul@consult.example").latest("created_at")
    assert "somebody outside the team" in answer.text
    with pytest.raises(MandateOver):
        adjudicate(**given, key=uuid.uuid4())
    assert Client().get(reverse("moderation:adjudicate", args=[token])).status_code == 410


def test_upholding_keeps_the_rule(refused: Comment, outside: Adjudicator) -> None:
    appeal(refused)
    decision = adjudicate(
        token=mailed_token(), verdict="uphold", explanation="It does.", key=uuid.uuid4()
    )
    assert decision.rule is not None
    assert (decision.rule.code, case_of(refused).state) == ("R1", "upheld")


def test_taking_a_published_text_away_cites_a_rule(
    post: Any, judge: Any, outside: Adjudicator
) -> None:
    comment = post("You fool.")
    judge(comment)
    made = report(comment)
    judge(comment, explanation="It is a quotation.")
    appeal(comment, token=made.token)
    given: dict[str, Any] = {"token": mailed_token(), "verdict": "overturn", "explanation": "No."}
    with pytest.raises(RuleMissing):
        adjudicate(**given, key=uuid.uuid4())
    decision = adjudicate(**given, rule_code="R1", key=uuid.uuid4())
    comment.refresh_from_db()
    assert (decision.effect, comment.state) == ("withhold", "refused")


def test_answer_needs_verdict_and_reason(refused: Comment, outside: Adjudicator) -> None:
    appeal(refused)
    token = mailed_token()
    with pytest.raises(AnswerVerdictMissing):
        adjudicate(token=token, verdict="approve", explanation="Fine.", key=uuid.uuid4())
    with pytest.raises(ReasonMissing):
        adjudicate(token=token, verdict="uphold", explanation=" ", key=uuid.uuid4())
    with pytest.raises(NotThere):
        adjudicate(token="x" * 43, verdict="uphold", explanation="Fine.", key=uuid.uuid4())


def test_link_ends_when_it_is_too_old_and_another_is_sent(
    refused: Comment, outside: Adjudicator
) -> None:
    appeal(refused)
    token = mailed_token()
    late = Mandate.objects.get().expires_at
    with pytest.raises(MandateOver):
        mandate_of(token, late)
    hand_over(case_id=case_of(refused).pk, now=late)
    assert Mandate.objects.filter(revoked_at=None).count() == 1
    assert mailed_token() != token


def test_link_taken_back_opens_nothing(
    refused: Comment, outside: Adjudicator, moderator: Any, participant: Any, review: Any
) -> None:
    appeal(refused)
    mandate = Mandate.objects.get()
    with pytest.raises(NotPermitted):
        take_back(actor=participant, mandate_id=mandate.pk)
    take_back(actor=moderator, mandate_id=mandate.pk)
    take_back(actor=moderator, mandate_id=mandate.pk)
    assert Entry.objects.filter(log_id=review.log_id, event="appeal.taken_back.v1").count() == 1
    with pytest.raises(MandateOver):
        mandate_of(mailed_token(), timezone.now())


def test_answered_appeal_is_not_answered_again(
    refused: Comment, outside: Adjudicator, person: Any, judge: Any
) -> None:
    appeal(refused)
    late = person(Role.MODERATOR, name="Otto Other")
    judge(refused, actor=late, verdict=Verdict.UPHOLD, explanation="It stands.")
    with pytest.raises(MoveNotLegal):
        adjudicate(token=mailed_token(), verdict="overturn", explanation=WHY, key=uuid.uuid4())


def test_who_is_named(moderator: Any, review: Any, participant: Any) -> None:
    for changes, error in (
        ({"name": " "}, OutsideNameMissing),
        ({"email": "omar"}, OutsideAddressWrong),
        ({"email": moderator.email.upper()}, OutsideFromTheTeam),
    ):
        with pytest.raises(error):
            named(moderator, review, **changes)
    with pytest.raises(NotPermitted):
        named(participant, review)


def test_pages_name_take_back_and_answer(
    refused: Comment, moderator: Any, review: Any, signed_in: Any
) -> None:
    client = signed_in(moderator)
    address = reverse("moderation:outside", args=[review.slug])
    kept = client.post(address, {"name": "Omar Outside", "email": "omar", "language": "ar"})
    assert kept.status_code == 400
    assert "Omar Outside" in kept.content.decode()
    client.post(address, {"name": "Omar Outside", "email": OMAR, "language": "ar"})
    appeal(refused)
    assert "Omar Outside" in client.get(address).content.decode()
    page = reverse("moderation:adjudicate", args=[mailed_token()])
    shown = Client().get(page)
    assert shown.headers["Referrer-Policy"] == "same-origin"
    assert "You fool." in shown.content.decode()
    again = Client().post(page, {"verdict": "", "explanation": WHY, "key": str(uuid.uuid4())})
    assert again.status_code == 400
    assert WHY in again.content.decode()
    sent = {"verdict": "uphold", "explanation": WHY, "key": str(uuid.uuid4())}
    assert Client().post(page, sent).status_code == 302
    assert Decision.objects.filter(outside__isnull=False).count() == 1


def test_link_lasts_beyond_the_promise_also_when_that_is_over() -> None:
    now = timezone.now()
    assert link_ends_at(now + timedelta(days=3), now) == now + timedelta(days=3) + GRACE
    assert link_ends_at(now - timedelta(days=3), now) == now + GRACE
