"""The kinds of text that are judged, and the one handler of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from moderation.models import Case, Decision


@dataclass(frozen=True, slots=True)
class Subject:
    """What a moderator sees of a text. `html` is sanitised; `original` is as it was typed.

    `passage` are the words it is about, `thread_title` where it stands, `in_reply_to` the number
    of what it answers and `reply_html` its sanitised text in `reply_language`, each empty where
    there is none; `url` is a page that shows its context. `revision` numbers the wordings that the
    author has sent.
    """

    html: str
    original: str
    language: str
    author_name: str
    organisation_name: str
    passage: str
    passage_language: str
    thread_title: object
    in_reply_to: str
    posted_at: datetime
    url: str
    reply_html: str = ""
    reply_language: str = ""
    revision: int = 1


@dataclass(frozen=True, slots=True)
class Words:
    """A text as it was typed, to be compared with others of its place.

    Texts of one `place` may be one campaign, and a text without one never is; `lock` holds the same
    lock for all texts of a place.
    """

    text: str
    place: str


@dataclass(frozen=True, slots=True)
class Typed:
    """A text as it was typed, for those who mark words in it.

    Where it is redacted, at `spans`, `text` holds U+0000. `revision` is the number of the wording.
    """

    text: str
    spans: list[tuple[int, int]]
    revision: int


@dataclass(frozen=True, slots=True)
class Wording:
    """A wording that the author has replaced, with gaps where words of it were redacted."""

    number: int
    text: str
    replaced_at: datetime


@dataclass(frozen=True, slots=True)
class Addressee:
    """Whom to tell about a decision; `receipt_url` is a path. Without an address nobody is told.

    `token` is the key to the receipt, with which its holder may leave a campaign.
    """

    email: str
    language: str
    name: str
    receipt_url: str
    token: str = ""


class SubjectHandler(Protocol):
    """What moderation asks of the room that a kind of text belongs to."""

    kind: str

    def show(self, ids: Iterable[UUID]) -> dict[UUID, Subject]:
        """Return the subjects by their id in a fixed number of queries."""

    def words(self, ids: Iterable[UUID]) -> dict[UUID, Words]:
        """Return what the subjects say and where, by their id, in one query that reads no more."""

    def lock(self, subject_id: UUID) -> None:
        """Lock what `apply` will write, before the case is locked."""

    def apply(self, case: Case, decision: Decision) -> None:
        """Carry out a decision inside its transaction."""

    def hide(self, case: Case, until: datetime) -> None:
        """Keep a published text from the public until a moment that every reader compares."""

    def show_again(self, case: Case) -> None:
        """End the hiding of a text, if it is hidden."""

    def publish_unread(self, case: Case, now: datetime) -> None:
        """Show a text before anybody decided about it; what `lock` locks is locked."""

    def typed(self, subject_id: UUID) -> Typed:
        """Return the text in which a moderator marks words."""

    def sealed(self, subject_id: UUID) -> str:
        """Return the whole text behind the gaps, "" where there are none: for who judges them."""

    def earlier(self, subject_id: UUID) -> list[Wording]:
        """Return the wordings that the author has replaced, the first one first."""

    def part(self, subject_id: UUID) -> None:
        """Let a text that was shown with a campaign stand by itself, if it was."""

    def succeed(self, subject_id: UUID, campaign_id: UUID) -> None:
        """Let a text that is counted in a campaign stand for it from now on."""

    def dissolve(self, campaign_id: UUID) -> None:
        """Let every text that is counted in a campaign stand by itself."""

    def opens(self, subject_id: UUID, token: str) -> bool:
        """Say whether a token is the key to the author's receipt for this text."""

    def address(self, case: Case) -> Addressee:
        """Return whom to tell about the decision."""


class UnknownKind(LookupError):
    """A case names a kind that no room has registered; a system check prevents this."""


_handlers: dict[str, SubjectHandler] = {}


def register(handler: SubjectHandler) -> None:
    """Make `handler` the one handler of its kind; refuses a second one with `ValueError`."""
    known = _handlers.get(handler.kind)
    if known is not None and type(known) is not type(handler):
        raise ValueError(f"The kind {handler.kind} already has a handler.")
    _handlers[handler.kind] = handler


def handler_for(kind: str) -> SubjectHandler:
    """Return the handler of a kind; raises `UnknownKind`."""
    try:
        return _handlers[kind]
    except KeyError:
        raise UnknownKind(kind) from None


def registered_kinds() -> frozenset[str]:
    """Return the kinds that have a handler."""
    return frozenset(_handlers)


def subjects_of(cases: Sequence[Case]) -> dict[UUID, Subject]:
    """Return the texts of cases by the case's key, in one batch for each kind among them."""
    found: dict[UUID, Subject] = {}
    for kind, members in _by_kind(cases).items():
        shown = handler_for(kind).show([case.subject_id for case in members])
        found |= {case.pk: shown[case.subject_id] for case in members}
    return found


def words_of(cases: Sequence[Case]) -> dict[UUID, Words]:
    """Return what cases say and where, by the case's key, in one batch for each kind among them."""
    found: dict[UUID, Words] = {}
    for kind, members in _by_kind(cases).items():
        said = handler_for(kind).words([case.subject_id for case in members])
        found |= {case.pk: said[case.subject_id] for case in members}
    return found


def _by_kind(cases: Iterable[Case]) -> dict[str, list[Case]]:
    by_kind: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        by_kind[case.kind].append(case)
    return by_kind
