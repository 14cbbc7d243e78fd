"""A motion is put to the council: a question about exact texts, its rule, and its times."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.module_loading import import_string

from consult.accounts.permissions import require
from consult.core.errors import DomainError, N_
from consult.core.idempotency import once
from consult.core.journal import record
from consult.core.numbers import next_number
from consult.core.text import clean_line, clean_text
from consult.core.transactions import command, step
from consult.council.actions.choose_texts import choose_texts_step
from consult.council.actions.freeze_roll import freeze_roll_step
from consult.council.actions.tell_roll import tell_roll_step
from consult.council.models import Motion, MotionText
from consult.council.rules.reader import parse_rules
from consult.council.rules.validation import validate_rules
from consult.council.selectors.clock import database_now
from consult.council.selectors.recount import plain_roll
from consult.drafts.models import Version
from consult.ledger.instant import format_instant
from consult.reviews.models import Review

# A worker's clock may run a little ahead of the database's, which alone says what is due.
_CLOSE_AFTER = timedelta(seconds=1)


class MotionUntitled(DomainError):
    """The council must know what it votes on."""

    code = "motion_untitled"
    field = "title"
    message = N_("Give the motion a title in at least one language.")


class ClosesTooSoon(DomainError):
    """A motion closes after it opens, and in the future."""

    code = "closes_too_soon"
    field = "closes_at"
    message = N_("Voting must close after it opens, and later than now. Choose a later time.")


class NotAPlainVote(DomainError):
    """The rules can be recomputed, but no motion is carried out by them."""

    code = "not_a_plain_vote"
    status = 409
    message = N_(
        "A motion can be put to a vote only. Choose rules without a silence procedure, and without "
        "a procedure that the seats must accept first."
    )


def _rules_of_a_vote(data: dict[str, Any]) -> dict[str, Any]:
    rules = parse_rules(data)
    if rules.silence is not None or rules.accepted_by is not None:
        raise NotAPlainVote()
    return rules.as_data()


def _texts_by_language(title: Mapping[str, str], explanation: Mapping[str, str]) -> dict[str, str]:
    titles = {f"title_{code}": clean_line(text) for code, text in title.items()}
    if not any(titles.values()):
        raise MotionUntitled()
    return titles | {f"explanation_{code}": clean_text(text) for code, text in explanation.items()}


def _journal_motion(motion: Motion, actor: Any, title: str) -> None:
    """Enter texts, rules and times, so that nobody can change them once a ballot is cast."""
    texts = motion.texts.select_related("rendering__version__chapter").order_by(
        "rendering__version__chapter__position", "-authentic", "rendering__language"
    )
    record(
        motion.review.log_id,
        "motion.put.v1",
        actor=actor.reference,
        subject=motion.reference,
        data={
            "motion": motion.number,
            "title": title,
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
            "opens_at": format_instant(motion.opens_at),
            "closes_at": format_instant(motion.closes_at),
        },
    )


def _journal_roll(motion: Motion, actor: Any) -> None:
    """Check the rules against the frozen roll and enter it."""
    roll = plain_roll(motion)
    validate_rules(parse_rules(motion.rules), roll)
    record(
        motion.review.log_id,
        "motion.roll_frozen.v1",
        actor=actor.reference,
        subject=motion.reference,
        data={"motion": motion.number, "roll": roll.as_data()},
    )


@dataclass(frozen=True, slots=True)
class _Proposal:
    """What is to be put, cleaned and read: `columns` are title and explanation by language."""

    actor: Any
    review: Review
    columns: dict[str, str]
    versions: Sequence[Version]
    authentic_language: str
    rules: dict[str, Any]
    opens_at: datetime | None
    closes_at: datetime

    def body(self) -> dict[str, Any]:
        """Return what the same key must stand for when it comes again."""
        return {
            "review": str(self.review.pk),
            **self.columns,
            "versions": sorted(str(version.pk) for version in self.versions),
            "authentic": self.authentic_language,
            "rules": self.rules,
            "opens_at": self.opens_at and format_instant(self.opens_at),
            "closes_at": format_instant(self.closes_at),
        }

    def title(self) -> str:
        """Return the title in the first language that has one: what the ledger says."""
        return next(
            text for name, text in self.columns.items() if name.startswith("title") and text
        )


def _number(review: Review) -> str:
    name = f"{review.number_prefix}-M"
    return f"{name}-{next_number(name):03d}"


def _write(proposal: _Proposal) -> str:
    """Make the motion under the next number, with its texts, its frozen roll and its mails."""
    now = database_now()
    opens_at = proposal.opens_at or now
    if proposal.closes_at <= max(now, opens_at):
        raise ClosesTooSoon()
    texts = choose_texts_step(
        review=proposal.review,
        versions=proposal.versions,
        authentic_language=proposal.authentic_language,
    )
    motion = Motion.objects.create(
        review=proposal.review,
        number=_number(proposal.review),
        rules=proposal.rules,
        put_by=proposal.actor,
        put_at=now,
        opens_at=opens_at,
        closes_at=proposal.closes_at,
        **proposal.columns,
    )
    for text in texts:
        text.motion = motion
    MotionText.objects.bulk_create(texts)
    freeze_roll_step(motion=motion)
    _journal_motion(motion, proposal.actor, proposal.title())
    _journal_roll(motion, proposal.actor)
    tell_roll_step(motion=motion, template="motion_put")
    close_due = import_string("consult.council.tasks.close_due_motions")
    close_due.using(run_after=motion.closes_at + _CLOSE_AFTER).enqueue()
    return str(motion.pk)


@step
def put_motion_step(
    *,
    actor: Any,
    review: Review,
    title: Mapping[str, str],
    explanation: Mapping[str, str],
    versions: Sequence[Version],
    authentic_language: str,
    rules: dict[str, Any],
    opens_at: datetime | None,
    closes_at: datetime,
    key: UUID,
) -> Motion:
    """Put a motion on exact versions, in all their languages, of which one is authentic.

    Guarantees that texts with their SHA-256, rule, times and the frozen roll are in the ledger
    before any ballot, that everybody on the roll is mailed, and that the same key with the same
    motion returns the first one. `opens_at` None opens it at once; `rules` is what `parse_rules`
    reads.

    Refuses a version that is not its chapter's current one (`VersionNotCurrent`) or has no text
    in the authentic language (`NoAuthenticText`), no version at all (`NothingToVoteOn`), no title
    (`MotionUntitled`), a close that is not in the future and after the opening (`ClosesTooSoon`),
    rules that cannot be read or by which no council should decide (`RulesMalformed`,
    `RulesImpossible`) or that ask for more than a vote (`NotAPlainVote`), and a council without
    any member (`RollEmpty`).
    """
    require(actor, "council.put_motion", review)
    proposal = _Proposal(
        actor=actor,
        review=review,
        columns=_texts_by_language(title, explanation),
        versions=versions,
        authentic_language=authentic_language,
        rules=_rules_of_a_vote(rules),
        opens_at=opens_at,
        closes_at=closes_at,
    )
    scope = f"motion:{actor.pk.hex}"
    name = once(scope=scope, key=key, body=proposal.body(), make=lambda: _write(proposal))
    return Motion.objects.select_related("review").get(pk=name)


@command
def put_motion(**arguments: Any) -> Motion:
    """Put a motion to the council: see `put_motion_step`."""
    return put_motion_step(**arguments)
