"""A chapter with real blocks, and amendments on it, for tests."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from consult.accounts.models import User
    from consult.council.models import Motion
    from consult.drafts.models import Chapter, Version
    from consult.reviews.models import Review
    from tests.council.conftest import Council

TEXT = "# Water\n\nWells were repaired.\n\nPumps were bought.\n\n- First step.\n- Second step.\n"
HOUR = timedelta(hours=1)


@dataclass
class Water:
    """An editor with a chapter published in English, to be amended."""

    editor: User
    chapter: Chapter
    version: Version

    @property
    def rendering(self) -> Any:
        return self.version.renderings.get(language="en")

    def key(self, words: str) -> str:
        """Return the key of the block with these words."""
        from consult.drafts.selectors import blocks_of

        return next(str(row.key) for row in blocks_of(self.version, "en") if row.text == words)

    def asked(
        self, words: str, new: str = "", after: str = "", proposer: str = "Ministry 0"
    ) -> Any:
        """Return the amendment that gives one passage other words, takes it away or adds one."""
        from consult.council.actions.read_amendment import read_amendment
        from consult.council.rules.amending import TypedPassage

        passage = TypedPassage(self.key(words), (new,), after)
        return read_amendment(rendering=self.rendering, passages=[passage], proposer=proposer)

    def publish(self, text: str) -> Version:
        """Publish another text of the chapter."""
        from consult.drafts.actions import import_markdown
        from consult.portal.actions import publish_version

        import_markdown(actor=self.editor, chapter=self.chapter, language="en", text=text)
        return publish_version(actor=self.editor, chapter=self.chapter, languages=["en"])


@pytest.fixture
def water(review: Review, person: Any) -> Water:
    """Return the chapter on water."""
    from consult.accounts.rules.roles import Role
    from consult.drafts.actions import add_chapter, import_markdown
    from consult.portal.actions import publish_version

    editor = person(Role.EDITOR, name="Edit Editor")
    chapter = add_chapter(
        actor=editor,
        review=review,
        slug="water",
        position=1,
        title={"en": "Water"},
        source_language="en",
    )
    import_markdown(actor=editor, chapter=chapter, language="en", text=TEXT)
    version = publish_version(actor=editor, chapter=chapter)
    chapter.refresh_from_db()
    return Water(editor, chapter, version)


@pytest.fixture
def amendment_arguments(
    water: Water, council: Council, motion_arguments: Callable[..., dict[str, Any]]
) -> Callable[..., dict[str, Any]]:
    """Return a maker of the arguments that put or keep an amendment."""

    def make(amendment: Any, **changes: Any) -> dict[str, Any]:
        return motion_arguments(
            title={"en": "Amend the chapter on water"},
            versions=[water.version],
            kind="amendment",
            amendment=amendment,
            **changes,
        )

    return make


@pytest.fixture
def amend(amendment_arguments: Callable[..., dict[str, Any]]) -> Callable[..., Motion]:
    """Return a function that puts an amendment, open for two hours."""
    from consult.council.actions import put_motion

    def put(amendment: Any, **changes: Any) -> Motion:
        return put_motion(**amendment_arguments(amendment, **changes))

    return put


@pytest.fixture
def kept(water: Water, amendment_arguments: Callable[..., dict[str, Any]]) -> list[Motion]:
    """Return three drafts of amendments on one passage."""
    from consult.council.actions import save_draft

    words = ("All wells were repaired.", "Most wells were repaired.", "")
    return [
        save_draft(**amendment_arguments(water.asked("Wells were repaired.", new))) for new in words
    ]


@pytest.fixture
def order(review: Review, council: Council, kept: list[Motion]) -> Callable[..., list[Motion]]:
    """Return a function that puts the three in their order and returns them so."""
    from consult.council.actions import order_amendments
    from consult.council.models import Motion

    def make(**changes: Any) -> list[Motion]:
        given = {
            "actor": council.secretary,
            "review": review,
            "places": {motion.pk: place for place, motion in enumerate(kept, start=1)},
            "reason": "Furthest from the text first.",
            "period": HOUR,
            "opens_at": None,
            "key": uuid.uuid4(),
            **changes,
        }
        found = order_amendments(**given)
        return list(Motion.objects.filter(rival__order=found).order_by("rival__place"))

    return make
