"""A confirmed group is decided once: each case by its own decision, each author told."""

from __future__ import annotations

from typing import Any

import pytest

from consult.accounts.rules.roles import Role
from consult.comments.models import BlockTally, Comment
from consult.core.models import OutgoingMail
from consult.ledger.canonical import parse_canonical
from moderation.actions import (
    confirm_campaign,
    dissolve_campaign,
    group_text,
    leave_campaign,
    run_again,
    take_out,
)
from moderation.models import Campaign, CampaignText, Case, Decision
from moderation.rules.campaigns.standing import (
    CampaignNameMissing,
    CampaignNotConfirmed,
    CampaignReasonMissing,
    CampaignSettled,
    NobodyTicked,
    NotInCampaign,
    StaleCampaign,
)
from moderation.rules.judging import ExplanationMissing, RuleMissing
from moderation.rules.states import Verdict
from tests.comments.scene import case_of, last_leaf, nothing_happens, openings
from tests.moderation.campaign_scene import NAME, OWN, PLEA, campaign, shown


def test_a_group_is_confirmed_with_a_name_and_a_reason(
    send: Any, confirm: Any, review: Any, moderator: Any
) -> None:
    first, _second = send(), send()
    for wrong, changes in (
        (CampaignReasonMissing, {"reason": " "}),
        (CampaignNameMissing, {"name": ""}),
        (StaleCampaign, {"seen_exemplar": case_of(_second).pk}),
    ):
        with nothing_happens(), pytest.raises(wrong):
            confirm(**changes)
    found = confirm()
    leaf = last_leaf(review)
    assert (leaf["event"], leaf["subject"]) == ("campaign.confirmed.v1", found.reference)
    assert leaf["data"] == {
        "campaign": found.reference,
        "name": NAME,
        "exemplar": first.number,
        "voices": 2,
    }
    assert openings(review, leaf["index"])["reason"][1] is False
    with pytest.raises(CampaignSettled):
        confirm_campaign(
            actor=moderator,
            campaign_id=found.pk,
            seen_exemplar=found.exemplar_id,
            name=NAME,
            reason="Again",
        )


def test_a_proposal_is_not_decided(send: Any, decide_all: Any) -> None:
    send(), send()
    with pytest.raises(CampaignNotConfirmed):
        decide_all()


def test_all_are_published_as_one_with_a_decision_and_a_mail_each(
    send: Any, confirm: Any, decide_all: Any, review: Any
) -> None:
    comments = [send(), send(f"{PLEA} {OWN}"), send()]
    found = confirm()
    before = set(OutgoingMail.objects.values_list("pk", flat=True))
    run = decide_all()
    assert (run.decided, run.total, run.left_out) == (3, 3, [])
    assert [case_of(comment).state for comment in comments] == [
        "approved", "duplicate", "duplicate",
    ]  # fmt: skip
    verdicts = Decision.objects.order_by("case__number").values_list("verdict", flat=True)
    assert list(verdicts) == ["approve", "merge", "merge"]
    assert [shown(comment) for comment in comments] == [
        ("published", False, True),
        ("published", True, False),
        ("published", True, False),
    ]
    assert Comment.objects.get(pk=comments[0].pk).voices == 3
    sent = OutgoingMail.objects.exclude(pk__in=before)
    assert len({mail.to for mail in sent}) == len(sent) == 3
    for mail in sent:
        assert f"one of 3 voices in the campaign “{NAME}”" in mail.text
        assert f"/campaigns/{found.pk}/" in mail.text
        assert "/leave" in mail.text
    leaf = last_leaf(review)
    assert leaf["data"]["campaign"] == found.reference
    # Every one is counted where it stands, though one place is taken.
    tally = BlockTally.objects.get()
    assert (tally.shown, tally.threads) == (3, 1)
    assert campaign().waiting == 0


def test_all_are_refused_with_one_rule_and_a_statement_each(
    send: Any, confirm: Any, decide_all: Any
) -> None:
    comments = [send(), send()]
    confirm()
    for wrong, said in ((RuleMissing, ("", "Why")), (ExplanationMissing, ("R1", ""))):
        with pytest.raises(wrong):
            decide_all(verdict=Verdict.REJECT, rule_code=said[0], explanation=said[1])
    run = decide_all(verdict=Verdict.REJECT, rule_code="R1", explanation="It names a person.")
    assert run.decided == 2
    decisions = Decision.objects.all()
    assert {decision.explanation for decision in decisions} == {"It names a person."}
    assert {decision.statement["facts"]["number"] for decision in decisions} == {
        comment.number for comment in comments
    }
    assert not CampaignText.objects.filter(left="").exists()


def test_what_is_ones_own_waits_for_a_colleague_and_what_changed_is_left_out(
    send: Any, confirm: Any, decide_all: Any, moderator: Any, person: Any, work_off_tasks: Any
) -> None:
    own, other, changed, late = send(actor=moderator), send(), send(), send()
    confirm()
    until = CampaignText.objects.get(case=case_of(changed)).pk
    Case.objects.filter(pk=case_of(changed).pk).update(version=7)
    run = decide_all(until=until)
    assert {tuple(pair) for pair in run.left_out} == {
        (own.number, "own_submission"),
        (changed.number, "stale_decision"),
    }
    states = [case_of(comment).state for comment in (own, other, changed, late)]
    # The next text stands for the campaign, where the first is the moderator's.
    assert states == ["pending", "approved", "pending", "pending"]
    assert campaign().exemplar == case_of(other)
    group_text(case_id=case_of(changed).pk)
    run_again(actor=person(Role.MODERATOR), run=run)
    work_off_tasks()
    assert case_of(own).state == "duplicate"
    assert Comment.objects.get(pk=other.pk).voices == 2


def test_a_run_goes_on_where_it_broke_off(send: Any, confirm: Any, decide_all: Any) -> None:
    from moderation.tasks import decide_campaign

    comments = [send() for _voice in range(3)]
    confirm()
    run = decide_all()
    run.done_at = None
    run.save(update_fields=["done_at"])
    decide_campaign.func(run_id=str(run.pk))
    assert Decision.objects.count() == len(comments)


def test_later_voices_wait_and_join_by_their_own_decision(
    send: Any, confirm: Any, decide_all: Any
) -> None:
    first, second = send(), send()
    confirm()
    decide_all()
    third, fourth = send(), send()
    assert (campaign().voices, campaign().waiting) == (4, 2)
    assert case_of(third).grouped_under is None
    assert case_of(fourth).grouped_under == campaign()
    assert shown(third)[0] == "pending"
    decide_all()
    assert Comment.objects.get(pk=first.pk).voices == 4
    assert shown(second)[1]


def test_an_author_leaves_and_the_text_stands_by_itself_under_the_same_decision(
    send: Any, confirm: Any, decide_all: Any, review: Any
) -> None:
    first, second, third = send(), send(f"{PLEA} {OWN}"), send()
    confirm()
    decide_all()
    decisions, mails = Decision.objects.count(), OutgoingMail.objects.count()
    leave_campaign(case_id=case_of(second).pk, token=second.receipt_token)
    assert (Decision.objects.count(), OutgoingMail.objects.count()) == (decisions, mails)
    leaf = last_leaf(review)
    assert (leaf["event"], leaf["data"]["by"]) == ("campaign.left.v1", "author")
    found = Comment.objects.get(pk=second.pk)
    assert (found.state, found.counted_in, found.rank) == ("published", None, 2)
    assert (Comment.objects.get(pk=first.pk).voices, campaign().voices) == (2, 2)
    assert case_of(second).state == "duplicate"
    with nothing_happens(), pytest.raises(NotInCampaign):
        leave_campaign(case_id=case_of(second).pk, token=second.receipt_token)
    # Whoever stood for the campaign may leave too; the next voice does so then.
    leave_campaign(case_id=case_of(first).pk, token=first.receipt_token)
    assert shown(third) == ("published", False, True)
    assert shown(first) == ("published", False, False)
    assert BlockTally.objects.get().threads == 3


def test_a_wrong_group_is_taken_apart_and_nothing_vanishes(
    send: Any, confirm: Any, decide_all: Any, moderator: Any, review: Any
) -> None:
    comments = [send() for _voice in range(3)]
    confirm()
    decide_all()
    late = send()
    found = dissolve_campaign(actor=moderator, campaign_id=campaign().pk, reason="Two pleas.")
    assert last_leaf(review)["event"] == "campaign.dissolved.v1"
    assert [shown(comment) for comment in comments] == [("published", False, False)] * 3
    ranks = Comment.objects.filter(rank__isnull=False).order_by("path").values_list("rank")
    assert [rank for (rank,) in ranks] == [1, 2, 3]
    assert case_of(late).grouped_under is None
    with pytest.raises(CampaignSettled):
        dissolve_campaign(actor=moderator, campaign_id=found.pk, reason="Again")


def test_a_voice_is_taken_out_with_a_reason(send: Any, moderator: Any, review: Any) -> None:
    first, second, third = send(), send(), send()
    found = campaign()
    with pytest.raises(NobodyTicked):
        take_out(actor=moderator, campaign_id=found.pk, case_ids=[], reason="None")
    numbers = take_out(
        actor=moderator, campaign_id=found.pk, case_ids=[case_of(first).pk], reason="Not this."
    )
    assert numbers == [first.number]
    assert last_leaf(review)["data"]["by"] == "moderator"
    assert campaign().exemplar == case_of(second)
    # Both have a row of their own now, the group by its next text.
    rows = Case.objects.filter(grouped_under=None).order_by("opened_at")
    assert list(rows) == [case_of(first), case_of(second)]
    assert case_of(third).grouped_under == found


def test_a_voice_that_is_refused_later_is_counted_no_longer(
    send: Any, confirm: Any, decide_all: Any, judge: Any
) -> None:
    first, second, third = send(), send(), send()
    confirm()
    decide_all()
    Case.objects.filter(pk=case_of(second).pk).update(state="reported")
    judge(second, rule="R1", explanation="It insults.")
    assert shown(second) == ("refused", False, False)
    assert Comment.objects.get(pk=first.pk).voices == 2
    judge(first, rule="R1", explanation="It insults.")
    assert shown(third) == ("published", False, True)


def test_a_dismissed_report_leaves_a_voice_where_it_is(
    send: Any, confirm: Any, decide_all: Any, judge: Any
) -> None:
    first, second = send(), send()
    confirm()
    decide_all()
    Case.objects.filter(pk=case_of(second).pk).update(state="reported")
    judge(second, explanation="It breaks no rule.")
    assert shown(second) == ("published", True, False)
    assert Comment.objects.get(pk=first.pk).voices == 2


def test_nobody_without_the_role_settles_a_group(send: Any, confirm: Any, person: Any) -> None:
    from consult.core.errors import NotPermitted

    send(), send()
    with nothing_happens(), pytest.raises(NotPermitted):
        confirm(actor=person())
    assert Campaign.objects.get().state == "proposed"


def test_the_ledger_names_no_author_of_a_campaign(send: Any, confirm: Any, review: Any) -> None:
    from consult.core.models import Entry

    sender = send().author
    send()
    confirm()
    entry = Entry.objects.filter(log_id=review.log_id, event="campaign.confirmed.v1").get()
    assert sender.name not in str(parse_canonical(bytes(entry.leaf)))
