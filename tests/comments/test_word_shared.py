"""The real commented document, from the upload to submissions on the very words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.comments.word_pages import sent_by, with_suggestions

if TYPE_CHECKING:
    from consult.accounts.models import User
    from consult.reviews.models import Review

DRAFTS = Path(__file__).parents[2].parent / "shared" / "data" / "drafts"
SEND = "/en/reviews/vnr-2026/second/comment/word/"

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not DRAFTS.exists(), reason="The shared drafts are not here."),
]


def test_five_comments_and_two_wordings_reach_the_moderators(
    client: Client, review: Review, editor: User, participant: User, code: Any
) -> None:
    from consult.comments.models import Comment
    from consult.drafts.actions import add_chapter, import_draft
    from consult.portal.actions import publish_version

    type(review).objects.filter(pk=review.pk).update(languages=["en", "zh-hans"])
    review.refresh_from_db()
    chapter = add_chapter(
        actor=editor, review=review, slug="second", position=9,
        title={"en": "Second reviews"}, source_language="zh-hans",
    )  # fmt: skip
    plain = DRAFTS / "second-vnrs.zh-hans.docx"
    import_draft(
        actor=editor, chapter=chapter, language="zh-hans",
        data=plain.read_bytes(), filename=plain.name,
    )  # fmt: skip
    publish_version(actor=editor, chapter=chapter)
    client.force_login(participant)
    commented = (DRAFTS / "second-vnrs.commented.docx").read_bytes()
    sent = client.post(SEND, {"file": SimpleUploadedFile("copy.docx", commented)})
    fields = sent_by(client, sent.url)
    fields["send"] = [str(number) for number in range(7)]
    assert client.post(sent.url, fields).status_code == 302
    told = with_suggestions(Comment.objects.order_by("number"))
    assert [row.anchor.exact for row in told[:5]] == [
        "收集和分析高质量的分类数据",
        "在线投票程序",
        "印度在第一次自愿国别评估之后",
        "确保网站和论坛的无障碍性",
        "缺乏时间来举办全面的利益攸关方参与活动",
    ]
    assert [row.suggestion_data for row in told] == [
        *([None] * 5),
        ("（此处拟删）", ""),
        ("", "（建议增补：并说明分类数据的来源。）"),
    ]
