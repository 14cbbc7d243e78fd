"""The numbers that are kept agree with those counted anew, and the team reads them."""

from __future__ import annotations

import sys
import uuid
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone
from lxml import html

from consult.accounts.rules.roles import Role
from consult.comments.models import Comment
from consult.core.models import Log
from moderation.actions import (
    claim_case,
    file_report,
    keep_figures,
    lodge_appeal,
    recount_figures,
)
from moderation.models import Figure, ListedAct, Reckoned
from moderation.rules.reckoning import ListedKind
from moderation.rules.states import Verdict
from moderation.selectors import all_listed, listed_page, reckon_anew, reckoning_of
from moderation.tasks import keep_all_figures
from tests.comments.scene import case_of

ADDRESS = "/en/moderation/vnr-2026/figures/"


@pytest.fixture
def other(person: Any) -> Any:
    return person(Role.MODERATOR, name="Otto Other", email="otto@consult.example")


@pytest.fixture
def happened(post: Any, judge: Any, other: Any, participant: Any) -> list[Comment]:
    """Let four texts be judged, one appealed and overturned, one reported, and one wait."""
    refused, published, reported, waiting = post("One."), post("Two."), post("Three."), post("4.")
    judge(refused, "R1", "An insult.")
    judge(published)
    judge(reported)
    lodge(refused)
    judge(refused, actor=other, verdict=Verdict.OVERTURN, explanation="A title.")
    report(reported, participant)
    return [refused, published, reported, waiting]


def lodge(comment: Comment, **changes: Any) -> Any:
    return lodge_appeal(
        case_id=case_of(comment).pk,
        token=comment.receipt_token,
        text="Look again.",
        key=uuid.uuid4(),
        **changes,
    )


def report(comment: Comment, actor: Any, rule: str = "R1") -> Any:
    return file_report(
        actor=actor,
        kind="comment",
        subject_id=comment.public_id,
        rule_code=rule,
        page_language="en",
        key=uuid.uuid4(),
    )


def kept(review: Any) -> tuple[dict[Any, int], list[Any]]:
    figures = {one.cell: one.count for one in Figure.objects.filter(review=review)}
    return figures, [one.listed for one in ListedAct.objects.filter(review=review)]


def anew(review: Any) -> tuple[dict[Any, int], list[Any]]:
    found, _ = reckon_anew(review)
    return {cell: count for cell, count in found.counts.items() if count}, found.listed


def test_kept_numbers_are_those_counted_anew_wherever_the_batches_end(
    happened: list[Comment], review: Any, judge: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr(sys.modules["moderation.actions.keep_figures"], "ENTRIES_AT_ONCE", 2)
    while keep_figures(review=review):
        reckoned = Reckoned.objects.get()
        assert reckoned.listed == ListedAct.objects.count()
    assert kept(review) == anew(review)
    assert [one.kind for one in all_listed(review)] == [ListedKind.REJECTED, ListedKind.OVERTURNED]
    judge(happened[2], "R1", "Reported rightly.")
    assert keep_figures(review=review) == 1
    assert kept(review) == anew(review)
    assert recount_figures(review=review) is True


def test_a_page_adds_what_is_not_yet_kept(
    happened: list[Comment], review: Any, judge: Any, monkeypatch: Any
) -> None:
    before = reckoning_of(review)
    assert (before.places, before.is_current) == (0, True)
    assert Figure.objects.count() == 0
    keep_figures(review=review)
    assert reckoning_of(review).counts == before.counts
    judge(happened[3], "R2", "It sells.")
    now = reckoning_of(review)
    assert (dict(now.counts), now.is_current) == (anew(review)[0], True)
    assert [one.kind for one in now.after] == [ListedKind.REJECTED]
    monkeypatch.setattr("moderation.selectors.reckoning.READ_WITH_A_PAGE", 0)
    late = reckoning_of(review)
    assert (late.counts, late.size - late.entries) == (Counter(kept(review)[0]), 1)
    assert keep_all_figures() == 1
    assert keep_all_figures() == 0
    assert reckoning_of(review).is_current


def test_the_command_finds_and_mends_a_wrong_number(
    happened: list[Comment], review: Any, capsys: Any
) -> None:
    keep_figures(review=review)
    call_command("recount_figures", "vnr-2026")
    assert capsys.readouterr().out == "The numbers kept for “vnr-2026” were right.\n"
    Figure.objects.filter(series="decision").update(count=99)
    call_command("recount_figures", "vnr-2026")
    assert capsys.readouterr().out == (
        "The numbers kept for “vnr-2026” were wrong and are replaced.\n"
    )
    assert kept(review) == anew(review)
    assert Reckoned.objects.get().entries == Log.objects.get(pk=review.log_id).size


def test_the_list_goes_on_from_an_entry_and_parts_no_entry(
    post: Any, judge: Any, other: Any, review: Any
) -> None:
    for _ in range(3):
        comment = post()
        judge(comment)
        judge(comment, "R1", "No.", actor=other)
    first, _ = listed_page(review, kind=None, before=None, size=1)
    assert [one.kind for one in first] == [ListedKind.SUPERSEDED, ListedKind.WITHDRAWN]
    for times in range(4):
        found: list[Any] = []
        before: int | None = None
        while True:
            page, before = listed_page(review, kind=None, before=before, size=3)
            found += page
            if before is None:
                break
        assert found == list(reversed(list(all_listed(review)))), times
        assert len(found) == 6
        keep_figures(review=review)
    only, following = listed_page(review, kind=ListedKind.WITHDRAWN, before=None, size=2)
    assert ({one.kind for one in only}, len(only)) == ({ListedKind.WITHDRAWN}, 2)
    assert following == only[-1].entry
    rest, end = listed_page(review, kind=ListedKind.WITHDRAWN, before=following, size=2)
    assert (len(rest), end) == (1, None)


def test_a_number_of_a_person_stands_in_no_public_series(review: Any) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Figure.objects.create(review=review, series="decision", person="person:x", count=1)
    Figure.objects.create(review=review, series="work", person="person:x", count=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Figure.objects.create(review=review, series="work", person="person:x", count=2)


def rows(page: str, caption: str) -> list[list[str]]:
    tree = html.fromstring(page)
    path = f"//table[caption/@id='{caption}' or @aria-labelledby='{caption}']/tbody/tr"
    return [
        [" ".join(cell.text_content().split()) for cell in row.xpath("th|td")]
        for row in tree.xpath(path)
    ]


def test_leads_see_every_line_and_moderators_their_own(
    happened: list[Comment], moderator: Any, other: Any, signed_in: Any
) -> None:
    claim_case(actor=other, case_id=case_of(happened[3]).pk)
    page = signed_in(moderator).get(ADDRESS).content.decode()
    assert rows(page, "load") == [["Mona Moderator", "3", "0"], ["Otto Other", "1", "1"]]
    assert rows(page, "backlog")[0] == ["More than a day is left", "1"]
    assert sum(int(row[1]) for row in rows(page, "backlog")) == 1
    assert [row[0] for row in rows(page, "due-reports")] == [happened[2].number]
    assert rows(page, "due-appeals") == []
    assert [row[1:] for row in rows(page, "times")] == [
        ["English", "3", "within 1 hour", "within 1 hour"]
    ]
    assert "100 %" in page
    page = signed_in(other).get(ADDRESS).content.decode()
    assert rows(page, "load") == [["Otto Other", "1", "1"]]
    assert "Mona" not in page


def test_what_is_overdue_is_said(
    post: Any, judge: Any, moderator: Any, signed_in: Any, review: Any
) -> None:
    comment, old = post(), post()
    at = timezone.now() - timedelta(days=20)
    judge(comment, "R1", "No.", now=at)
    lodge(comment, now=at)
    case = case_of(old)
    case.opened_at = timezone.now() - timedelta(days=4)
    case.save(update_fields=["opened_at"])
    page = signed_in(moderator).get(ADDRESS).content.decode()
    assert dict(rows(page, "backlog"))["Overdue by up to five days"] == "1"
    (waiting,) = rows(page, "due-appeals")
    assert (waiting[0], waiting[1], waiting[3].endswith("Overdue")) == (
        comment.number,
        "The author",
        True,
    )


@pytest.mark.parametrize("keeps", [True, False])
def test_the_page_costs_the_same_at_any_length(
    happened: list[Comment],
    post: Any,
    judge: Any,
    moderator: Any,
    signed_in: Any,
    review: Any,
    keeps: bool,
    django_assert_num_queries: Any,
) -> None:
    client = signed_in(moderator)
    client.get(ADDRESS)
    for times in (1, 8):
        for _ in range(times):
            judge(post())
        if keeps:
            keep_figures(review=review)
        with django_assert_num_queries(13):
            client.get(ADDRESS)


def test_others_find_no_page(client: Any, signed_in: Any, participant: Any, review: Any) -> None:
    assert client.get(ADDRESS).status_code == 404
    assert signed_in(participant).get(ADDRESS).status_code == 404
