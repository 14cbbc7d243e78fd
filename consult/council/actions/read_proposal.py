"""What the secretary proposes, cleaned and read before anything is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from consult.core.errors import DomainError, N_
from consult.core.text import clean_line, clean_text
from consult.council.actions.read_amendment import AmendmentAsked
from consult.council.rules.amendment_errors import AmendmentEmpty
from consult.council.rules.motion import Kind
from consult.council.rules.reader import parse_rules
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
) -> Proposal:
    """Reads only. Return the proposal with cleaned texts and readable rules.

    `asked` is what a form asked for in other words, which a draft keeps for that form; an amendment
    comes as `read_amendment` read it. Raises `MotionUntitled`, `MandateRehearsed`,
    `AmendmentRehearsed`, `AmendmentEmpty`, `RulesMalformed`, and the `RulesImpossible` of rules by
    which no council should decide.
    """
    titles = {f"title_{code}": clean_line(text) for code, text in title.items()}
    if not any(titles.values()):
        raise MotionUntitled()
    if rehearsal and kind == Kind.MANDATE:
        raise MandateRehearsed()
    if rehearsal and kind == Kind.AMENDMENT:
        raise AmendmentRehearsed()
    if kind == Kind.AMENDMENT and amendment is None:
        raise AmendmentEmpty()
    read = parse_rules(rules)
    validate_rules(read)
    explained = {f"explanation_{code}": clean_text(text) for code, text in explanation.items()}
    return Proposal(
        review=review,
        columns=titles | explained,
        versions=versions,
        authentic_language=authentic_language,
        rules=read.as_data(),
        opens_at=opens_at,
        closes_at=closes_at,
        kind=Kind(kind),
        rehearsal=rehearsal,
        asked=asked or {},
        amendment=amendment,
    )
