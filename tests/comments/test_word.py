"""A Word file with margin comments is sent in: read, chosen from, confirmed, shown."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from tests.comments.scene import (
    CHANGED,
    case_of,
    last_leaf,
    openings,
    publish_text,
)
from tests.comments.word_pages import copy_of_chapter, sent_by, upload, with_suggestions

if TYPE_CHECKING:
    from consult.accounts.models import User
    from consult.drafts.models import Chapter
    from consult.reviews.models import Review
    from moderation.models import CodeOfConduct

pytestmark = pytest.mark.django_db(transaction=True)


def test_each_comment_and_change_becomes_a_submission_of_its_own(
    client: Client, review: Review, chapter: Chapter, code: CodeOfConduct, participant: User
) -> None:
    from consult.comments.models import Comment, SentDocument

    client.force_login(participant)
    address = upload(client, copy_of_chapter()).url
    page = client.get(address).content.decode()
    assert "Not found in the current text." in page
    fields = sent_by(client, address, **{"author-1": "Paul Participant"})
    assert fields["send"] == ["0", "2", "3"]
    fields["send"].append("1")
    response = client.post(address, fields)
    assert response.status_code == 302
    told = [
        (row.author_name, row.anchor.exact, row.body, row.suggestion_data)
        for row in with_suggestions(Comment.objects.order_by("number"))
    ]
    assert told == [
        (
            "Island Institute, sent in by Paul Participant",
            "2021 to 2025",
            "Why not 2026?",
            None,
        ),
        ("Paul Participant", "", "Ours alone.", None),
        ("Paul Participant", "five", "", ("five", "all seven")),
        ("Paul Participant", "or small islands are missing."[-24:].lstrip(), "", ("", "Why?")),
    ]
    assert Comment.objects.get(body="Ours alone.").anchor.block_key is None
    assert all(case_of(comment).state == "pending" for comment in Comment.objects.all())
    last = Comment.objects.order_by("number").last()
    assert last is not None
    assert set(last_leaf(review)["committed"]) == {"text", "author", "suggestion"}
    assert openings(review, last.entry_index)["suggestion"] == ({"old": "", "new": "Why?"}, False)
    assert SentDocument.objects.get().items == []
    again = client.post(address, fields)
    assert (again.status_code, Comment.objects.count()) == (200, 4)
    assert all(comment.number in again.content.decode() for comment in Comment.objects.all())


def test_a_suggested_wording_is_shown_wherever_the_comment_is(
    client: Client,
    review: Review,
    chapter: Chapter,
    code: CodeOfConduct,
    participant: User,
    moderator: User,
    judge: Callable[..., Any],
) -> None:
    from consult.comments.models import Comment
    from consult.core.models import OutgoingMail

    client.force_login(participant)
    address = upload(client, copy_of_chapter()).url
    client.post(address, sent_by(client, address, send=["2"]))
    comment = Comment.objects.get()
    wanted = "<del>five</del> <ins>all seven</ins>"
    mail = OutgoingMail.objects.get()
    assert wanted in mail.html
    assert "without: five" in mail.text
    assert "with: all seven" in mail.text
    assert wanted in client.get(comment.receipt_path).content.decode()
    client.force_login(moderator)
    case = client.get(f"/en/moderation/cases/{case_of(comment).pk}/").content.decode()
    assert wanted in case
    assert "- five\n+ all seven" in case
    judge(comment)
    page = client.get("/en/reviews/vnr-2026/introduction/").content.decode()
    assert wanted in page
    assert "Suggested wording, the new words after the old ones:" in page
    assert openings(review, comment.entry_index)["suggestion"][1] is True


def test_an_older_copy_is_placed_in_the_version_in_force(
    client: Client, chapter: Chapter, editor: User, code: CodeOfConduct, participant: User
) -> None:
    from consult.comments.models import Comment, SentDocument

    publish_text(editor, chapter, CHANGED)
    client.force_login(participant)
    address = upload(client, copy_of_chapter()).url
    document = SentDocument.objects.get()
    assert document.version.number == 1
    assert "Your copy is version 1." in client.get(address).content.decode()
    client.post(address, sent_by(client, address, send=["0"]))
    anchor = Comment.objects.get().anchor
    assert (anchor.version.number, anchor.exact) == (2, "2021 to 2025")


def test_a_version_published_while_one_chooses_carries_the_places_over(
    client: Client, chapter: Chapter, editor: User, code: CodeOfConduct, participant: User
) -> None:
    from consult.comments.models import Comment

    client.force_login(participant)
    address = upload(client, copy_of_chapter()).url
    fields = sent_by(client, address, send=["0", "3"])
    publish_text(editor, chapter, CHANGED)
    client.post(address, fields)
    first, last = Comment.objects.order_by("number").select_related("anchor__version")
    assert (first.anchor.version.number, first.anchor.exact) == (2, "2021 to 2025")
    assert last.anchor.block_key is None


def test_a_guest_confirms_all_of_a_file_by_one_link(
    client: Client, chapter: Chapter, code: CodeOfConduct
) -> None:
    from consult.comments.models import Comment, Unconfirmed
    from consult.core.models import OutgoingMail

    address = upload(client, copy_of_chapter()).url
    fields = sent_by(client, address, name="Greta Guest", email="greta@example.org")
    assert client.post(address, fields).url == "/en/comments/sent/"
    assert Comment.objects.count() == 0
    assert Unconfirmed.objects.count() == 3
    mail = OutgoingMail.objects.get()
    link = re.search(r"/en/comments/word/confirm/\S+", mail.text)
    assert link is not None
    assert "all seven" in client.get(link.group()).content.decode()
    client.post(link.group())
    client.post(link.group())
    assert [
        (row.author_name, row.anchor.exact, row.suggestion_data, row.guest_email)
        for row in with_suggestions(Comment.objects.order_by("number"))
    ] == [
        ("Island Institute, sent in by Greta Guest", "2021 to 2025", None, "greta@example.org"),
        ("Bo, sent in by Greta Guest", "five", ("five", "all seven"), "greta@example.org"),
        (
            "Bo, sent in by Greta Guest",
            "or small islands are missing."[-24:].lstrip(),
            ("", "Why?"),
            "greta@example.org",
        ),
    ]
    assert set(Unconfirmed.objects.values_list("email", "body", "suggested_new")) == {("", "", "")}
