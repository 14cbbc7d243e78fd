"""What the decisions that stand on a comment make of it before the public."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from moderation.rules.states import Effect, Verdict

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Ruling:
    """A decision that stands, as far as a comment shows it.

    `rule` and `code_version` are what it cites, "" and 0 where nothing, a court's order as
    `BY_ORDER`; `revision` is the wording
    that was judged, and `by_author` says whether it answers the author's own appeal.
    """

    verdict: Verdict
    effect: Effect
    rule: str = ""
    code_version: int = 0
    revision: int = 1
    spans: tuple[Span, ...] = ()
    by_author: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the public sees: nothing yet, the text with the gaps of `gaps`, or the note of `note`.

    With neither `published` nor `note` the comment is as if it had never been shown.
    """

    published: bool
    note: Ruling | None
    gaps: Ruling | None


def outcome_of(rulings: Sequence[Ruling], revision: int, *, unread: bool = False) -> Outcome:
    """Return what decisions make of the wording `revision`, the oldest first.

    A request for changes puts a note only in the place of what was shown before. Words stay
    redacted, whatever else is decided on that wording, until the author's appeal against just that
    brings them back. `unread` says that a mode of the review published the text before anybody
    decided about it.
    """
    gaps = before = None
    ever = unread
    for ruling in rulings:
        ever |= ruling.effect is Effect.PUBLISH or ruling.verdict is not Verdict.REQUEST_CHANGES
        if ruling.spans:
            gaps = ruling
        elif before is not None and before.spans and _lifts(ruling):
            gaps = None
        before = ruling
    if before is None:
        return Outcome(unread, None, None)
    if gaps is not None and gaps.revision != revision:
        gaps = None
    # Another wording is not shown by a decision on the one before it.
    published = before.effect is Effect.PUBLISH and before.revision == revision
    return Outcome(published, before if ever and not published else None, gaps)


def _lifts(ruling: Ruling) -> bool:
    answers = ruling.verdict is Verdict.OVERTURN and ruling.by_author
    return answers and ruling.effect is Effect.PUBLISH
