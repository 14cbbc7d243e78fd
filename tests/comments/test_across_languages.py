"""A comment on a translation stands at the same block in every language, quoted as it was made."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from consult.accounts.models import User
from consult.comments.models import Comment
from consult.comments.rules.passage import Passage
from consult.drafts.actions import choose_published, write_translation
from consult.drafts.models import Chapter
from consult.drafts.rules.translating import Publishes
from consult.drafts.selectors import blocks_of
from consult.portal.actions import publish_version
from consult.reviews.models import Review
from moderation.models import Decision

pytestmark = pytest.mark.django_db


def test_a_comment_on_a_translation_is_read_at_its_block_in_every_language(
    review: Review,
    chapter: Chapter,
    editor: User,
    post: Callable[..., Comment],
    judge: Callable[..., Decision],
) -> None:
    assert chapter.current is not None
    key = blocks_of(chapter.current, "en")[1].key
    given = {"actor": editor, "chapter": chapter, "language": "ar"}
    text = "يغطي الاستعراض السنوات من 2021 إلى 2025."
    write_translation(**given, key=key, typed=[text], seen_revision=0, reviewed=True)
    choose_published(**given, publishes=Publishes.REVIEWED)
    publish_version(actor=editor, chapter=chapter)
    words = "السنوات"
    start = text.index(words)

    comment = post("Why these?", anchor_at=Passage(key, "ar", start, start + len(words), words))
    judge(comment)

    address = reverse("portal:chapter", args=[review.slug, chapter.slug])
    for language in ("ar", "en"):
        page = unescape(Client().get(f"{address}?lang={language}").content.decode())
        block = page[page.index(f'id="b-{key}"') :]
        said = block[: block.index('id="b-', 10)]
        assert "Why these?" in said
        assert words in said[said.index("quote") :]
        assert 'lang="ar" dir="rtl"' in said[said.index("quote") :]
