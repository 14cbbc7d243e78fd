"""Translating block by block: what is saved and refused, and what of it is published."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from consult.accounts.models import User
from consult.accounts.rules.roles import Role
from consult.core.errors import DomainError, NotPermitted
from consult.drafts.actions import choose_published, plan_publication, write_translation
from consult.drafts.models import (
    BlockTranslation,
    Chapter,
    ChapterLanguage,
    Draft,
    FormerTranslation,
    TextState,
    Version,
)
from consult.drafts.rules.markup import NotesDiffer
from consult.drafts.rules.publishing import PublicationOvertaken
from consult.drafts.rules.refusals import (
    BlockNotThere,
    NotATranslationLanguage,
    NothingToPublish,
    TranslationActRefused,
    TranslationChanged,
    TranslationEmpty,
)
from consult.drafts.rules.translating import Publishes
from consult.drafts.selectors import blocks_of, languages_to_publish
from tests.conftest import MakePerson

pytestmark = pytest.mark.django_db

TEXT = "# Water\n\nEvery village has **one** well.[^1]\n\nNobody pays.\n\n[^1]: Survey of 2025.\n"


@pytest.fixture
def keys(draft_of: Callable[..., Draft], publish: Callable[..., Version]) -> list[UUID]:
    """Return the keys of a published chapter of four blocks."""
    draft_of(TEXT)
    return [row.key for row in blocks_of(publish(), "en")]


@pytest.fixture
def translate(chapter: Chapter, editor: User) -> Callable[..., BlockTranslation | None]:
    """Return a translator of one block into French."""

    def run(key: UUID, text: str, seen: int = 0, **given: Any) -> BlockTranslation | None:
        return write_translation(
            **{"actor": editor, "chapter": chapter, "language": "fr", **given},
            key=key,
            typed=[text],
            seen_revision=seen,
        )

    return run


def _said(version: Version, language: str = "fr") -> list[tuple[str, str, str]]:
    return [(row.text, row.language, row.state) for row in blocks_of(version, language)]


def test_what_was_saved_before_is_kept(
    keys: list[UUID], translate: Callable[..., Any], editor: User
) -> None:
    translate(keys[1], "Chaque village a **un** puits.[^1]")
    saved = translate(keys[1], "Tout village a un puits.[^1]", 1, reviewed=True)

    assert (saved.state, saved.revision, saved.written_by) == ("reviewed", 3, editor)
    assert saved.html.startswith("Tout village a un puits.<sup>")
    assert list(FormerTranslation.objects.values_list("revision", "html", "state")) == [
        (2, saved.html, "draft"),
        (
            1,
            saved.html.replace("Tout village a un", "Chaque village a <strong>un</strong>"),
            "draft",
        ),
    ]
    again = translate(keys[1], "Tout village a un puits.[^1]", 3)
    assert (again.state, again.revision) == ("draft", 4)
    assert translate(keys[1], "Tout village a un puits.[^1]", 4).revision == 4


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"text": "Sans note."}, NotesDiffer),
        ({"seen": 7}, TranslationChanged),
        ({"text": " ", "reviewed": True}, TranslationEmpty),
        ({"language": "en"}, NotATranslationLanguage),
        ({"language": "de"}, NotATranslationLanguage),
        ({"key": UUID(int=7)}, BlockNotThere),
    ],
)
def test_refusals_leave_nothing(
    keys: list[UUID],
    translate: Callable[..., Any],
    change: dict[str, Any],
    refusal: type[DomainError],
) -> None:
    with pytest.raises(refusal):
        translate(**{"key": keys[1], "text": "Un puits.[^1]", **change})
    assert not BlockTranslation.objects.exists()


def test_nobody_else_translates(
    keys: list[UUID], translate: Callable[..., Any], person: MakePerson, chapter: Chapter
) -> None:
    moderator = person(Role.MODERATOR)
    with pytest.raises(NotPermitted):
        translate(keys[0], "Eau", actor=moderator)
    with pytest.raises(NotPermitted):
        choose_published(
            actor=moderator, chapter=chapter, language="fr", publishes=Publishes.MACHINE
        )
    assert not BlockTranslation.objects.exists()
    assert not ChapterLanguage.objects.exists()


def test_what_is_reviewed_cannot_be_reviewed_again(
    keys: list[UUID], translate: Callable[..., Any]
) -> None:
    translate(keys[0], "Eau", reviewed=True)
    with pytest.raises(TranslationActRefused):
        translate(keys[0], "Eau", 2, reviewed=True)


def test_translations_alone_make_the_next_version(
    keys: list[UUID],
    translate: Callable[..., Any],
    publish: Callable[..., Version],
    chapter: Chapter,
    editor: User,
) -> None:
    translate(keys[0], "Eau", reviewed=True)
    translate(keys[2], "Personne ne paie.")
    with pytest.raises(NothingToPublish):
        publish()

    choose_published(actor=editor, chapter=chapter, language="fr", publishes=Publishes.REVIEWED)
    chapter.refresh_from_db()
    assert languages_to_publish(chapter) == ["fr"]
    second = publish()

    assert second.number == 2
    assert [row.key for row in blocks_of(second, "en")] == keys
    assert _said(second) == [
        ("Eau", "fr", ""),
        ("Every village has one well.1", "en", "missing"),
        ("Nobody pays.", "en", "missing"),
        ("Survey of 2025.", "en", "missing"),
    ]
    with pytest.raises(NothingToPublish):
        publish()

    choose_published(actor=editor, chapter=chapter, language="fr", publishes=Publishes.DRAFTS)
    third = publish()
    assert _said(third)[2] == ("Personne ne paie.", "fr", "draft")
    assert list(TextState.objects.values_list("state", flat=True)) == ["draft"]

    choose_published(actor=editor, chapter=chapter, language="fr", publishes=Publishes.NOTHING)
    assert list(publish().renderings.values_list("language", flat=True)) == ["en"]


def test_a_changed_source_makes_only_its_block_stale_until_somebody_says_it_is_right(
    draft_of: Callable[..., Draft],
    publish: Callable[..., Version],
    translate: Callable[..., Any],
    keys: list[UUID],
) -> None:
    draft_of(TEXT.replace("Water", "Eau").replace("Survey of", "Enquête de"), "fr")
    publish()
    draft_of(TEXT.replace("Nobody pays.", "Nobody pays!").replace("# ", "## "))
    third = publish()
    assert [state for _text, _language, state in _said(third)] == ["", "", "missing", ""]

    translate(keys[2], "Nobody pays.", 1, reviewed=True)
    fourth = publish()
    assert _said(fourth)[2] == ("Nobody pays.", "fr", "")


def test_an_emptied_translation_is_missing_again_and_kept(
    keys: list[UUID], translate: Callable[..., Any]
) -> None:
    assert translate(keys[0], "  ") is None
    translate(keys[0], "Eau")
    assert translate(keys[0], "", 1).html == ""
    assert FormerTranslation.objects.get().html == "Eau"


def test_a_plan_is_overtaken_by_a_translation_written_since(
    keys: list[UUID],
    translate: Callable[..., Any],
    publish: Callable[..., Version],
    chapter: Chapter,
    editor: User,
) -> None:
    translate(keys[0], "Eau", reviewed=True)
    choose_published(actor=editor, chapter=chapter, language="fr", publishes=Publishes.REVIEWED)
    plan = plan_publication(actor=editor, chapter=chapter)
    translate(keys[2], "Personne ne paie.", reviewed=True)

    with pytest.raises(PublicationOvertaken):
        publish(plan=plan)

    assert Version.objects.count() == 1
    assert publish(plan=plan_publication(actor=editor, chapter=chapter)).number == 2
