"""Importing: what is stored, what replaces what, and that a refusal stores nothing."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from uuid import UUID

import pytest
from docx import Document

from consult.accounts.models import User
from consult.accounts.rules.roles import Role
from consult.core.errors import DomainError, NotPermitted, SecondFactorMissing, TextRefused
from consult.core.models import Entry
from consult.core.transactions import command
from consult.drafts.actions import (
    discard_draft,
    import_blocks,
    import_draft,
    import_markdown,
    publish_version_step,
)
from consult.drafts.models import Chapter, Draft
from consult.drafts.rules.blocks import BlockKind, ParsedBlock
from consult.drafts.rules.refusals import DraftEmpty, DraftNotInChecking, LanguageNotInReview
from consult.drafts.rules.upload import FileEmpty, PdfFile, UploadRefused
from consult.drafts.selectors import blocks_of
from consult.reviews.models import Review
from tests.conftest import MakePerson

SHARED = Path(__file__).parents[2].parent / "shared" / "data" / "drafts"
LARGE = SHARED / "large-draft.de.docx"

pytestmark = pytest.mark.django_db


def _heading_level(style: str) -> int:
    return int(style.split()[-1]) if style.startswith("Heading") else 0


def word_file(*paragraphs: tuple[str, str]) -> bytes:
    """Return a Word file of (style, text) pairs, made as people's word processors do."""
    document = Document()
    for style, text in paragraphs:
        document.add_paragraph(text, style=style)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


WATER = word_file(("Heading 1", "Water"), ("Normal", "Cities pay less."), ("List Bullet", "Wells"))


def test_a_word_file_becomes_a_draft_in_checking(chapter: Chapter, editor: User) -> None:
    draft = import_draft(
        actor=editor, chapter=chapter, language="en", data=WATER, filename="water.docx"
    )

    draft.refresh_from_db()
    assert (draft.chapter, draft.language, draft.state) == (chapter, "en", "checking")
    assert (draft.source_name, draft.imported_by) == ("water.docx", editor)
    assert draft.source_sha256 == hashlib.sha256(WATER).hexdigest()
    assert [(block["kind"], block["level"], block["html"]) for block in draft.blocks] == [
        ("heading", 1, "Water"),
        ("paragraph", 0, "Cities pay less."),
        ("list_item", 1, "Wells"),
    ]
    assert draft.dropped == []


def test_a_second_import_replaces_the_draft_and_keeps_its_row(
    chapter: Chapter, editor: User, draft_of: Callable[..., Draft]
) -> None:
    first, french = draft_of("# One"), draft_of("# Un", "fr")

    second = import_draft(
        actor=editor, chapter=chapter, language="en", data=WATER, filename="water.docx"
    )

    states = dict(Draft.objects.values_list("pk", "state"))
    assert states == {first.pk: "discarded", french.pk: "checking", second.pk: "checking"}


@pytest.mark.parametrize(
    ("data", "refusal"),
    [(b"", FileEmpty), (b"%PDF-1.7 \n", PdfFile), (WATER[:900], UploadRefused)],
)
def test_a_refused_file_stores_nothing_and_keeps_the_draft_there_was(
    chapter: Chapter,
    editor: User,
    draft_of: Callable[..., Draft],
    data: bytes,
    refusal: type[DomainError],
) -> None:
    there = draft_of("# One")
    entries = Entry.objects.count()

    with pytest.raises(refusal):
        import_draft(actor=editor, chapter=chapter, language="en", data=data, filename="x.docx")

    assert list(Draft.objects.values_list("pk", "state")) == [(there.pk, "checking")]
    assert Entry.objects.count() == entries


def test_nothing_is_read_for_somebody_who_may_not(
    chapter: Chapter, person: MakePerson, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(*arguments: object) -> None:
        pytest.fail("The file was read.")

    module = import_module("consult.drafts.actions.import_draft")
    monkeypatch.setattr(module, "parse_upload", read)
    for somebody, refusal in (
        (person(Role.MODERATOR), NotPermitted),
        (person(Role.EDITOR, second_factor=False), SecondFactorMissing),
    ):
        with pytest.raises(refusal):
            import_draft(
                actor=somebody, chapter=chapter, language="en", data=WATER, filename="x.docx"
            )
    assert not Draft.objects.exists()


def test_other_refusals_store_nothing(chapter: Chapter, editor: User) -> None:
    with pytest.raises(LanguageNotInReview) as refused:
        import_markdown(actor=editor, chapter=chapter, language="de", text="# Wasser")
    assert refused.value.params == {
        "language": "Deutsch",
        "languages": "English, Français, العربية, ქართული",
    }
    with pytest.raises(DraftEmpty):
        import_markdown(actor=editor, chapter=chapter, language="en", text=" \n\n---\n")
    with pytest.raises(TextRefused):
        import_markdown(actor=editor, chapter=chapter, language="en", text="a\x00b")
    assert not Draft.objects.exists()


def test_blocks_are_cleaned_before_they_are_stored(chapter: Chapter, editor: User) -> None:
    hostile = '<img src=x onerror=alert(1)><a href="javascript:alert(1)">a</a> <b>b</b>'
    draft = import_blocks(
        actor=editor,
        chapter=chapter,
        language="en",
        blocks=[ParsedBlock(BlockKind.PARAGRAPH, 0, hostile, "anything")],
        source_name="",
        source_sha256="0" * 64,
    )

    assert [block["html"] for block in draft.blocks] == [
        '<a rel="nofollow ugc noopener noreferrer">a</a> b'
    ]


def test_discarding_keeps_the_row_and_works_once(
    chapter: Chapter, editor: User, draft_of: Callable[..., Draft]
) -> None:
    draft = draft_of("# One")

    discard_draft(actor=editor, draft=draft)

    assert list(Draft.objects.values_list("pk", "state")) == [(draft.pk, "discarded")]
    with pytest.raises(DraftNotInChecking):
        discard_draft(actor=editor, draft=draft)


def test_somebody_else_cannot_discard(person: MakePerson, draft_of: Callable[..., Draft]) -> None:
    draft = draft_of("# One")

    with pytest.raises(NotPermitted):
        discard_draft(actor=person(Role.RESPONDENT), draft=draft)

    assert list(Draft.objects.values_list("state", flat=True)) == ["checking"]


@pytest.mark.skipif(not LARGE.exists(), reason="The shared documents are not on this machine.")
def test_a_federal_act_keeps_every_paragraph_and_level(review: Review, editor: User) -> None:
    review.languages = ["de"]
    review.save(update_fields=["languages"])
    act = Chapter.objects.create(review=review, slug="act", position=9, source_language="de")

    draft = import_draft(
        actor=editor, chapter=act, language="de", data=LARGE.read_bytes(), filename=LARGE.name
    )
    version = command(publish_version_step)(actor=editor, chapter=act)

    expected = [
        (_heading_level(str(paragraph.style and paragraph.style.name)), paragraph.text)
        for paragraph in Document(str(LARGE)).paragraphs
    ]
    rows = blocks_of(version, "de")
    assert len(expected) == 1233
    assert [(row.level, " ".join(row.text.split())) for row in rows] == [
        (level, " ".join(text.split())) for level, text in expected
    ]
    assert {level for level, _text in expected} == {0, 1, 2, 3, 4}
    assert draft.dropped == []
    assert len({row.key for row in rows}) == 1233
    assert isinstance(rows[0].key, UUID)
