"""A new version of a chapter meets the motions on that chapter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from consult.core.errors import DomainError, N_
from consult.core.realtime import publish_on_commit
from consult.core.transactions import step
from consult.council.actions.journal_motion import journal_motion_step
from consult.council.actions.lock_motion import lock_rollups_step
from consult.council.actions.void_motion import write_void_step
from consult.council.models import Correction, Motion, MotionText
from consult.council.rules.motion import DECIDED, PENDING, Kind, VoidCause
from consult.council.rules.outcome import Status
from consult.council.rules.wording import (
    CorrectionKind,
    difference,
    difference_sha256,
    same_wording,
)
from consult.council.selectors.clock import database_now
from consult.council.selectors.mandates import about, mandates_for
from consult.drafts.models import Chapter, Rendering, Version
from consult.drafts.selectors import rendering_document


class NoMandate(DomainError):
    """Only what the council has adopted lets the authentic text be corrected under a motion."""

    code = "no_mandate"
    status = 409
    field = "mandate"
    message = N_(
        "The council has adopted no editorial mandate of this number for this chapter. Choose "
        "another, or publish without one."
    )


@step
def lock_overtaken_motions_step(*, chapter: Chapter) -> None:
    """Lock a chapter, then the motions on it and their roll-ups, before a version is written.

    So nobody notices a motion on the text that is being replaced, and no ballot or close holds a
    motion while it waits for the log that publishing holds.
    """
    Chapter.objects.select_for_update().get(pk=chapter.pk)
    motions = about(chapter).select_for_update().order_by("pk")
    lock_rollups_step(motions=motions.only("pk", "rollup"))


@step
def void_overtaken_motions_step(
    *, actor: Any, version: Version, mandate_id: UUID | None = None
) -> list[Motion]:
    """Let a version just published void the motions whose authentic text it changes.

    Returns those that became void. A motion keeps its ground where the version leaves its
    authentic text alone, word for word and mark for mark, or where `mandate_id` is an editorial
    mandate that the council adopted for the chapter: then every text that differs is recorded as
    a correction, with its difference and the hashes of both texts. What was adopted is corrected
    in the same way, and never void. Raises `NoMandate`.
    """
    chapter = version.chapter
    mandate = None
    if mandate_id is not None:
        mandate = mandates_for(chapter).filter(pk=mandate_id).first()
        if mandate is None:
            raise NoMandate()
    # Locked by lock_overtaken_motions_step already, which fixed the order; read again here.
    motions = [
        motion
        for motion in about(chapter).select_related("review").order_by("number")
        if _stands(motion)
    ]
    meeting = _Meeting(version, mandate)
    voided = []
    for motion in motions:
        if meeting.leaves(motion):
            meeting.correct(motion, actor)
        elif motion.state in PENDING:
            write_void_step(
                motion=motion,
                actor=actor,
                cause=VoidCause.TEXT_CHANGED,
                reason="",
                version=version,
            )
            voided.append(motion)
    return voided


def _stands(motion: Motion) -> bool:
    """Tell whether a motion awaits its decision, or has adopted a text that may be corrected."""
    adopted = motion.state in DECIDED and (motion.outcome or {})["status"] == Status.ADOPTED
    return motion.state in PENDING or (
        adopted and motion.kind == Kind.TEXT and not motion.rehearsal
    )


class _Meeting:
    """One version against the motions on its chapter; documents are read once each."""

    def __init__(self, version: Version, mandate: Motion | None) -> None:
        self._version = version
        self._mandate = mandate
        self._new = {each.language: each for each in version.renderings.all()}
        self._documents: dict[int, Mapping[str, Any]] = {}

    def leaves(self, motion: Motion) -> bool:
        """Tell whether the authentic text stays, or may change under the mandate."""
        for text, old in self._texts(motion):
            new = self._new.get(text.rendering.language)
            if not text.authentic:
                continue
            if new is None or (self._mandate is None and not self._same(old, new)):
                return False
        return True

    def correct(self, motion: Motion, actor: Any) -> None:
        """Record every text of the motion that the version corrects."""
        for text, old in self._texts(motion):
            new = self._new.get(text.rendering.language)
            if new is not None and not self._same(old, new):
                self._record(motion, actor, old, new, authentic=text.authentic)

    def _texts(self, motion: Motion) -> Iterable[tuple[MotionText, Rendering]]:
        """Return the motion's texts of this chapter, each with the rendering that holds now."""
        chapter = self._version.chapter_id
        corrected = {
            each.new.language: each.new
            for each in motion.corrections.filter(new__version__chapter=chapter)
            .select_related("new__version__chapter")
            .order_by("pk")
        }
        texts = motion.texts.filter(rendering__version__chapter=chapter)
        return [
            (text, corrected.get(text.rendering.language, text.rendering))
            for text in texts.select_related("rendering__version__chapter").order_by("pk")
        ]

    def _same(self, old: Rendering, new: Rendering) -> bool:
        return same_wording(self._document(old), self._document(new))

    def _document(self, rendering: Rendering) -> Mapping[str, Any]:
        if rendering.pk not in self._documents:
            self._documents[rendering.pk] = rendering_document(rendering)
        return self._documents[rendering.pk]

    def _record(
        self, motion: Motion, actor: Any, old: Rendering, new: Rendering, *, authentic: bool
    ) -> None:
        found = difference(self._document(old), self._document(new))
        kind = CorrectionKind.TYPOGRAPHICAL if authentic else CorrectionKind.CORRIGENDUM
        mandate = self._mandate if authentic else None
        Correction.objects.create(
            motion=motion,
            kind=kind,
            old=old,
            new=new,
            difference=found,
            difference_sha256=difference_sha256(found),
            mandate=mandate,
            recorded_at=database_now(),
        )
        motion.revision += 1
        motion.save(update_fields=["revision"])
        journal_motion_step(
            motion=motion,
            event="motion.text_corrected.v1",
            actor=actor,
            data={
                "kind": str(kind),
                "mandate": mandate.number if mandate else None,
                "chapter": self._version.chapter.slug,
                "version": self._version.number,
                "language": new.language,
                "from_sha256": old.sha256,
                "to_sha256": new.sha256,
                "difference_sha256": difference_sha256(found),
            },
        )
        publish_on_commit(motion.topic, {"sequence": motion.revision})
