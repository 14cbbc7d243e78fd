"""A comment from an account: everything it leaves behind, and everything that refuses it."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from django_comments_xtd.models import XtdComment

from consult.comments.actions import post_comment
from consult.comments.models import Comment, Discussion
from consult.comments.rules.acceptance import AcceptanceMissing, AcceptanceStale, NoCodeYet
from consult.comments.rules.submission import (
    LanguageUnknown,
    ReplyNotPossible,
    TextMissing,
    TextTooLong,
)
from consult.core.errors import KeyReused, NotPermitted, TextRefused
from consult.core.models import OutgoingMail
from consult.drafts.rules.passage import PassageMismatch
from consult.reviews.actions import set_window
from consult.reviews.rules.window import WindowClosed
from moderation.models import Case
from tests.comments.scene import (
    case_of,
    last_leaf,
    nothing_happens,
    openings,
    passage_of,
    publish_code_of,
)

# Savepoints among them: locks, checks, three rows, case, entry, mail, and the tasks to send it and
# to group the text.
POSTING = 37


def test_comment_on_words_leaves_row_case_entry_and_mail(
    post: Any, chapter: Any, review: Any, participant: Any, organisation: Any
) -> None:
    participant.organisation = organisation
    participant.save(update_fields=["organisation"])
    passage = passage_of(chapter, 2, "the minutes of five")
    comment = post("Which *two* are missing?", anchor_at=passage, language="fr")

    assert comment.number == "VNR26-000001"
    assert (comment.path, comment.depth, comment.state) == ("0000001", 0, "pending")
    assert (comment.block_key, comment.placement) == (passage.block_key, "unchanged")
    assert comment.anchor.exact == "the minutes of five"
    assert comment.html == "<p>Which <em>two</em> are missing?</p>"
    assert comment.body == "Which *two* are missing?"
    assert (comment.author_name, comment.organisation_name) == (
        "Paul Participant",
        "Femmes des îles",
    )
    assert (comment.guest_email, comment.code_version, comment.shown_at) == ("", 1, None)
    assert len(comment.receipt_token) == 43

    case = case_of(comment)
    assert (case.number, case.state, case.language) == (comment.number, "pending", "fr")
    assert (case.author_id, case.organisation_id) == (participant.pk, organisation.pk)


def test_comment_enters_the_ledger_and_its_receipt_the_outbox(
    post: Any, chapter: Any, review: Any, participant: Any
) -> None:
    passage = passage_of(chapter, 2, "the minutes of five")
    comment = post("Which *two* are missing?", anchor_at=passage, language="fr")
    leaf = last_leaf(review)
    assert leaf["index"] == comment.entry_index
    assert leaf["event"] == "comment.posted.v1"
    assert leaf["actor"] == participant.reference
    assert leaf["subject"] == comment.reference
    assert leaf["data"] == {
        "number": "VNR26-000001",
        "chapter": chapter.slug,
        "version": 1,
        "block": str(passage.block_key),
        "start": passage.start,
        "end": passage.end,
        "parent": None,
        "language": "fr",
        "code_version": 1,
        "guest": False,
    }
    assert openings(review, comment.entry_index) == {
        "text": ("Which *two* are missing?", False),
        "author": ({"name": "Paul Participant", "organisation": ""}, False),
    }

    [mail] = OutgoingMail.objects.all()
    assert mail.to == "paul@consult.example"
    assert mail.subject == "We have received your comment VNR26-000001"
    assert f"http://127.0.0.1:8000/r/{comment.receipt_token}" in mail.text


def test_rows_of_the_library_are_true_and_hold_no_address(post: Any, chapter: Any) -> None:
    first = post()
    base = XtdComment.norel_objects.get(pk=first.pk)
    assert (base.thread_id, base.parent_id, base.level) == (first.pk, first.pk, 0)
    assert (base.is_public, base.ip_address, base.user_email) == (False, None, "")
    assert (base.content_object, base.comment) == (chapter, first.body)


def test_the_library_leaves_replies_alone() -> None:
    from django.db.models.signals import pre_save
    from django_comments_xtd.models import publish_or_unpublish_on_pre_save

    live = [receiver for receivers in pre_save._live_receivers(Comment) for receiver in receivers]
    assert publish_or_unpublish_on_pre_save not in live


def test_posting_costs_the_same_whatever_is_there(
    post: Any, chapter: Any, django_assert_num_queries: Any
) -> None:
    post()
    with django_assert_num_queries(POSTING):
        post()
    for _ in range(10):
        post()
    with django_assert_num_queries(POSTING):
        post()


def test_reply_stands_below_and_shares_the_anchor(
    post: Any, judge: Any, chapter: Any, review: Any
) -> None:
    parent = post(anchor_at=passage_of(chapter, 2))
    judge(parent)
    reply = post("I have them.", replied_to=parent)
    assert (reply.path, reply.depth) == ("00000010000001", 1)
    assert (reply.anchor_id, reply.block_key) == (parent.anchor_id, parent.block_key)
    assert last_leaf(review)["data"]["parent"] == parent.number
    base = XtdComment.norel_objects.get(pk=reply.pk)
    assert (base.thread_id, base.parent_id, base.level) == (parent.pk, parent.pk, 1)


def test_reply_below_the_deepest_level_stands_beside_what_it_replies_to(
    post: Any, judge: Any
) -> None:
    last = post()
    judge(last)
    paths = []
    for _ in range(10):
        last = post(replied_to=last)
        judge(last)
        paths.append((last.depth, last.path[-7:]))
    assert paths == [
        *((depth, "0000001") for depth in range(1, 9)),
        (8, "0000002"),
        (8, "0000003"),
    ]
    assert last.replied_to.path[-7:] == "0000002"


def test_same_key_gives_the_same_comment_even_after_the_deadline(
    post: Any, review: Any, administrator: Any, person: Any
) -> None:
    from consult.accounts.rules.roles import Role

    key = uuid.uuid4()
    first = post(key=key)
    now = timezone.now()
    set_window(
        actor=person(Role.EDITOR),
        review=review,
        opens_at=now - timedelta(days=3),
        closes_at=now - timedelta(days=1),
    )
    with nothing_happens():
        assert post(key=key) == first
    with nothing_happens(), pytest.raises(KeyReused):
        post("Another text.", key=key)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"body": " \n\t "}, TextMissing),
        ({"body": "a" * 10_001}, TextTooLong),
        ({"body": "a\x00b"}, TextRefused),
        ({"language": "xx"}, LanguageUnknown),
        ({"accepted_code_version": None}, AcceptanceMissing),
        ({"accepted_code_version": 7}, AcceptanceStale),
        ({"actor": AnonymousUser()}, NotPermitted),
        ({"now": timezone.now() + timedelta(days=60)}, WindowClosed),
        ({"now": timezone.now() - timedelta(days=60)}, WindowClosed),
    ],
)
def test_refused_comment_leaves_nothing(post: Any, changes: Any, error: type) -> None:
    with nothing_happens(), pytest.raises(error):
        post(**changes)
    assert Discussion.objects.get().threads == 0


def test_inactive_account_is_refused(post: Any, participant: Any) -> None:
    participant.is_active = False
    with nothing_happens(), pytest.raises(NotPermitted):
        post()


def test_code_published_meanwhile_must_be_read_again(
    post: Any, review: Any, moderator: Any
) -> None:
    publish_code_of(review, moderator)
    with nothing_happens(), pytest.raises(AcceptanceStale) as refused:
        post()
    assert refused.value.params == {"version": 2}
    assert post(accepted_code_version=2).code_version == 2


def test_without_a_code_nothing_is_taken(chapter: Any, participant: Any) -> None:
    with nothing_happens(), pytest.raises(NoCodeYet):
        post_comment(
            actor=participant,
            chapter=chapter,
            anchor_at=None,
            language="en",
            body="Hello",
            accepted_code_version=None,
            key=uuid.uuid4(),
        )


def test_words_that_are_not_there_are_refused(post: Any, chapter: Any) -> None:
    from dataclasses import replace

    passage = replace(passage_of(chapter, 2, "Seven"), exact="Eight")
    with nothing_happens(), pytest.raises(PassageMismatch):
        post(anchor_at=passage)


def test_reply_to_what_is_not_published_is_refused(post: Any, judge: Any) -> None:
    waiting = post()
    with nothing_happens(), pytest.raises(ReplyNotPossible):
        post(replied_to=waiting)
    judge(waiting, "R1", "“Fool” ridicules a person.")
    with nothing_happens(), pytest.raises(ReplyNotPossible):
        post(replied_to=waiting)


def test_numbers_have_no_gap_after_a_refusal(post: Any) -> None:
    post()
    with pytest.raises(TextMissing):
        post("")
    assert post().number == "VNR26-000002"
    assert Case.objects.count() == 2
