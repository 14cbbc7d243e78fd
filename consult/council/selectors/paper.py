"""Paper ballots as the secretariat and the council see them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from consult.core.errors import NotThere
from consult.core.languages import Shown
from consult.council.models import Motion, PaperEntry, PaperPair, PaperScan, RollPerson
from consult.council.rules.motion import DECIDED
from consult.council.rules.paper import Reading, differing
from consult.council.selectors.names import name_shown


def pending_entries(motion: Motion) -> QuerySet[PaperEntry]:
    """Return the entries of a motion that wait for a second person."""
    return PaperEntry.objects.filter(motion=motion, followed=None, following=None)


def papers_of(motion: Motion) -> dict[UUID, PaperPair]:
    """Return the two entries of each ballot that came on paper, by ballot, in one query."""
    pairs = PaperPair.objects.filter(ballot__motion=motion)
    found = pairs.select_related("first__entered_by", "second__entered_by")
    return {pair.ballot_id: pair for pair in found if pair.ballot_id is not None}


@dataclass(frozen=True, slots=True)
class PaperShown:
    """A paper that waits, or whose two entries differ, as one person of the secretariat sees it.

    `readable` says whether the reader is one of those who entered it; others see no choice.
    """

    institution: Shown
    entries: list[PaperEntry]
    differs: list[str]
    readable: bool


def _shown(entries: list[PaperEntry], reader: Any) -> PaperShown:
    readings = [Reading(each.choice, each.reason) for each in entries]
    return PaperShown(
        institution=name_shown(entries[0].entry.institution_name),
        entries=entries,
        differs=differing(*readings) if len(readings) == 2 else [],
        readable=reader.pk in {each.entered_by_id for each in entries},
    )


def papers_waiting(motion: Motion, reader: Any) -> list[PaperShown]:
    """Return the papers that wait for a second entry, in one query."""
    found = pending_entries(motion).select_related("entry", "person", "entered_by")
    return [_shown([each], reader) for each in found.order_by("entered_at")]


def papers_differing(motion: Motion, reader: Any) -> list[PaperShown]:
    """Return the papers whose two entries differ, the newest first, in one query."""
    pairs = PaperPair.objects.filter(first__motion=motion, ballot=None).order_by("-pk")
    found = pairs.select_related(
        *(f"{which}__{what}" for which in ("first", "second") for what in _PARTS)
    )
    return [_shown([pair.first, pair.second], reader) for pair in found]


_PARTS = ("entry", "person", "entered_by")


def holders_of(motion: Motion) -> list[RollPerson]:
    """Return the people of the roll, by seat and rank, in one query."""
    people = RollPerson.objects.filter(entry__motion=motion).select_related("entry", "user")
    return list(people.order_by("entry__position", "entry", "rank"))


def scan_to_see(motion: Motion, sha256: str, reader: Any) -> PaperScan:
    """Return a scan of a motion to who entered it and, of a ballot once closed, to the room.

    Raises `NotThere`.
    """
    entries = PaperEntry.objects.filter(motion=motion, scan=sha256)
    mine = Q(entered_by=reader.pk)
    if motion.state in DECIDED:
        mine |= Q(followed__ballot__isnull=False) | Q(following__ballot__isnull=False)
    if not entries.filter(mine).exists():
        raise NotThere()
    return PaperScan.objects.get(pk=sha256)
