"""What of a Word file is sent, by whom, under which names, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.comments.pages import tree_of
from tests.comments.scene import (
    nothing_happens,
    require_errors,
)
from tests.comments.word_pages import SEND, copy_of_chapter, sent_by, upload, with_suggestions
from tests.drafts.word_files import paragraph, run, word_file
from tests.drafts.word_margins import inserted

if TYPE_CHECKING:
    from consult.accounts.models import Organisation, User
    from consult.comments.models import Comment
    from consult.drafts.models import Chapter
    from consult.reviews.models import Review
    from moderation.models import CodeOfConduct

pytestmark = pytest.mark.django_db(transaction=True)

DRAFTS = Path(__file__).parents[2].parent / "shared" / "data" / "drafts"


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


def test_the_page_to_choose_from_costs_the_same_for_any_number_of_comments(
    client: Client,
    chapter: Chapter,
    code: CodeOfConduct,
    participant: User,
    django_assert_num_queries: Any,
) -> None:
    client.force_login(participant)
    one = upload(client, word_file(paragraph(run("Introduction") + inserted(" One more.")))).url
    many = upload(client, copy_of_chapter()).url
    for address in (one, many):
        client.get(address)
        with django_assert_num_queries(7):
            client.get(address)
