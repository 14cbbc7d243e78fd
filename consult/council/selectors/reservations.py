"""Reservations with the passages that they are about, and the replies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F

from consult.core.languages import Shown
from consult.council.models import Ballot, Motion, ReservationReply, ReservedBlock
from consult.council.rules.ballot import Choice
from consult.council.rules.motion import DECIDED
from consult.council.rules.stage import choices_at
from consult.council.selectors.motion_page import MotionPage
from consult.council.selectors.names import name_shown
from consult.council.selectors.said import reason_of
from consult.drafts.models import BlockText, Chapter
from consult.ledger.instant import format_instant

# In characters: enough to recognise a paragraph by.
_BEGINNING = 90


@dataclass(frozen=True, slots=True)
class Passage:
    """A block of the authentic text: where it stands, and how it begins."""

    block: int
    key: UUID
    chapter: Chapter
    number: int
    position: int
    beginning: str
    language: str


@dataclass(slots=True)
class ReservationShown:
    """A ballot with reservations, its passages, and the replies to it in their order."""

    ballot: Ballot
    passages: list[Passage] = field(default_factory=list)
    replies: list[ReservationReply] = field(default_factory=list)

    @property
    def institution(self) -> Shown:
        """Return the name of the institution whose seat voted."""
        return name_shown(self.ballot.entry.institution_name)

    @property
    def reason(self) -> str:
        """Return what the reservations are."""
        return reason_of(self.ballot)


def passages_of(motion: Motion, blocks: Iterable[int] | None = None) -> list[Passage]:
    """Return the passages of a motion's authentic texts that have words, in one query.

    With `blocks`, only these.
    """
    authentic = motion.texts.filter(authentic=True)
    texts = BlockText.objects.filter(
        block__version__in=authentic.values("rendering__version"),
        language=F("block__version__renderings__language"),
        block__version__renderings__in=authentic.values("rendering"),
    ).exclude(text="")
    if blocks is not None:
        texts = texts.filter(block__in=list(blocks))
    ordered = texts.select_related("block__version__chapter").order_by(
        "block__version__chapter__position", "block__position"
    )
    return [
        Passage(
            block=each.block_id,
            key=each.block.key,
            chapter=each.block.version.chapter,
            number=each.block.version.number,
            position=each.block.position,
            beginning=_beginning(each.text),
            language=each.language,
        )
        for each in ordered
    ]


def _beginning(text: str) -> str:
    return text if len(text) <= _BEGINNING else f"{text[:_BEGINNING].rstrip()}…"


def reservations_shown(motion: Motion, ballots: Iterable[Ballot]) -> list[ReservationShown]:
    """Return those of the ballots that are reservations, in three queries, or none without any."""
    found = [each for each in ballots if each.choice == Choice.RESERVATIONS]
    rows = {each.pk: ReservationShown(each) for each in found}
    if not rows:
        return []
    blocks: dict[int, list[UUID]] = defaultdict(list)
    for reserved in ReservedBlock.objects.filter(ballot__in=rows):
        blocks[reserved.block_id].append(reserved.ballot_id)
    for passage in passages_of(motion, blocks):
        for ballot in blocks[passage.block]:
            rows[ballot].passages.append(passage)
    replies = ReservationReply.objects.filter(ballot__in=rows).select_related("replied_by")
    for reply in replies.order_by("pk"):
        rows[reply.ballot_id].replies.append(reply)
    return list(rows.values())


def replies_as_data(replies: Iterable[ReservationReply]) -> list[dict[str, Any]]:
    """Return replies as values that canonical JSON can hold; who replied stays in the room."""
    return [
        {
            "ballot": f"ballot:{reply.ballot_id}",
            "replied_at": format_instant(reply.replied_at),
            "text": reply.text,
        }
        for reply in replies
    ]


def later_replies(motion: Motion, recorded_after: datetime) -> list[dict[str, Any]]:
    """Return the replies that came after a moment, to reservations meant for everybody."""
    replies = ReservationReply.objects.filter(
        ballot__motion=motion, ballot__published__isnull=False, replied_at__gt=recorded_after
    )
    return replies_as_data(replies.order_by("pk"))


def counted_reservations(page: MotionPage) -> list[ReservationShown]:
    """Return the reservations that counted, in the order of the roll, once the motion is closed."""
    if page.motion.outcome is None:
        return []
    return reservations_shown(page.motion, [row.counting for row in page.rows if row.counting])


def own_passages(page: MotionPage) -> dict[str, list[Passage]]:
    """Return what the reader's ballots with reservations point at, by ballot."""
    mine = [cast.ballot for seat in page.own for cast in seat.ballots]
    rows = reservations_shown(page.motion, mine)
    return {str(row.ballot.pk): row.passages for row in rows if row.passages}


def offered_passages(page: MotionPage) -> list[Passage]:
    """Return the passages that a ballot cast now may point at."""
    offered = Choice.RESERVATIONS in choices_at(page.rules, page.stage)
    return passages_of(page.motion) if page.own and page.takes_ballots and offered else []


def counted_reservation(motion: Motion, ballot_id: UUID) -> Ballot | None:
    """Return a ballot that counted with reservations on a closed motion, with its entry."""
    if motion.state not in DECIDED or motion.outcome is None:
        return None
    found = motion.ballots.select_related("entry", "caster", "later", "published")
    ballot = found.filter(pk=ballot_id, choice=Choice.RESERVATIONS).first()
    counting = {each["ballot"] for each in motion.outcome["counting"]}
    return ballot if ballot is not None and ballot.reference in counting else None
