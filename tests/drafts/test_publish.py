"""Publishing: what is written, what keeps its key, what is refused, and that nothing is left."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any

import pytest

from consult.accounts.models import User
from consult.accounts.rules.roles import Role
from consult.core.errors import DomainError, NotPermitted, SecondFactorMissing
from consult.core.models import Entry
from consult.core.transactions import OutsideCommand, command
from consult.drafts.actions import discard_draft, publish_version_step
from consult.drafts.models import Block, BlockText, Chapter, Draft, Placement, Rendering, Version
from consult.drafts.rules.refusals import NothingToPublish, SourceMissing, StructureDiffers
from consult.drafts.selectors import blocks_of, rendering_document
from consult.ledger.canonical import canonical_bytes
from tests.conftest import MakePerson

pytestmark = pytest.mark.django_db

ENGLISH = """# Who takes part

Every district holds **two** meetings.

- Young people are asked first.
- Nobody pays to attend.
"""
FRENCH = """# Qui participe

Chaque district tient **deux** réunions.

- Les jeunes sont consultés d’abord.
- Personne ne paie pour venir.
"""


def _rows(model: Any) -> int:
    return int(model.objects.count())


def _nothing_published() -> None:
    assert [_rows(m) for m in (Version, Rendering, Block, BlockText, Placement)] == [0] * 5
    assert not Entry.objects.filter(event="version.published.v1").exists()


def test_first_version_holds_every_block_in_every_language(
    draft_of: Callable[..., Draft], publish: Callable[..., Version], chapter: Chapter, editor: User
) -> None:
    draft_of(ENGLISH)
    draft_of(FRENCH, "fr")

    version = publish()

    chapter.refresh_from_db()
    assert chapter.current == version
    assert (version.number, version.source_language) == (1, "en")
    assert version.published_by == editor
    assert [(row.kind, row.level, row.html, row.language) for row in blocks_of(version, "fr")] == [
        ("heading", 1, "Qui participe", "fr"),
        ("paragraph", 0, "Chaque district tient <strong>deux</strong> réunions.", "fr"),
        ("list_item", 1, "Les jeunes sont consultés d’abord.", "fr"),
        ("list_item", 1, "Personne ne paie pour venir.", "fr"),
    ]
    assert [row.key for row in blocks_of(version, "fr")] == [
        row.key for row in blocks_of(version, "en")
    ]
    assert set(Draft.objects.values_list("state", flat=True)) == {"published"}


def test_journal_names_the_version_and_the_hash_of_each_text(
    draft_of: Callable[..., Draft], publish: Callable[..., Version], chapter: Chapter, editor: User
) -> None:
    draft_of(ENGLISH)
    draft_of(FRENCH, "fr")

    version = publish()

    entry = Entry.objects.get(event="version.published.v1")
    leaf = json.loads(bytes(entry.leaf))
    hashes = dict(version.renderings.values_list("language", "sha256"))
    assert (leaf["actor"], leaf["subject"]) == (editor.reference, version.reference)
    assert leaf["data"] == {
        "chapter": "introduction",
        "number": 1,
        "source_language": "en",
        "renderings": [
            {"language": "en", "sha256": hashes["en"]},
            {"language": "fr", "sha256": hashes["fr"]},
        ],
        "blocks": 4,
    }
    for rendering in version.renderings.all():
        document = canonical_bytes(rendering_document(rendering))
        assert hashlib.sha256(document).hexdigest() == rendering.sha256


def test_continued_blocks_keep_their_keys(
    draft_of: Callable[..., Draft], publish: Callable[..., Version]
) -> None:
    draft_of(ENGLISH)
    first = [row.key for row in blocks_of(publish(), "en")]

    draft_of(
        ENGLISH.replace("**two** meetings", "**three** meetings").replace(
            "- Nobody pays to attend.", "- Travel is paid for.\n- Nobody pays to attend."
        )
    )
    second = [row.key for row in blocks_of(publish(), "en")]

    assert second[:3] == first[:3]
    assert second[4] == first[3]
    assert second[3] not in first


def test_unchanged_source_carries_the_other_languages_over(
    draft_of: Callable[..., Draft], publish: Callable[..., Version]
) -> None:
    draft_of(ENGLISH)
    draft_of(FRENCH, "fr")
    first = publish()

    draft_of(FRENCH.replace("ne paie", "ne paye"), "fr")
    second = publish()

    assert second.number == 2
    assert set(second.renderings.values_list("language", flat=True)) == {"en", "fr"}
    assert [row.key for row in blocks_of(second, "en")] == [
        row.key for row in blocks_of(first, "en")
    ]
    assert blocks_of(second, "fr")[3].text == "Personne ne paye pour venir."


def test_changed_source_falls_back_where_the_translation_is_of_an_earlier_wording(
    draft_of: Callable[..., Draft], publish: Callable[..., Version]
) -> None:
    draft_of(ENGLISH)
    draft_of(FRENCH, "fr")
    publish()

    draft_of(ENGLISH.replace("two", "three"))
    second = publish()

    assert set(second.renderings.values_list("language", flat=True)) == {"en", "fr"}
    assert [(row.text, row.language, row.state) for row in blocks_of(second, "fr")] == [
        ("Qui participe", "fr", ""),
        ("Every district holds three meetings.", "en", "missing"),
        ("Les jeunes sont consultés d’abord.", "fr", ""),
        ("Personne ne paie pour venir.", "fr", ""),
    ]
    french = second.renderings.get(language="fr")
    document = rendering_document(french)
    assert [block.get("language") for block in document["blocks"]] == [None, "en", None, None]
    assert hashlib.sha256(canonical_bytes(document)).hexdigest() == french.sha256


def test_a_translation_with_other_blocks_is_refused_and_nothing_stays(
    draft_of: Callable[..., Draft], publish: Callable[..., Version], chapter: Chapter
) -> None:
    draft_of(ENGLISH)
    draft_of(FRENCH.replace("- Les jeunes", "## Les jeunes"), "fr")

    with pytest.raises(StructureDiffers) as refused:
        publish()

    assert refused.value.params == {
        "language": "Français",
        "source": "English",
        "number": 3,
        "excerpt": "Les jeunes sont consultés d’abord.",
    }
    _nothing_published()
    assert set(Draft.objects.values_list("state", flat=True)) == {"checking"}
    chapter.refresh_from_db()
    assert chapter.current is None


def test_a_translation_that_ends_early_is_refused_with_what_it_lacks(
    draft_of: Callable[..., Draft], publish: Callable[..., Version]
) -> None:
    draft_of(ENGLISH)
    draft_of(FRENCH.replace("- Personne ne paie pour venir.\n", ""), "fr")

    with pytest.raises(StructureDiffers) as refused:
        publish()

    assert refused.value.params["number"] == 4
    assert refused.value.params["excerpt"] == "Nobody pays to attend."
    _nothing_published()


def test_a_translation_without_any_source_text_is_refused(
    draft_of: Callable[..., Draft], publish: Callable[..., Version]
) -> None:
    draft_of(FRENCH, "fr")

    with pytest.raises(SourceMissing):
        publish()

    _nothing_published()


def test_without_a_draft_nothing_is_published(
    draft_of: Callable[..., Draft], publish: Callable[..., Version], editor: User
) -> None:
    with pytest.raises(NothingToPublish):
        publish()
    discard_draft(actor=editor, draft=draft_of(ENGLISH))
    with pytest.raises(NothingToPublish):
        publish()
    draft_of(ENGLISH)
    with pytest.raises(NothingToPublish):
        publish(languages=["fr"])
    _nothing_published()


@pytest.mark.parametrize(
    ("roles", "second_factor", "refusal"),
    [
        ([Role.MODERATOR, Role.COUNCIL_SECRETARY], True, NotPermitted),
        ([], True, NotPermitted),
        ([Role.EDITOR], False, SecondFactorMissing),
    ],
)
def test_nobody_else_may_publish(
    draft_of: Callable[..., Draft],
    chapter: Chapter,
    person: MakePerson,
    roles: list[Role],
    second_factor: bool,
    refusal: type[DomainError],
) -> None:
    draft_of(ENGLISH)
    somebody = person(*roles, second_factor=second_factor)

    with pytest.raises(refusal):
        command(publish_version_step)(actor=somebody, chapter=chapter)

    _nothing_published()


def test_the_step_runs_inside_a_command_only(chapter: Chapter, editor: User) -> None:
    with pytest.raises(OutsideCommand):
        publish_version_step(actor=editor, chapter=chapter)


def test_watchers_are_told_once_it_is_committed(
    draft_of: Callable[..., Draft],
    publish: Callable[..., Version],
    chapter: Chapter,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Any,
) -> None:
    told: list[Any] = []
    monkeypatch.setattr("consult.core.realtime._publish", lambda *hint: told.append(hint))
    draft_of(ENGLISH)

    with django_capture_on_commit_callbacks(execute=True):
        publish()

    assert told == [(f"chapter:{chapter.pk}", {"version": 1})]
