"""What the secretary proposes, cleaned and read before anything is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from consult.core.errors import DomainError, N_
from consult.core.text import clean_line, clean_text
from consult.council.actions.read_amendment import AmendmentAsked
from consult.council.models import Sitting
from consult.council.rules.amendment_errors import AmendmentEmpty
from consult.council.rules.live import require_session, voting_ends
from consult.council.rules.motion import Kind
from consult.council.rules.reader import parse_rules
from consult.council.rules.ruleset import Rules
from consult.council.rules.sitting import require_not_ended
from consult.council.rules.validation import validate_rules
from consult.drafts.models import Version
from consult.ledger.instant import format_instant
from consult.reviews.models import Review


class MotionUntitled(DomainError):
    """The council must know what it votes on."""

    code = "motion_untitled"
    field = "title"
    message = N_("Give the motion a title in at least one language.")


class MandateRehearsed(DomainError):
    """What a mandate allows is real, so it is adopted by a real motion."""

    code = "mandate_rehearsed"
    field = "rehearsal"
    message = N_("An editorial mandate cannot be rehearsed. Rehearse a motion on the text.")


class QuestionUnworded(DomainError):
    """Title and explanation are all that a question of procedure puts to the vote."""

    code = "question_unworded"
    field = "explanation"
    message = N_(
        "The title and the explanation are what the council votes on. Write both in the authentic "
        "language."
    )


class QuestionOnTexts(DomainError):
    """A question of procedure is about no text, so none is frozen with it."""

    code = "question_on_texts"
    field = "versions"
    message = N_(
        "A question of procedure is about no text of the report. Choose no text, or choose what "
        "else the motion is about."
    )


class AmendmentRehearsed(DomainError):
    """What editors carry out is decided by a real motion."""

    code = "amendment_rehearsed"
    message = N_("An amendment cannot be rehearsed. Rehearse a motion on the text.")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A motion as it is to be put: `columns` are title and explanation by language."""

    review: Review
    columns: dict[str, str]
    versions: Sequence[Version]
    authentic_language: str
    rules: dict[str, Any]
    opens_at: datetime | None
    closes_at: datetime
    kind: Kind
    rehearsal: bool
    asked: Mapping[str, str]
    amendment: AmendmentAsked | None = None
    sitting: Sitting | None = None
    voting_seconds: int | None = None

    def times(self, now: datetime) -> tuple[datetime, datetime]:
        """Return opening and deadline; in a live session the earliest, which the chair moves."""
        if self.sitting is None or self.voting_seconds is None:
            return self.opens_at or now, self.closes_at
        opens_at = max(now, self.sitting.starts_at)
        return opens_at, voting_ends(opens_at, self.voting_seconds)

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
            "kind": str(self.kind),
            "rehearsal": self.rehearsal,
            **({"amendment": self.amendment.kept()} if self.amendment else {}),
            **(
                {"session": self.sitting.reference, "voting_seconds": self.voting_seconds}
                if self.sitting
                else {}
            ),
        }

    def kept(self) -> dict[str, Any]:
        """Return what a draft keeps until it is noticed."""
        return {
            "versions": [str(version.pk) for version in self.versions],
            "authentic_language": self.authentic_language,
            "at_once": self.opens_at is None,
            "asked": dict(self.asked),
            **({"amendment": self.amendment.kept()} if self.amendment else {}),
        }


def read_proposal(
    *,
    review: Review,
    title: Mapping[str, str],
    explanation: Mapping[str, str],
    versions: Sequence[Version],
    authentic_language: str,
    rules: dict[str, Any],
    opens_at: datetime | None,
    closes_at: datetime,
    kind: str = Kind.TEXT,
    rehearsal: bool = False,
    asked: Mapping[str, str] | None = None,
    amendment: AmendmentAsked | None = None,
    sitting: Sitting | None = None,
    voting_seconds: int | None = None,
) -> Proposal:
    """Reads only. Return the proposal with cleaned texts and readable rules.

    `asked` is what a form asked for in other words, which a draft keeps for that form; an amendment
    comes as `read_amendment` read it. With `sitting`, the chair of that live session opens the
    vote, for `voting_seconds`, and the times count for nothing. Raises `MotionUntitled`,
    `MandateRehearsed`, `AmendmentRehearsed`, `AmendmentEmpty`, `QuestionUnworded` and
    `QuestionOnTexts` of a question of procedure, `RulesMalformed`, the `RulesImpossible` of rules
    by which no council should decide, `SessionMissing` and `SessionUnused` where rules and session
    do not go together, and `SittingEnded`.
    """
    columns = _read_words(title, explanation)
    _require_fit(Kind(kind), versions, rehearsal=rehearsal, amended=amendment is not None)
    if kind == Kind.PROCEDURE:
        wanted = (f"title_{authentic_language}", f"explanation_{authentic_language}")
        require_words(*(columns.get(name, "") for name in wanted))
    read = _read_rules(rules, sitting, voting_seconds)
    return Proposal(
        review=review,
        columns=columns,
        versions=versions,
        authentic_language=authentic_language,
        rules=read.as_data(),
        opens_at=opens_at,
        closes_at=closes_at,
        kind=Kind(kind),
        rehearsal=rehearsal,
        asked=asked or {},
        amendment=amendment,
        sitting=sitting,
        voting_seconds=voting_seconds if sitting else None,
    )


def _read_words(title: Mapping[str, str], explanation: Mapping[str, str]) -> dict[str, str]:
    """Return title and explanation by language, cleaned; raises `MotionUntitled`."""
    titles = {f"title_{code}": clean_line(text) for code, text in title.items()}
    if not any(titles.values()):
        raise MotionUntitled()
    return titles | {f"explanation_{code}": clean_text(text) for code, text in explanation.items()}


def _require_fit(
    kind: Kind, versions: Sequence[Version], *, rehearsal: bool, amended: bool
) -> None:
    """Refuse what a motion of a kind cannot be."""
    if rehearsal and kind is Kind.MANDATE:
        raise MandateRehearsed()
    if rehearsal and kind is Kind.AMENDMENT:
        raise AmendmentRehearsed()
    if kind is Kind.AMENDMENT and not amended:
        raise AmendmentEmpty()
    if kind is Kind.PROCEDURE and versions:
        raise QuestionOnTexts()


def _read_rules(
    rules: dict[str, Any], sitting: Sitting | None, voting_seconds: int | None
) -> Rules:
    """Return readable rules by which a council can decide, there where it meets."""
    read = parse_rules(rules)
    require_session(read, live=sitting is not None and bool(voting_seconds))
    validate_rules(read)
    if sitting is not None:
        require_not_ended(sitting.state)
    return read


def require_words(title: str, explanation: str) -> None:
    """Reads only. Refuse a question that lacks one of both; raises `QuestionUnworded`."""
    if not title or not explanation:
        raise QuestionUnworded()
