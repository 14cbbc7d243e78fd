"""Editors change a draft, one after the other: history, stale pages, undo and restoring."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from consult.accounts.models import User
from consult.accounts.rules.roles import Role
from consult.core.errors import NotPermitted, NotThere
from consult.drafts import actions
from consult.drafts.models import Draft, DraftChange
from consult.drafts.rules.editing.acts import Merge, Move, Remove, Reword, Split
from consult.drafts.rules.editing.refusals import (
    AlreadyRestored,
    AnotherDraftWaits,
    DraftNotDiscarded,
    DraftStale,
    NothingToRedo,
    NothingToUndo,
)
from consult.drafts.rules.refusals import DraftNotInChecking
from consult.drafts.selectors import number_now, text_of
from tests.conftest import MakePerson

pytestmark = pytest.mark.django_db


def words(draft: Draft) -> list[str]:
    return [block.text for block in text_of(Draft.objects.get(pk=draft.pk)).blocks]


def test_changes_are_kept_undone_and_redone(
    editor: User, draft_of: Callable[..., Draft], person: MakePerson
) -> None:
    draft = draft_of("# Water\n\nOne. Two.\n\nThree.")
    other = person(Role.EDITOR, name="Other Editor", email="other@consult.example")
    actions.change_draft(actor=editor, draft=draft, revision=0, act=Split(2, 5))
    actions.change_draft(actor=other, draft=draft, revision=1, act=Move(4, 1))
    assert words(draft) == ["Three.", "Water", "One.", "Two."]
    with pytest.raises(DraftStale):
        actions.change_draft(actor=editor, draft=draft, revision=1, act=Remove(1))

    actions.undo_change(actor=editor, draft=draft, revision=2)
    actions.undo_change(actor=editor, draft=draft, revision=3)
    assert words(draft) == ["Water", "One. Two.", "Three."]
    with pytest.raises(NothingToUndo):
        actions.undo_change(actor=editor, draft=draft, revision=4)
    actions.redo_change(actor=editor, draft=draft, revision=4)
    assert words(draft) == ["Water", "One.", "Two.", "Three."]
    actions.change_draft(actor=editor, draft=draft, revision=5, act=Merge(2))
    with pytest.raises(NothingToRedo):
        actions.redo_change(actor=editor, draft=draft, revision=6)

    history = DraftChange.objects.order_by("revision").values_list("what", "actor", "undone")
    assert list(history) == [
        ("split", editor.pk, False),
        ("move", other.pk, True),
        ("undo", editor.pk, False),
        ("undo", editor.pk, False),
        ("redo", editor.pk, False),
        ("merge", editor.pk, False),
    ]
    assert number_now(Draft.objects.get(), 3, 0) == 3
    assert number_now(Draft.objects.get(), 2, 1) == 2


def test_a_removed_block_comes_back_near_where_it_stood(
    editor: User, draft_of: Callable[..., Draft]
) -> None:
    draft = draft_of("# A\n\nb\n\nc\n\nd")
    gone = actions.change_draft(actor=editor, draft=draft, revision=0, act=Remove(3))
    assert (gone.excerpt, gone.number) == ("c", 3)
    actions.change_draft(actor=editor, draft=draft, revision=1, act=Move(1, 3))
    actions.restore_block(actor=editor, draft=draft, revision=2, removal=gone.pk)
    assert words(draft) == ["b", "c", "d", "A"]
    with pytest.raises(AlreadyRestored):
        actions.restore_block(actor=editor, draft=draft, revision=3, removal=gone.pk)
    with pytest.raises(NotThere):
        actions.restore_block(actor=editor, draft=draft, revision=3, removal=gone.pk + 1)
    actions.undo_change(actor=editor, draft=draft, revision=3)
    actions.restore_block(actor=editor, draft=draft, revision=4, removal=gone.pk)
    assert words(draft) == ["b", "c", "d", "A"]


def test_what_is_typed_is_sanitised(editor: User, draft_of: Callable[..., Draft]) -> None:
    draft = draft_of("# A\n\nb")
    act = Reword(2, ("<script>x</script> **b** & <",))
    actions.change_draft(actor=editor, draft=draft, revision=0, act=act)
    stored = Draft.objects.get().blocks[1]["html"]
    assert stored == "&lt;script&gt;x&lt;/script&gt; <strong>b</strong> &amp; &lt;"


def test_who_may_and_when(editor: User, draft_of: Callable[..., Draft], person: MakePerson) -> None:
    draft = draft_of("# A\n\nb")
    given = {"draft": draft, "revision": 0}
    with pytest.raises(NotPermitted):
        actions.change_draft(actor=person(Role.MODERATOR), act=Merge(1), **given)
    with pytest.raises(NotPermitted):
        actions.restore_draft(actor=person(Role.PARTICIPANT), draft=draft)
    with pytest.raises(DraftNotDiscarded):
        actions.restore_draft(actor=editor, draft=draft)
    actions.discard_draft(actor=editor, draft=draft)
    with pytest.raises(DraftNotInChecking):
        actions.change_draft(actor=editor, act=Merge(1), **given)
    newer = draft_of("# B")
    with pytest.raises(AnotherDraftWaits):
        actions.restore_draft(actor=editor, draft=draft)
    actions.discard_draft(actor=editor, draft=newer)
    actions.restore_draft(actor=editor, draft=draft)
    actions.change_draft(actor=editor, act=Merge(1), **given)
    assert words(draft) == ["A b"]
