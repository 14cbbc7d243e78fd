"""`manage.py import_draft`."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from docx import Document

from consult.accounts.models import User
from consult.accounts.rules.roles import Role
from consult.drafts.models import Chapter, Draft, Version
from consult.reviews.models import Review
from tests.conftest import MakePerson
from tests.drafts.conftest import titles_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def water(tmp_path: Path) -> Path:
    document = Document()
    document.add_heading("Water", level=1)
    document.add_paragraph("Cities pay less.")
    path = tmp_path / "water.docx"
    document.save(str(path))
    return path


@pytest.fixture
def run(water: Path, review: Review, editor: User) -> Callable[..., str]:
    def call(*more: str, file: Path = water, chapter: str = "introduction", **options: str) -> str:
        out = io.StringIO()
        asked = {
            "--review": "vnr-2026",
            "--chapter": chapter,
            "--language": "en",
            "--as": editor.email,
        } | {f"--{name.rstrip('_')}": value for name, value in options.items()}
        flat = [part for pair in asked.items() for part in pair]
        call_command("import_draft", str(file), *flat, *more, stdout=out)
        return out.getvalue()

    return call


def test_a_file_becomes_a_draft(run: Callable[..., str], chapter: Chapter) -> None:
    said = run()

    draft = Draft.objects.get()
    assert (draft.chapter, draft.state, len(draft.blocks)) == (chapter, "checking", 2)
    assert said == (
        "Imported 2 blocks as a draft of “introduction” in en; 0 things were left out.\n"
        f"Check it on the editing desk, under drafts/{draft.pk}/.\n"
    )


def test_a_markdown_file_becomes_a_draft(
    run: Callable[..., str], chapter: Chapter, tmp_path: Path
) -> None:
    file = tmp_path / "water.md"
    file.write_text("# Water\n\n![A well](well.png)\n", encoding="utf-8")
    assert "Imported 2 blocks" in run(file=file)
    assert Draft.objects.get().source_name == "water.md"
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(CommandError, match="not in UTF-8"):
        run("--title", "New", file=file, chapter="new")
    assert not Chapter.objects.filter(slug="new").exists()


def test_a_missing_chapter_is_added_where_a_title_is_given(run: Callable[..., str]) -> None:
    said = run("--title", "Water", "--publish", chapter="water")

    chapter = Chapter.objects.get()
    assert (chapter.slug, chapter.position, titles_of(chapter)) == ("water", 1, {"en": "Water"})
    assert chapter.current == Version.objects.get(number=1)
    assert said.splitlines()[0] == "Added the chapter “water”."
    assert said.splitlines()[-1] == "Published version 1 of “water”."


def test_a_language_without_pages_gives_its_title_to_the_first_that_has_some(
    run: Callable[..., str], review: Review
) -> None:
    review.languages = ["zh-hans"]
    review.save(update_fields=["languages"])

    run("--title", "Water", chapter="water", language="zh-hans")

    chapter = Chapter.objects.get()
    assert (titles_of(chapter), chapter.source_language) == ({"en": "Water"}, "zh-hans")


def test_the_next_version_is_not_published_here(run: Callable[..., str], chapter: Chapter) -> None:
    run("--publish")

    with pytest.raises(CommandError, match="already has a published version"):
        run("--publish")

    chapter.refresh_from_db()
    assert [chapter.current] == list(Version.objects.all())


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"review": "other"}, r"There is no review “other” \(there are: vnr-2026\)\."),
        ({"chapter": "means"}, r"has no chapter “means” \(it has: introduction\)\. Give --title"),
        ({"language": "de"}, "This review has no texts in “Deutsch”"),
        ({"as_": "nobody@consult.example"}, "Nobody has an account with the address nobody@"),
        ({"file": Path("/nowhere/water.docx")}, "cannot be read: No such file or directory"),
    ],
)
def test_mistakes_are_explained_and_nothing_stored(
    run: Callable[..., str], chapter: Chapter, options: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(CommandError, match=sentence):
        run(**options)

    assert not Draft.objects.exists()
    assert list(Chapter.objects.all()) == [chapter]


def test_a_refused_file_leaves_no_empty_chapter(run: Callable[..., str], tmp_path: Path) -> None:
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"%PDF-1.4")

    with pytest.raises(CommandError, match="This is a PDF file"):
        run("--title", "Water", file=broken, chapter="water")

    assert not Chapter.objects.exists()


@pytest.mark.parametrize(
    ("roles", "second_factor", "sentence"),
    [
        ([Role.MODERATOR], True, "Your role in this review does not allow this"),
        ([Role.EDITOR], False, "Your role needs a second factor"),
    ],
)
def test_only_an_editor_imports(
    run: Callable[..., str],
    chapter: Chapter,
    person: MakePerson,
    roles: list[Role],
    second_factor: bool,
    sentence: str,
) -> None:
    somebody = person(*roles, second_factor=second_factor)

    with pytest.raises(CommandError, match=sentence):
        run(as_=somebody.email)

    assert not Draft.objects.exists()
