"""A Word file with margin comments is sent in: read, chosen from, confirmed, and answered for."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.comments.pages import tree_of
from tests.comments.scene import (
    CHANGED,
    case_of,
    last_leaf,
    nothing_happens,
    openings,
    publish_text,
    require_errors,
)
from tests.drafts.test_word_margin import comments_xml, deleted, ends, inserted, starts
from tests.drafts.word_files import paragraph, run, word_file

if TYPE_CHECKING:
    from consult.accounts.models import Organisation, User
    from consult.comments.models import Comment
    from consult.drafts.models import Chapter
    from consult.reviews.models import Review
    from moderation.models import CodeOfConduct

pytestmark = pytest.mark.django_db(transaction=True)

DRAFTS = Path(__file__).parents[2].parent / "shared" / "data" / "drafts"
SEND = "/en/reviews/vnr-2026/introduction/comment/word/"
COPY = (
    paragraph("Introduction")
    + paragraph(run("The review covers the years ") + starts(0) + run("2021 to 2025") + ends(0)
                + run(" in all regions."))
    + paragraph(run("Seven councils met, and the minutes of ") + deleted("five", "Bo")
                + inserted("all seven", "Bo") + run(" are public."))
    + paragraph(run("A ") + starts(1) + run("paragraph of the sender") + ends(1))
    + paragraph(run("Data for small islands are missing.") + inserted(" Why?", "Bo"))
)  # fmt: skip
MARGIN = comments_xml(("Island Institute", "0A", "Why not 2026?"), ("Bo", "0B", "Ours alone."))


def copy_of_chapter() -> bytes:
    """The chapter with two comments, one on words of the sender's own, and two changes."""
    return word_file(COPY, others={"comments": MARGIN})


def upload(client: Client, data: bytes) -> Any:
    return client.post(SEND, {"file": SimpleUploadedFile("copy.docx", data)})


def sent_by(client: Client, address: str, **changes: Any) -> dict[str, Any]:
    """What a browser sends from the page where one chooses: everything as it is proposed."""
    tree = tree_of(client.get(address))
    (form,) = tree.xpath("//main//form")
    fields: dict[str, Any] = dict(form.form_values())
    fields["send"] = [box.get("value") for box in form.xpath(".//input[@name='send'][@checked]")]
    fields["accept"] = "on"
    fields.update(changes)
    return fields


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


def with_suggestions(comments: Any) -> list[Any]:
    rows = list(comments.select_related("anchor", "suggestion"))
    for row in rows:
        found = getattr(row, "suggestion", None)
        row.suggestion_data = None if found is None else (found.old, found.new)
    return rows


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


def test_all_or_nothing_is_sent_and_what_was_chosen_stays_chosen(
    client: Client, chapter: Chapter, code: CodeOfConduct, participant: User
) -> None:
    client.force_login(participant)
    address = upload(client, copy_of_chapter()).url
    fields = sent_by(client, address, send=["2"], **{"author-1": "B" * 110})
    with nothing_happens():
        refused = client.post(address, fields)
        unticked = client.post(address, {**fields, "send": []})
        missing = client.post(address, {key: fields[key] for key in fields if key != "accept"})
    assert refused.status_code == 400
    require_errors(tree_of(refused), "The name may have at most 120 characters.")
    require_errors(tree_of(unticked), "Choose at least one comment to send.")
    assert missing.status_code == 400
    boxes = tree_of(refused).xpath("//input[@name='send'][@checked]/@value")
    assert boxes == ["2"]


def test_nobody_else_opens_a_file_that_an_account_sent_in(
    client: Client, chapter: Chapter, code: CodeOfConduct, participant: User, moderator: User
) -> None:
    client.force_login(participant)
    address = upload(client, copy_of_chapter()).url
    client.force_login(moderator)
    assert client.get(address).status_code == 404
    assert client.post(address, {"send": ["0"]}).status_code == 404
    client.logout()
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (word_file(paragraph("Nothing in the margin")), "This file has no margin comments"),
        (b"%PDF-1.7", "This is a PDF file"),
        (b"", "This file holds no text"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_beside_its_field(
    client: Client, chapter: Chapter, code: CodeOfConduct, data: bytes, sentence: str
) -> None:
    from consult.comments.models import SentDocument

    response = upload(client, data)
    assert response.status_code == 400
    assert sentence in tree_of(response).xpath("//*[@data-error-summary]")[0].text_content()
    assert SentDocument.objects.count() == 0


def test_what_waits_too_long_is_gone(client: Client, chapter: Chapter, code: CodeOfConduct) -> None:
    from datetime import timedelta

    from consult.comments.models import SentDocument

    address = upload(client, copy_of_chapter()).url
    old = SentDocument.objects.get()
    SentDocument.objects.update(taken_at=old.taken_at - timedelta(hours=73))
    assert client.get(address).status_code == 404
    upload(client, copy_of_chapter())
    assert [row.pk for row in SentDocument.objects.all()] != [old.pk]
    assert SentDocument.objects.count() == 1


def test_what_is_published_already_is_not_proposed_again(
    client: Client,
    chapter: Chapter,
    code: CodeOfConduct,
    participant: User,
    post: Callable[..., Comment],
    judge: Callable[..., Any],
) -> None:
    judge(post("Why not 2026?"))
    client.force_login(participant)
    address = upload(client, copy_of_chapter()).url
    assert sent_by(client, address)["send"] == ["2", "3"]
    assert "A comment with this text is published already." in client.get(address).content.decode()


def test_the_shared_file_gives_five_submissions_and_two_suggested_wordings(
    client: Client,
    review: Review,
    chapter: Chapter,
    editor: User,
    code: CodeOfConduct,
    participant: User,
) -> None:
    from consult.comments.models import Comment
    from consult.drafts.actions import add_chapter, import_draft
    from consult.portal.actions import publish_version

    name = "second-vnrs.{}.docx"
    if not (DRAFTS / name.format("commented")).exists():
        pytest.skip("The shared drafts are not here.")
    type(review).objects.filter(pk=review.pk).update(languages=["en", "zh-hans"])
    review.refresh_from_db()
    second = add_chapter(
        actor=editor, review=review, slug="second", position=2, title={"en": "Second"},
        source_language="zh-hans",
    )  # fmt: skip
    import_draft(
        actor=editor, chapter=second, language="zh-hans", filename="second.docx",
        data=(DRAFTS / name.format("zh-hans")).read_bytes(),
    )  # fmt: skip
    publish_version(actor=editor, chapter=second)
    client.force_login(participant)
    data = (DRAFTS / name.format("commented")).read_bytes()
    address = client.post(
        SEND.replace("introduction", "second"), {"file": SimpleUploadedFile("c.docx", data)}
    ).url
    client.post(address, sent_by(client, address))
    rows = with_suggestions(Comment.objects.order_by("number"))
    assert [(row.author_name.partition(",")[0], row.anchor.exact) for row in rows[:5]] == [
        ("National Union of Disability Organisations", "收集和分析高质量的分类数据"),
        ("Institute for Open Government", "在线投票程序"),
        ("Women's Rights Network", "印度在第一次自愿国别评估之后"),
        ("Blind Citizens Association", "确保网站和论坛的无障碍性"),
        ("Youth Council", "缺乏时间来举办全面的利益攸关方参与活动"),
    ]
    assert [row.suggestion_data for row in rows] == [None] * 5 + [
        ("（此处拟删）", ""),
        ("", "（建议增补：并说明分类数据的来源。）"),
    ]
    assert all(row.anchor.block_key for row in rows)


def test_an_organisation_is_not_shown_beside_words_of_somebody_else(
    client: Client,
    chapter: Chapter,
    code: CodeOfConduct,
    participant: User,
    organisation: Organisation,
) -> None:
    from consult.comments.models import Comment

    participant.organisation = organisation
    participant.save(update_fields=["organisation"])
    client.force_login(participant)
    address = upload(client, copy_of_chapter()).url
    client.post(address, sent_by(client, address, **{"author-1": ""}))
    assert [
        (row.organisation_name, row.organisation_id)
        for row in Comment.objects.order_by("number")
    ] == [
        ("", organisation.pk), ("Island Women", organisation.pk), ("Island Women", organisation.pk),
    ]  # fmt: skip
