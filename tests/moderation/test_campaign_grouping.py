"""Texts are grouped as they arrive: as a proposal, once, and never across places."""

from __future__ import annotations

from typing import Any

import pytest
from django_tasks_db.models import DBTaskResult

from consult.comments.models import Comment
from moderation.actions import group_text, take_out
from moderation.models import Campaign, CampaignText, Case, SignatureKey
from moderation.rules.campaigns import Turn, TurningWords, added, highlighted, turned
from moderation.rules.campaigns.standing import CampaignState
from moderation.selectors import turning_words
from tests.comments.scene import case_of, passage_of
from tests.moderation.campaign_scene import OWN, PLEA, campaign
from tests.moderation.campaign_scene import turned as against

OTHER = "The chapter says that seven councils met. Ours was not among them, and nobody asked us."


def test_texts_of_one_plea_become_a_proposal_and_another_text_stands_alone(send: Any) -> None:
    first = send(f"Dear team, {PLEA} Anna")
    other, second = send(OTHER), send(f"{PLEA} {OWN} Boris")
    found = campaign()
    assert found.state == CampaignState.PROPOSED
    assert (found.exemplar, found.voices, found.waiting) == (case_of(first), 2, 2)
    texts = CampaignText.objects.filter(campaign=found)
    assert {text.case for text in texts} == {case_of(first), case_of(second)}
    assert texts.get(case=case_of(second)).adds == [OWN, "Boris"]
    assert CampaignText.objects.get(case=case_of(other)).campaign is None
    # A proposal shows nothing to anybody.
    assert not Comment.objects.filter(shown_at__isnull=False).exists()


def test_the_queue_has_one_row_for_a_group(send: Any) -> None:
    comments = [send() for _voice in range(3)]
    rows = Case.objects.filter(grouped_under=None)
    assert list(rows) == [case_of(comments[0])]


def test_grouping_is_left_to_a_task_and_done_once(post: Any, work_off_tasks: Any) -> None:
    comment = post(PLEA)
    assert not CampaignText.objects.exists()
    tasks = DBTaskResult.objects.filter(task_path="moderation.tasks.group_text")
    assert [task.args_kwargs["kwargs"] for task in tasks] == [{"case_id": str(case_of(comment).pk)}]
    work_off_tasks()
    keys = SignatureKey.objects.count()
    group_text(case_id=case_of(comment).pk)
    assert (CampaignText.objects.count(), SignatureKey.objects.count()) == (1, keys)


def test_texts_about_other_passages_and_replies_are_not_joined(
    send: Any, judge: Any, chapter: Any
) -> None:
    first = send()
    send(anchor_at=passage_of(chapter, 1))
    judge(first)
    send(replied_to=first)
    assert not Campaign.objects.exists()


def test_a_changed_text_is_grouped_anew(send: Any) -> None:
    first, second = send(), send()
    Comment.objects.filter(pk=second.pk).update(body=OTHER)
    case = case_of(second)
    Case.objects.filter(pk=case.pk).update(version=case.version + 1)
    group_text(case_id=case.pk)
    assert campaign().voices == 1
    text = CampaignText.objects.get(case=case)
    assert (text.campaign, text.case_version) == (None, case.version + 1)
    assert case_of(second).grouped_under is None
    assert case_of(first).grouped_under is None


def test_what_was_taken_out_attracts_nothing_any_more(send: Any, moderator: Any) -> None:
    _first, second = send(), send(against())
    take_out(
        actor=moderator,
        campaign_id=campaign().pk,
        case_ids=[case_of(second).pk],
        reason="It says the contrary.",
    )
    assert campaign().voices == 1
    assert not SignatureKey.objects.filter(text__case=case_of(second)).exists()
    send()
    assert campaign().voices == 2


def test_two_proposals_become_one_where_a_text_belongs_to_both(send: Any) -> None:
    lines = [f"Line {number} asks for bus number {number} to Sarn. " for number in range(12)]
    for _voice in range(2):
        send("".join(lines[:6]))
        send("".join(lines[6:]))
    assert Campaign.objects.filter(state="proposed").count() in (1, 2)
    send("".join(lines))
    assert campaign().voices == 5
    assert Case.objects.filter(grouped_under=None).count() == 1


@pytest.mark.parametrize(
    ("language", "plain", "contrary", "words"),
    [
        ("en", PLEA, against(), {Turn("not", added=True)}),
        ("en", "We are for it.", "We are against it.", {Turn("for", False), Turn("against", True)}),
        ("fr", "Nous voulons ces bus.", "Nous ne voulons pas ces bus.",
         {Turn("ne", True), Turn("pas", True)}),
        ("ar", "نريد هذه الحافلات", "لا نريد هذه الحافلات", {Turn("لا", True)}),
        ("ka", "ჩვენ გვინდა ეს ავტობუსები", "ჩვენ არ გვინდა ეს ავტობუსები", {Turn("არ", True)}),
        ("zh-hans", "我们要公共汽车", "我们不要公共汽车", {Turn("不", True)}),
        ("de-CH", "Wir wollen keine Busse.", "Wir wollen Busse.", {Turn("keine", False)}),
    ],
)  # fmt: skip
def test_words_that_turn_the_sense_are_named(
    language: str, plain: str, contrary: str, words: set[Turn]
) -> None:
    listed = turning_words(language)
    assert set(turned(plain, contrary, listed)) == words
    assert turned(plain, plain, listed) == []
    pieces = highlighted(contrary, listed)
    assert "".join(piece.text for piece in pieces) == contrary


def test_a_language_without_a_list_names_no_word_and_says_so() -> None:
    assert turning_words("tok") == TurningWords()
    assert highlighted("not this", TurningWords())[0].text == "not this"


def test_small_changes_add_nothing_and_a_sentence_does() -> None:
    assert added(PLEA, PLEA.replace("four buses", "six buses").upper()) == []
    assert added(PLEA, f"{OWN}\n{PLEA}") == [OWN]
    assert added("坐车很难。", "坐车很难。我母亲摔倒了。") == ["我母亲摔倒了。"]
