"""The record of a decided motion as plain data, from which every form of it is made."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.utils.translation import override

from consult.core.models import Opening
from consult.council.models import Ballot, Motion, RollEntry
from consult.council.rules.motion import Kind
from consult.council.rules.reader import parse_rules
from consult.council.rules.roll import Roll
from consult.council.rules.ruleset import Rules
from consult.council.rules.stage import Stage
from consult.council.selectors.amendments import amendment_as_data
from consult.council.selectors.arithmetic import Line, accepting, arithmetic
from consult.council.selectors.chair import chair_of, rule_with_chair
from consult.council.selectors.corrections import corrections_as_data
from consult.council.selectors.recount import plain_ballot, plain_seat
from consult.council.selectors.reservations import replies_as_data, reservations_shown
from consult.council.selectors.said import Said, said_on
from consult.ledger.instant import format_instant

FORMAT = "consult-decision/1"
_SUBJECTS_AT_ONCE = 500


def record_of(motion: Motion) -> dict[str, Any]:
    """Return what a decided motion's record says, as values that canonical JSON can hold.

    It holds what the public ledger shows once a motion is closed and nothing more: people stand
    under their opaque references, and a reason is there only where the ledger opens it to
    everybody. `roll`, `ballots` and `rules` are the input of `python -m consult.council.rules`,
    and `outcome` is what it prints. The number of queries does not grow with the council.
    """
    rules = parse_rules(motion.rules)
    entries = list(motion.roll.order_by("position", "pk").prefetch_related("people__user"))
    found = motion.ballots.select_related("entry", "caster", "later", "published")
    ballots = list(found.order_by("sequence"))
    said = said_on(rules, entries, ballots)
    return {
        "format": FORMAT,
        "review": {
            "name": motion.review.slug,
            "title": _by_language(motion.review, "title"),
            "timezone": motion.review.timezone,
        },
        "motion": {
            "number": motion.number,
            "reference": motion.reference,
            "kind": str(motion.kind),
            "title": _by_language(motion, "title"),
            "explanation": _by_language(motion, "explanation"),
            **_session(motion),
        },
        "texts": _texts(motion),
        **_words(motion),
        **_rollup(motion),
        "roll": [_seat(each) for each in entries],
        "rules": motion.rules,
        "rule": _spoken(lambda: rule_with_chair(rules, chair_of(rules, entries))),
        **_times(motion),
        "outcome": motion.outcome,
        "comparisons": _comparisons(rules, motion.outcome or {}),
        "ballots": _ballots(motion, ballots, said),
        "reservations": _reservations(motion, ballots, said),
        "corrections": corrections_as_data(motion),
        **({"amendment": amendment_as_data(motion)} if motion.kind == Kind.AMENDMENT else {}),
    }


def _session(motion: Motion) -> dict[str, Any]:
    """Return the live session in which the vote was held; the roll says who was present."""
    sitting = motion.sitting
    if sitting is None:
        return {}
    return {"session": {"reference": sitting.reference, "title": sitting.title}}


def _reservations(motion: Motion, ballots: list[Ballot], said: Said) -> list[dict[str, Any]]:
    """Return the passages and the replies of the reservations that are meant for everybody."""
    counting = set(said.votes.values())
    public = [each for each in ballots if each.reference in counting and hasattr(each, "published")]
    return [
        {
            "ballot": row.ballot.reference,
            "seat": row.ballot.entry.seat_reference,
            "passages": [
                {
                    "chapter": passage.chapter.slug,
                    "version": passage.number,
                    "language": passage.language,
                    "block": str(passage.key),
                    "beginning": passage.beginning,
                }
                for passage in row.passages
            ],
            "replies": replies_as_data(row.replies),
        }
        for row in reservations_shown(motion, public)
    ]


def _spoken(say: Callable[[], str]) -> dict[str, str]:
    """Return a sentence in every language of the interface."""
    spoken = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            spoken[code] = say()
    return spoken


def _by_language(instance: object, field: str) -> dict[str, str]:
    texts = {
        code: getattr(instance, f"{field}_{code.replace('-', '_')}", "")
        for code in settings.MODELTRANSLATION_LANGUAGES
    }
    return {code: text for code, text in texts.items() if text}


def _texts(motion: Motion) -> list[dict[str, Any]]:
    texts = motion.texts.select_related("rendering__version__chapter").order_by(
        "rendering__version__chapter__position", "-authentic", "rendering__language"
    )
    return [
        {
            "chapter": text.rendering.version.chapter.slug,
            "title": _by_language(text.rendering.version.chapter, "title"),
            "version": text.rendering.version.number,
            "language": text.rendering.language,
            "sha256": text.sha256,
            "authentic": text.authentic,
        }
        for text in texts
    ]


def _words(motion: Motion) -> dict[str, Any]:
    """Return the exact words of a question of procedure; of other motions nothing."""
    if motion.kind != Kind.PROCEDURE:
        return {}
    fields = ("language", "title", "explanation", "sha256", "authentic")
    return {"words": list(motion.words.order_by("-authentic", "language").values(*fields))}


def _rollup(motion: Motion) -> dict[str, Any]:
    """Return the vote chapter by chapter that a motion belongs to; nothing where it has none."""
    rollup = motion.rollup or motion.whole_of
    if rollup is None:
        return {}
    return {
        "rollup": {
            "number": rollup.number,
            "title": _by_language(rollup, "title"),
            "rule": str(rollup.rule),
            "part": "chapter" if motion.rollup_id else "whole",
        }
    }


def _seat(entry: RollEntry) -> dict[str, Any]:
    (plain,) = Roll((plain_seat(entry),)).as_data()
    return {**plain, "name": entry.institution_name}


def _times(motion: Motion) -> dict[str, Any]:
    moves = list(motion.extensions.order_by("pk"))
    return {
        "times": {
            "noticed_at": format_instant(motion.put_at),
            "opens_at": format_instant(motion.opens_at),
            "vote_opened_at": format_instant(motion.escalated_at) if motion.escalated_at else None,
            "closes_at": format_instant(motion.closes_at),
            "closed_at": format_instant(motion.closed_at) if motion.closed_at else None,
        },
        "extensions": [
            {
                "cause": str(move.cause),
                "stage": str(move.stage),
                "since": format_instant(move.since),
                "until": format_instant(move.until),
                "before": format_instant(move.before),
                "after": format_instant(move.after),
                "reason": move.reason,
            }
            for move in moves
        ],
    }


def _comparisons(rules: Rules, outcome: dict[str, Any]) -> list[dict[str, Any]]:
    """Return every comparison, with what was asked in each language of the interface."""
    spoken: dict[str, list[tuple[str, Line]]] = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            quorum, tests = arithmetic(rules, outcome)
            spoken[code] = [
                *(("acceptance", line) for line in accepting(rules, outcome)),
                *(("quorum", line) for line in quorum),
                *(("condition", line) for line in tests),
            ]
    codes = list(spoken)
    return [
        {
            "part": part,
            "asked": {code: spoken[code][place][1].asked for code in codes},
            "block": line.block,
            "value": line.value,
            "of": line.of,
            "needed": line.needed,
            "empty": line.empty,
            "passed": line.passed,
        }
        for place, (part, line) in enumerate(spoken[codes[0]])
    ]


def _ballots(motion: Motion, ballots: list[Ballot], said: Said) -> list[dict[str, Any]]:
    reasons = _public_reasons(motion.review.log_id, [ballot.reference for ballot in ballots])
    counting = {*said.votes.values(), *said.objections.values()}
    return [
        {
            **plain_ballot(ballot).as_data(),
            "cast_at": format_instant(ballot.cast_at),
            "stage": str(Stage.SILENCE if ballot.reference in said.heard else Stage.VOTE),
            "counts": ballot.reference in counting,
            "reason": reasons.get(ballot.reference, ""),
        }
        for ballot in ballots
    ]


def _public_reasons(log_id: int, references: list[str]) -> dict[str, str]:
    """Return the reasons that the public ledger opens, by the ballot they belong to."""
    reasons: dict[str, str] = {}
    for first in range(0, len(references), _SUBJECTS_AT_ONCE):
        reasons |= _opened(log_id, references[first : first + _SUBJECTS_AT_ONCE])
    return {reference: reason for reference, reason in reasons.items() if reason}


def _opened(log_id: int, references: Iterable[str]) -> dict[str, str]:
    opened = Opening.objects.filter(
        entry__log_id=log_id, entry__subject__in=list(references), field="reason", public=True
    )
    return dict(opened.order_by("entry__index").values_list("entry__subject", "value"))
