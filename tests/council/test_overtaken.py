"""A new version against the motions on its chapter: void, corrected, or left alone."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from consult.accounts.models import User
from consult.accounts.rules.roles import Role
from consult.core.models import Entry, OutgoingMail
from consult.council.actions import close_motion, put_motion
from consult.council.actions.overtake_motions import NoMandate
from consult.council.models import Correction, Motion
from consult.drafts.actions import add_chapter, import_markdown
from consult.drafts.models import Chapter, Rendering, Version
from consult.portal.actions import publish_version
from consult.reviews.models import Review
from tests.council.conftest import Council

pytestmark = pytest.mark.django_db

Arguments = Callable[..., dict[str, Any]]
TEXT = "# Method\n\nWe asked everybody.\n\nThey answered.\n"
FRENCH = "# Méthode\n\nNous avons interrogé tout le monde.\n\nIls ont répondu.\n"


@dataclass
class Desk:
    """An editor with a chapter, published in English and French."""

    editor: User
    chapter: Chapter
    version: Version

    def publish(self, mandate: Motion | None = None, **texts: str) -> Version:
        for language, text in texts.items():
            import_markdown(actor=self.editor, chapter=self.chapter, language=language, text=text)
        return publish_version(
            actor=self.editor,
            chapter=self.chapter,
            languages=list(texts),
            mandate_id=mandate.pk if mandate else None,
        )


@pytest.fixture
def desk(review: Review, person: Any) -> Desk:
    editor = person(Role.EDITOR)
    chapter = add_chapter(
        actor=editor,
        review=review,
        slug="methodology",
        position=1,
        title={"en": "Methodology"},
        source_language="en",
    )
    for language, text in (("en", TEXT), ("fr", FRENCH)):
        import_markdown(actor=editor, chapter=chapter, language=language, text=text)
    return Desk(editor, chapter, publish_version(actor=editor, chapter=chapter))


@pytest.fixture
def adopt(
    desk: Desk,
    motion_arguments: Arguments,
    say: Any,
    let_voting_end: Callable[[Motion], Motion],
) -> Callable[..., Motion]:
    def make(**changes: Any) -> Motion:
        motion = put_motion(**motion_arguments(versions=[desk.version], **changes))
        for seat in range(3):
            say(motion, seat, "approve")
        return close_motion(actor=None, motion_id=let_voting_end(motion).pk)

    return make


def leaves(event: str) -> list[Any]:
    entries = Entry.objects.filter(event=event).order_by("index")
    return [json.loads(bytes(entry.leaf)) for entry in entries]


def test_a_change_of_the_authentic_text_voids_what_is_not_decided(
    desk: Desk, council: Council, motion_arguments: Arguments, adopt: Callable[..., Motion]
) -> None:
    adopted = adopt()
    pending = put_motion(**motion_arguments(versions=[desk.version]))
    elsewhere = put_motion(**motion_arguments())
    OutgoingMail.objects.all().delete()
    version = desk.publish(en=TEXT.replace("everybody", "some"))
    pending.refresh_from_db()
    assert (pending.state, pending.void_cause, pending.void_version) == (
        "void",
        "text_changed",
        version,
    )
    states = Motion.objects.filter(pk__in=[adopted.pk, elsewhere.pk]).values_list(
        "state", flat=True
    )
    assert set(states) == {"closed", "open"}
    (leaf,) = leaves("motion.voided.v1")
    assert leaf["actor"] == desk.editor.reference
    assert leaf["data"]["changed"] == {"chapter": "methodology", "version": 2}
    assert leaf["committed"] == {}
    assert (
        "changed the authentic text"
        in OutgoingMail.objects.filter(subject__endswith="is void")[0].text
    )
    assert not Correction.objects.exists()


def test_a_translation_may_be_corrected_and_the_record_shows_it(
    desk: Desk, motion_arguments: Arguments, adopt: Callable[..., Motion]
) -> None:
    adopted = adopt()
    pending = put_motion(**motion_arguments(versions=[desk.version]))
    version = desk.publish(fr=FRENCH.replace("Ils ont", "Tous ont"))
    assert set(Motion.objects.values_list("state", flat=True)) == {"closed", "open"}
    corrections = {each.motion_id: each for each in Correction.objects.all()}
    assert set(corrections) == {adopted.pk, pending.pk}
    old, new = (
        Rendering.objects.get(version=each, language="fr") for each in (desk.version, version)
    )
    correction = corrections[pending.pk]
    assert (correction.kind, correction.old, correction.new) == ("corrigendum", old, new)
    lines = correction.difference.splitlines()
    assert lines[:2] == ["--- version 1", "+++ version 2"]
    assert [line for line in lines[2:] if line[0] in "+-"] == [
        "-paragraph: Ils ont répondu.",
        "+paragraph: Tous ont répondu.",
    ]
    digest = hashlib.sha256(correction.difference.encode()).hexdigest()
    assert leaves("motion.text_corrected.v1")[1]["data"] == {
        "motion": pending.number,
        "kind": "corrigendum",
        "mandate": None,
        "chapter": "methodology",
        "version": 2,
        "language": "fr",
        "from_sha256": old.sha256,
        "to_sha256": new.sha256,
        "difference_sha256": digest,
    }
    third = desk.publish(fr=FRENCH.replace("Ils ont", "Toutes ont"))
    again = Correction.objects.get(motion=pending, new__version=third)
    assert again.old == new


def test_a_typographical_correction_needs_a_mandate_that_the_council_adopted(
    desk: Desk,
    council: Council,
    motion_arguments: Arguments,
    adopt: Callable[..., Motion],
) -> None:
    pending = put_motion(**motion_arguments(versions=[desk.version]))
    with pytest.raises(NoMandate):
        desk.publish(pending, en=TEXT.replace("answered", "anserwed"))
    assert Version.objects.filter(chapter=desk.chapter).count() == 1
    mandate = adopt(kind="mandate", title={"en": "Correct typing errors"})
    version = publish_version(
        actor=desk.editor, chapter=desk.chapter, languages=["en"], mandate_id=mandate.pk
    )
    pending.refresh_from_db()
    assert pending.state == "open"
    correction = Correction.objects.get(new__language="en")
    assert (correction.motion, correction.kind, correction.mandate, correction.new.version) == (
        pending,
        "typographical",
        mandate,
        version,
    )
    (leaf,) = [
        each
        for each in leaves("motion.text_corrected.v1")
        if each["data"]["kind"] == "typographical"
    ]
    assert leaf["data"]["mandate"] == mandate.number


def test_a_rejected_mandate_allows_nothing(
    desk: Desk,
    motion_arguments: Arguments,
    let_voting_end: Callable[[Motion], Motion],
) -> None:
    motion = put_motion(**motion_arguments(versions=[desk.version], kind="mandate"))
    close_motion(actor=None, motion_id=let_voting_end(motion).pk)
    with pytest.raises(NoMandate):
        desk.publish(motion, en=TEXT.replace("answered", "anserwed"))
