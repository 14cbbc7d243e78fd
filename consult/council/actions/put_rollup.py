"""Texts are put to the council chapter by chapter, with the rule by which they make a whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.text import Truncator

from consult.accounts.permissions import require
from consult.core.errors import DomainError, N_
from consult.core.idempotency import once
from consult.core.languages import shown
from consult.core.numbers import next_number
from consult.core.transactions import command, step
from consult.council.actions.choose_texts import choose_texts_step
from consult.council.actions.journal_rollup import journal_rollup_step
from consult.council.actions.lock_sitting import lock_sitting_step
from consult.council.actions.notice_motion import notice_draft_step
from consult.council.actions.read_proposal import Proposal, read_proposal
from consult.council.actions.save_draft import write_draft_step
from consult.council.actions.tell_roll import tell_roll_step
from consult.council.models import Motion, RollUp
from consult.council.rules.motion import Kind
from consult.council.rules.rollup import RollUpRule
from consult.council.selectors.clock import database_now
from consult.council.selectors.names import first_name
from consult.drafts.models import Version
from consult.ledger.instant import format_instant
from consult.reviews.models import Review

_TITLE_LENGTH = 200


class RollUpOfTexts(DomainError):
    """A mandate and a question of procedure are one question."""

    code = "rollup_of_texts"
    field = "rolled_up"
    message = N_("Only texts are voted on chapter by chapter. Choose to vote as one.")


class RollUpOfOne(DomainError):
    """One chapter makes no whole."""

    code = "rollup_of_one"
    field = "rolled_up"
    message = N_("Choose at least two texts to vote on chapter by chapter, or vote as one.")


@step
def put_rollup_step(
    *, actor: Any, review: Review, key: UUID, rolled_up: str, **proposed: Any
) -> RollUp:
    """Put one motion for each version, and state before the first ballot how they make a whole.

    `proposed` is what `read_proposal` reads, `rolled_up` a `RollUpRule`. All motions have the same
    rules, times, languages and roll; everybody on it is mailed once. Guarantees that the motions,
    and then the roll-up that names them, are in the ledger before any ballot, or nothing is; those
    of rehearsals stay out of it. The same key with the same texts returns the first roll-up.
    Refuses anything but texts (`RollUpOfTexts`), fewer than two (`RollUpOfOne`), and what
    `put_motion_step` refuses.
    """
    require(actor, "council.put_motion", review)
    rule = RollUpRule(rolled_up)
    proposal = read_proposal(review=review, **proposed)
    if proposal.kind is not Kind.TEXT:
        raise RollUpOfTexts()
    if len({version.chapter_id for version in proposal.versions}) < 2:
        raise RollUpOfOne()
    name = once(
        scope=f"rollup:{actor.pk.hex}",
        key=key,
        body={**proposal.body(), "rolled_up": str(rule)},
        make=lambda: str(_put(proposal, rule, actor).pk),
    )
    return RollUp.objects.select_related("review").get(pk=name)


def _put(proposal: Proposal, rule: RollUpRule, actor: Any) -> RollUp:
    """Write drafts, then lock all chapters, and only then let anything enter the log.

    Whoever publishes holds a chapter and waits for the log, so no chapter is waited for behind it.
    A live session is locked before its motions.
    """
    sitting = proposal.sitting and lock_sitting_step(sitting_id=proposal.sitting.pk)
    versions = sorted(proposal.versions, key=lambda version: version.chapter.position)
    rollup = _begin(proposal, rule, actor)
    drafts = [
        write_draft_step(proposal=_of_chapter(proposal, version), actor=actor, rollup=rollup)
        for version in versions
    ]
    choose_texts_step(
        review=proposal.review,
        versions=versions,
        authentic_language=proposal.authentic_language,
    )
    now = database_now()
    for draft in drafts:
        notice_draft_step(motion=draft, actor=actor, now=now, sitting=sitting)
    _state(rollup, drafts, actor)
    tell_roll_step(motion=drafts[0], template="rollup_put", more={"motions": drafts})
    return rollup


def _begin(proposal: Proposal, rule: RollUpRule, actor: Any) -> RollUp:
    name = f"{proposal.review.number_prefix}-W{'R' if proposal.rehearsal else ''}"
    return RollUp.objects.create(
        review=proposal.review,
        number=f"{name}-{next_number(name):03d}",
        rule=rule,
        rehearsal=proposal.rehearsal,
        put_by=actor,
        put_at=database_now(),
        **_titles(proposal),
    )


def _titles(proposal: Proposal) -> dict[str, str]:
    return {name: text for name, text in proposal.columns.items() if name.startswith("title_")}


def _of_chapter(proposal: Proposal, version: Version) -> Proposal:
    """Return the proposal for one chapter, whose title stands behind that of the whole."""
    columns = dict(proposal.columns)
    for name, title in _titles(proposal).items():
        chapter = getattr(version.chapter, name, "") or shown(version.chapter, "title").text
        if title:
            columns[name] = Truncator(f"{chapter}: {title}").chars(_TITLE_LENGTH)
    return replace(proposal, columns=columns, versions=[version])


def _state(rollup: RollUp, motions: Sequence[Motion], actor: Any) -> None:
    titles = {
        code: getattr(rollup, f"title_{code.replace('-', '_')}")
        for code in settings.MODELTRANSLATION_LANGUAGES
    }
    journal_rollup_step(
        rollup=rollup,
        event="rollup.put.v1",
        actor=actor,
        data={
            "title": first_name(titles),
            "rule": str(rollup.rule),
            "motions": [motion.number for motion in motions],
            "put_at": format_instant(rollup.put_at),
        },
    )


@command
def put_rollup(**arguments: Any) -> RollUp:
    """Put a text to the council chapter by chapter: see `put_rollup_step`."""
    return put_rollup_step(**arguments)
