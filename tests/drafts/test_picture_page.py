"""Pictures of a text: kept with the draft, shown on the page, and served by their hash."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from lxml import html as parser

from consult.accounts.models import User
from consult.drafts.actions import import_draft
from consult.drafts.exports import reading_text
from consult.drafts.models import Chapter, Draft, Picture, Version
from consult.drafts.selectors import blocks_of, is_published
from tests.drafts.picture_files import captioned, png, shown, with_media
from tests.drafts.word_files import pack, paragraph, run

pytestmark = pytest.mark.django_db

BODY = (
    paragraph(run("Text."))
    + paragraph(shown("a", "A &quot;well&quot;"))
    + captioned("Figure 1")
    + paragraph(shown("b", "A map"))
)


@pytest.fixture
def draft(chapter: Chapter, editor: User) -> Draft:
    return import_draft(
        actor=editor,
        chapter=chapter,
        language="en",
        data=pack(with_media(BODY, {"a": png(), "b": b"no picture"})),
        filename="x.docx",
    )


def _address(picture: Picture) -> str:
    return f"/pictures/{picture.pk}"


def test_before_publication_only_the_editors_see_a_picture(client: Client, draft: Draft) -> None:
    picture = Picture.objects.get()
    assert picture.pk == draft.blocks[1]["attrs"]["picture"]
    answer = client.get(_address(picture))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/png"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert answer["Cache-Control"] == "private, no-cache"
    assert answer.content == bytes(picture.content)
    assert Client().get(_address(picture)).status_code == 404
    assert client.get("/pictures/" + "0" * 64).status_code == 404
    assert _address(picture) in client.get(f"/en/editing/drafts/{draft.pk}/").content.decode()


def test_a_published_picture_is_everybodys_and_never_changes(
    draft: Draft, publish: Callable[..., Version]
) -> None:
    publish()
    picture = Picture.objects.get()
    answer = Client().get(_address(picture))
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    again = Client().get(_address(picture), headers={"if-none-match": answer["ETag"]})
    assert again.status_code == 304
    with pytest.raises(DatabaseError), transaction.atomic():
        Picture.objects.filter(pk=picture.pk).update(width=1)


def test_asking_whether_a_picture_is_published_costs_one_query(
    draft: Draft, publish: Callable[..., Version], django_assert_num_queries: Any
) -> None:
    publish()
    picture = Picture.objects.get()
    with django_assert_num_queries(1):
        assert is_published(picture)


def test_a_picture_that_came_again_is_kept_once(
    draft: Draft, chapter: Chapter, editor: User
) -> None:
    data = pack(with_media(BODY, {"a": png(), "b": b"no picture"}))
    import_draft(actor=editor, chapter=chapter, language="fr", data=data, filename="x.docx")
    assert Picture.objects.count() == 1
    assert chapter.pictures.count() == 1


def test_the_reading_view_shows_figures_with_their_captions(
    draft: Draft, publish: Callable[..., Version]
) -> None:
    rows = blocks_of(publish(), "en")
    page = parser.fromstring(f"<div>{reading_text(rows, write='/w/?block=')}</div>")
    with_picture, without = page.xpath("//figure")
    (image,) = with_picture.xpath(".//img")
    assert dict(image.attrib) == {
        "src": _address(Picture.objects.get()),
        "loading": "lazy",
        "alt": 'A "well"',
        "width": "8",
        "height": "6",
    }
    assert with_picture.xpath("string(.//figcaption//*[@data-block-text])") == "Figure 1"
    assert with_picture.xpath(f".//div[@id='b-{rows[1].key}']//a[@class='block-write']")
    assert with_picture.xpath("string(.//*[@data-block-text][@hidden])") == 'A "well"'
    assert without.xpath("string(.//*[@data-block-text])") == "A map"
    assert not without.xpath(".//img")
