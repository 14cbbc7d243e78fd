"""A version is published, and everything that hangs on the text follows it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from consult.comments.actions import follow_placements_step, lock_discussion_step
from consult.core.transactions import command
from consult.council.actions import (
    carry_out_amendments_step,
    lock_overtaken_motions_step,
    void_overtaken_motions_step,
)
from consult.drafts.actions import (
    Plan,
    finish_publication_step,
    plan_publication,
    publish_version_step,
    take_publication_step,
)
from consult.drafts.models import Chapter, Publication, Version


def _plan_first(write: Callable[..., Version]) -> Callable[..., Version]:
    """Work the version out before `write` opens its transaction.

    Aligning two texts and carrying thousands of passages takes seconds, and an open transaction
    keeps all other writers waiting: on SQLite everybody's, elsewhere those on the chapter.
    """

    @wraps(write)
    def planned(
        *,
        actor: Any,
        chapter: Chapter,
        publication: Publication | None = None,
        mandate_id: UUID | None = None,
        **wanted: Any,
    ) -> Version:
        plan = plan_publication(actor=actor, chapter=chapter, **wanted)
        return write(
            actor=actor,
            chapter=chapter,
            plan=plan,
            publication=publication,
            mandate_id=mandate_id,
        )

    return planned


@_plan_first
@command
def publish_version(
    *,
    actor: Any,
    chapter: Chapter,
    plan: Plan,
    publication: Publication | None,
    mandate_id: UUID | None,
) -> Version:
    """Publish the drafts in checking as the chapter's next version.

    Takes `actor`, `chapter`, the `publication` that is watched, if there is one, and whatever else
    `plan_publication` takes, such as `languages` to publish some drafts only. The version is
    planned first; then, in one transaction, the plan is checked, the text becomes immutable, every
    anchor is placed in it, the comments take their new places, and the council's motions whose
    authentic text it changes become void, unless `mandate_id` names the editorial mandate under
    which it is corrected; adopted amendments that it holds are carried out. A publication that has
    its version already is not published again. Raises what `plan_publication`,
    `publish_version_step` and `void_overtaken_motions_step` raise, and then nothing is written.
    """
    # The discussion is the subject's lock: nobody posts on the old text while it is replaced.
    lock_discussion_step(chapter_id=chapter.pk)
    published = take_publication_step(publication=publication) if publication else None
    if published is not None:
        return published
    lock_overtaken_motions_step(chapter=chapter)
    version = publish_version_step(actor=actor, chapter=chapter, plan=plan)
    follow_placements_step(chapter=chapter, version=version)
    void_overtaken_motions_step(actor=actor, version=version, mandate_id=mandate_id)
    carry_out_amendments_step(actor=actor, version=version)
    if publication is not None:
        finish_publication_step(publication=publication, version=version)
    return version
