"""The council is told of a motion: from here on it stands as it is."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.module_loading import import_string

from consult.accounts.permissions import require
from consult.core.errors import DomainError, N_
from consult.core.numbers import next_number
from consult.core.transactions import command, step
from consult.council.actions.choose_texts import choose_texts_step
from consult.council.actions.choose_words import choose_words_step
from consult.council.actions.freeze_amendment import (
    amendment_in_ledger,
    freeze_amendment_step,
)
from consult.council.actions.freeze_roll import freeze_roll_step
from consult.council.actions.journal_motion import journal_motion_step
from consult.council.actions.lock_motion import lock_motion_step
from consult.council.actions.lock_sitting import lock_sitting_step
from consult.council.actions.open_motion import open_motion_step
from consult.council.actions.plan_agenda import add_item_step
from consult.council.actions.save_draft import ClosesTooSoon
from consult.council.actions.tell_roll import tell_roll_step
from consult.council.models import Motion, MotionText, Sitting
from consult.council.permissions import motion_to_see
from consult.council.rules.conduct import Conduct
from consult.council.rules.live import if_all_come, voting_ends
from consult.council.rules.motion import Kind, State, require_move
from consult.council.rules.notice import require_time
from consult.council.rules.reader import parse_rules
from consult.council.rules.rivals import Turn
from consult.council.rules.validation import validate_rules
from consult.council.selectors.clock import database_now
from consult.council.selectors.names import first_title
from consult.council.selectors.recount import plain_roll
from consult.drafts.models import Version
from consult.ledger.instant import format_instant

# A worker's clock may run a little ahead of the database's, which alone says what is due.
_A_LITTLE_LATER = timedelta(seconds=1)


class DraftChanged(DomainError):
    """A draft that moves to another session while it is put would be told to the wrong one."""

    code = "draft_changed"
    status = 409
    message = N_("Somebody has changed this draft just now. Reload the page and look at it again.")


@step
def notice_motion_step(*, actor: Any, motion_id: UUID, turn: Turn | None = None) -> Motion:
    """Tell the council of a draft, freeze its texts and its roll, and let it open by itself.

    Guarantees that texts with their SHA-256, rule, times and the frozen roll are in the ledger
    before any ballot, and that everybody on the roll is mailed; a rehearsal is mailed too, and
    stays out of the ledger. A motion for a live session waits for its chair, and gets the last
    place on that session's agenda. A motion that was noticed already is returned as it is. `turn`
    is the place of a rival amendment in its order, which then says when it is voted on.

    Refuses times that the rules do not allow (`OpensTooEarly`, `ClosesTooEarly`, `ClosesTooSoon`),
    a version that is not its chapter's current one (`VersionNotCurrent`) or has no text in the
    authentic language (`NoAuthenticText`), no version at all (`NothingToVoteOn`) but of a question
    of procedure, whose words are frozen instead (`QuestionUnworded`), rules that do not fit the
    roll (`RulesImpossible`), a council without any member (`RollEmpty`), a session that has ended
    (`SittingEnded`), and a draft that somebody changes just now (`DraftChanged`).
    """
    found = motion_to_see(actor, motion_id)
    require(actor, "council.put_motion", found.review)
    sitting = lock_sitting_step(sitting_id=found.sitting_id) if found.sitting_id else None
    motion = lock_motion_step(motion_id=motion_id)
    if motion.state in (State.NOTICED, State.OPEN):
        return motion
    if motion.sitting_id != found.sitting_id:
        raise DraftChanged()
    notice_draft_step(motion=motion, actor=actor, now=database_now(), turn=turn, sitting=sitting)
    tell_roll_step(motion=motion, template="motion_put")
    return motion


@step
def notice_draft_step(
    *,
    motion: Motion,
    actor: Any,
    now: datetime,
    turn: Turn | None = None,
    sitting: Sitting | None = None,
) -> None:
    """Notice a locked draft at `now`, the database's clock, as `notice_motion_step` says.

    `sitting` is the motion's live session, locked before it. It tells nobody, so that motions put
    together are told of together.
    """
    require_move(motion.state, State.NOTICED)
    _notice(motion, actor, now, turn)
    journal_notice_step(motion=motion, actor=actor)
    if sitting is not None:
        title = first_title(motion)
        add_item_step(sitting=sitting, actor=actor, title=title, motion=motion, now=motion.put_at)
        return
    open_motion_step(motion=motion)
    _wake_at(motion, "open_due_motions", motion.opens_at)
    _wake_at(motion, "close_due_motions", motion.closes_at)


def _notice(motion: Motion, actor: Any, now: datetime, turn: Turn | None) -> None:
    """Check the times, and write number, state, texts and roll."""
    proposal = motion.proposal or {}
    opens_at = now if proposal["at_once"] else motion.opens_at
    if turn is not None:
        opens_at, motion.closes_at = turn.planned(now)
        motion.waits = turn.waits
    if motion.voting_seconds is not None:
        opens_at = max(now, motion.opens_at)
        motion.closes_at = voting_ends(opens_at, motion.voting_seconds)
    if motion.closes_at <= max(now, opens_at):
        raise ClosesTooSoon()
    rules = parse_rules(motion.rules)
    require_time(rules.conduct or Conduct(), now, opens_at, motion.closes_at)
    texts = _texts(motion, proposal)
    name = f"{motion.review.number_prefix}-{'R' if motion.rehearsal else 'M'}"
    motion.number = f"{name}-{next_number(name):03d}"
    motion.state = State.NOTICED
    motion.proposal = None
    motion.opens_at = opens_at
    motion.put_by, motion.put_at = actor, now
    motion.save(
        update_fields=[
            *("number", "state", "proposal", "opens_at", "closes_at", "waits", "put_by", "put_at")
        ]
    )
    for text in texts:
        text.motion = motion
    MotionText.objects.bulk_create(texts)
    if motion.kind == Kind.PROCEDURE:
        choose_words_step(motion=motion, authentic_language=proposal["authentic_language"])
    if motion.kind == Kind.AMENDMENT:
        freeze_amendment_step(motion=motion, kept=proposal["amendment"])
    freeze_roll_step(motion=motion)


def _texts(motion: Motion, proposal: dict[str, Any]) -> list[MotionText]:
    """Return the exact texts of a motion; a question of procedure has none."""
    if motion.kind == Kind.PROCEDURE:
        return []
    return choose_texts_step(
        review=motion.review,
        versions=list(Version.objects.filter(pk__in=proposal["versions"])),
        authentic_language=proposal["authentic_language"],
    )


@step
def journal_notice_step(*, motion: Motion, actor: Any) -> None:
    """Enter texts, rules, times and the frozen roll; refuse rules that do not fit that roll."""
    roll = plain_roll(motion)
    live = motion.sitting is not None
    validate_rules(parse_rules(motion.rules), if_all_come(roll) if live else roll)
    texts = motion.texts.select_related("rendering__version__chapter").order_by(
        "rendering__version__chapter__position", "-authentic", "rendering__language"
    )
    amendment = motion.amendment if motion.kind == Kind.AMENDMENT else None
    journal_motion_step(
        motion=motion,
        event="motion.put.v1",
        actor=actor,
        data={
            "title": first_title(motion),
            "texts": [
                {
                    "chapter": text.rendering.version.chapter.slug,
                    "version": text.rendering.version.number,
                    "language": text.rendering.language,
                    "sha256": text.sha256,
                    "authentic": text.authentic,
                }
                for text in texts
            ],
            "rules": motion.rules,
            "noticed_at": format_instant(motion.put_at),
            "opens_at": format_instant(motion.opens_at),
            "closes_at": format_instant(motion.closes_at),
            **({} if motion.kind == Kind.TEXT else {"kind": str(motion.kind)}),
            **_words(motion),
            **({"amendment": amendment_in_ledger(amendment)} if amendment else {}),
            **_session(motion),
        },
        # What it says is the council's alone until the close, which opens it.
        committed={"operations": amendment.operations} if amendment else None,
    )
    journal_motion_step(
        motion=motion, event="motion.roll_frozen.v1", actor=actor, data={"roll": roll.as_data()}
    )


def _words(motion: Motion) -> dict[str, Any]:
    """Return the words of a question of procedure by their hashes, and of other motions nothing."""
    if motion.kind != Kind.PROCEDURE:
        return {}
    hashes = motion.words.values("language", "sha256", "authentic")
    return {"words": list(hashes.order_by("-authentic", "language"))}


def _session(motion: Motion) -> dict[str, Any]:
    if motion.sitting is None:
        return {}
    return {"session": motion.sitting.reference, "voting_seconds": motion.voting_seconds}


def _wake_at(motion: Motion, task: str, moment: Any) -> None:
    """Let a task look at what is due when this moment has come."""
    if moment > motion.put_at:
        found = import_string(f"consult.council.tasks.{task}")
        found.using(run_after=moment + _A_LITTLE_LATER).enqueue()


@command
def notice_motion(**arguments: Any) -> Motion:
    """Tell the council of a draft: see `notice_motion_step`."""
    return notice_motion_step(**arguments)
