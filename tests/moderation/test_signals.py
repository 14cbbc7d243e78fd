"""Signals beside a case: kept with it, shown to moderators, told to authors, deciding nothing."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from lxml import html

from consult.accounts.rules.roles import Role
from consult.core.errors import NotPermitted
from moderation.actions import list_words
from moderation.models import Case, Decision, Signal, WordList
from moderation.rules.promise import due_day
from moderation.rules.signals import looking
from moderation.rules.signals.finding import Detector
from moderation.rules.word_list import LanguageNotListed, WordListWrong
from tests.comments.scene import case_of, last_leaf
from tests.moderation.test_queue import QUEUE, numbers

CALL = "Call me at +995 32 212 34 56 about the minutes."


def test_what_was_found_is_kept_without_a_word_of_the_text(post: Any) -> None:
    comment = post(CALL)
    case = case_of(comment)
    assert list(Signal.objects.values_list("detector", "version", "score", "data", "spans")) == [
        ("phone_numbers", 2, 60, {"count": 1}, [[11, 28]])
    ]
    assert (case.priority, case.state) == (60, "pending")
    assert Decision.objects.count() == 0
    assert case_of(post("A plain text.")).priority == 0


def test_the_same_words_again_and_many_at_once_are_told(post: Any) -> None:
    for _ in range(6):
        last = post("The same sentence.")
    told = Signal.objects.filter(case=case_of(last)).order_by("detector")
    assert [(one.detector, one.data) for one in told] == [
        ("many_at_once", {"count": 5}),
        ("same_text", {"count": 5}),
    ]


def test_a_failing_detector_loses_no_submission(
    post: Any, monkeypatch: pytest.MonkeyPatch, signed_in: Any, moderator: Any
) -> None:
    def trip(_submitted: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(looking._seen, "__defaults__", None)
    monkeypatch.setattr(looking.look_at, "__defaults__", ((Detector("links", 7, "", trip),),))
    case = case_of(post(CALL))
    kept = Signal.objects.get(case=case)
    assert (kept.detector, kept.version, kept.failed, kept.score) == ("links", 7, True, 0)
    page = signed_in(moderator).get(QUEUE).content.decode()
    assert "A check of this text failed (links)." in page


def test_queue_shows_the_day_that_is_due_first_and_of_a_day_what_signals_point_at(
    post: Any, signed_in: Any, moderator: Any
) -> None:
    plain, called, older = post("Plain."), post(CALL), post("Older.")
    Case.objects.filter(pk=case_of(older).pk).update(
        due_on=case_of(older).due_on - timedelta(days=1)
    )
    page = signed_in(moderator).get(QUEUE)
    assert numbers(page) == [older.number, called.number, plain.number]
    row = html.fromstring(page.content.decode()).get_element_by_id(f"case-{case_of(called).pk}")
    (line,) = row.xpath(".//ul[@class='signals']/li")
    assert " ".join(line.text_content().split()) == (
        "Telephone numbers in the text: 1. +995 32 212 34 56"
    )


def test_the_day_is_that_of_the_review(post: Any) -> None:
    case = case_of(post())
    assert case.due_on == due_day(case.opened_at, "Africa/Nairobi")
    late = case.opened_at.replace(year=2026, month=11, day=21, hour=22)
    assert due_day(late, "Africa/Nairobi") == date(2026, 11, 24)
    assert due_day(late, "UTC") == date(2026, 11, 23)


def test_case_marks_the_words_for_moderators_alone(
    post: Any, judge: Any, signed_in: Any, moderator: Any, client: Any
) -> None:
    comment = post(CALL)
    page = signed_in(moderator).get(f"/en/moderation/cases/{case_of(comment).pk}/")
    (typed,) = html.fromstring(page.content.decode()).xpath("//details/pre")
    assert typed.text_content() == CALL
    assert [mark.text for mark in typed.xpath("mark")] == ["+995 32 212 34 56"]
    judge(comment)
    for address in (comment.receipt_path, f"/en/decisions/comment/{comment.public_id}/"):
        assert "Telephone" not in client.get(address).content.decode()


def test_statement_of_reasons_names_the_signals_that_stood_at_the_case(
    post: Any, judge: Any, client: Any
) -> None:
    comment = post(CALL)
    decision = judge(comment, "R2", "It advertises.")
    assert decision.statement["automation"] == {
        "detection": "signals",
        "detectors": [{"name": "phone_numbers", "version": 2}],
        "decision": "none",
    }
    receipt = client.get(comment.receipt_path).content.decode()
    assert "they decide nothing" in receipt
    plain = judge(post("Plain."), "R2", "It advertises.")
    assert plain.statement["automation"] == {"detection": "none", "decision": "none"}


def test_a_lead_lists_words_and_the_ledger_keeps_them_sealed(
    post: Any, review: Any, moderator: Any, signed_in: Any, code: Any
) -> None:
    client, address = signed_in(moderator), "/en/moderation/vnr-2026/words/"
    sent = client.post(address, {"language": "en", "words": "fool*\n  Fool*\n\nvery bad\n"})
    assert sent["Location"] == f"{address}?language=en"
    assert WordList.objects.get().words == ["fool*", "very bad"]
    leaf = last_leaf(review)
    assert (leaf["event"], leaf["data"]) == (
        "moderation.words_set.v1",
        {"language": "en", "count": 2},
    )
    assert set(leaf["committed"]) == {"words"}
    list_words(actor=moderator, review=review, language="en", words="fool*\nvery bad")
    assert last_leaf(review) == leaf
    assert Signal.objects.get(case=case_of(post("What foolishness!"))).detector == "listed_words"
    assert not Signal.objects.filter(case=case_of(post("Foolishness !", language="fr"))).exists()
    assert "very bad" in client.get(address).content.decode()


def test_lists_are_refused_with_what_was_typed(
    review: Any, moderator: Any, person: Any, signed_in: Any
) -> None:
    with pytest.raises(WordListWrong):
        list_words(actor=moderator, review=review, language="en", words="…")
    with pytest.raises(LanguageNotListed):
        list_words(actor=moderator, review=review, language="xx", words="fool")
    with pytest.raises(NotPermitted):
        list_words(actor=person(Role.MODERATOR), review=review, language="en", words="fool")
    page = signed_in(moderator).post(
        "/en/moderation/vnr-2026/words/", {"language": "en", "words": "good\n!!!"}
    )
    assert page.status_code == 400
    assert "!!!" in page.content.decode()
    assert WordList.objects.count() == 0
