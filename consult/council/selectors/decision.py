"""A council's decision as one document: its record, when it was certified, and its proofs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from consult.core.errors import NotThere
from consult.core.journal import prove_many
from consult.core.models import Entry, Log
from consult.core.signing import public_key
from consult.council.models import CarryingOut, Motion
from consult.council.rules.motion import DECIDED, Kind
from consult.council.selectors.corrections import corrections_as_data
from consult.council.selectors.record import record_of
from consult.council.selectors.reservations import later_replies
from consult.ledger.bundle import document_hash
from consult.ledger.instant import format_instant
from consult.ledger.leaf import Leaf
from consult.ledger.merkle import leaf_hash
from consult.reviews.models import Review

_SUBJECTS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Decision:
    """The motion, and the one document that every page and file about its result is made from."""

    motion: Motion
    document: dict[str, Any]

    @property
    def certified(self) -> bool:
        """Say whether the document is that of the certificate, which never changes."""
        return self.document["certified_at"] is not None


def decided(review: Review) -> QuerySet[Motion]:
    """Return the decided motions of a review, the newest first, without rehearsals."""
    return (
        Motion.objects.filter(review=review, state__in=sorted(DECIDED), rehearsal=False)
        .select_related("review", "certificate", "rollup", "whole_of")
        .order_by("-closed_at", "-number")
    )


def decision_called(review: Review, number: str) -> Decision:
    """Return the decision with this number; `NotThere` until it is made, and for a rehearsal."""
    motion = decided(review).filter(number=number).first()
    if motion is None:
        raise NotThere()
    return decision_of(motion)


def decision_of(motion: Motion) -> Decision:
    """Return the decision of a decided motion that `decided` loaded.

    Once it is certified, record and proofs are those that were kept then; `later_corrections` are
    what was corrected in its texts since, `later_replies` what was replied to published
    reservations, and `carried_out` of an amendment the version that holds it. Before, both are made
    from what stands now.
    """
    kept = getattr(motion, "certificate", None)
    record = kept.record if kept else record_of(motion)
    later = corrections_as_data(motion, recorded_after=kept.made_at) if kept else []
    replied = later_replies(motion, kept.made_at) if kept and record.get("reservations") else []
    certified_at = format_instant(motion.certified_at) if motion.certified_at else None
    return Decision(
        motion,
        {
            "record": record,
            "record_sha256": kept.record_sha256 if kept else document_hash(record),
            "certified_at": certified_at,
            "later_corrections": later,
            **_carrying_out(motion),
            "later_replies": replied,
            "ledger": kept.ledger if kept else proofs_of(motion),
        },
    )


def _carrying_out(motion: Motion) -> dict[str, Any]:
    """Return of an amendment which version holds what was adopted, null while none does."""
    if motion.kind != Kind.AMENDMENT:
        return {}
    found = CarryingOut.objects.select_related("version").filter(amendment__motion=motion).first()
    return {
        "carried_out": found
        and {
            "version": found.version.number,
            "recorded_at": format_instant(found.recorded_at),
        }
    }


def proofs_of(motion: Motion) -> dict[str, Any]:
    """Return the ledger's head and each entry of a motion with its proof under that head.

    Proofs are audit paths of RFC 9162, 2.1.3, from the leaf upwards, in hexadecimal.
    """
    ballots = [f"ballot:{key}" for key in motion.ballots.values_list("pk", flat=True)]
    return proofs_about(motion.review, [motion.reference, *ballots])


def proofs_about(review: Review, subjects: list[str]) -> dict[str, Any]:
    """Return the ledger's head and each entry about these subjects with its proof: `proofs_of`."""
    log = Log.objects.get(pk=review.log_id)
    leaves = _leaves(subjects, log)
    paths = prove_many(log, leaves)
    return {
        "origin": log.origin,
        "key": public_key(),
        "head": log.head,
        "entries": [
            {
                "index": index,
                "hash": leaf_hash(leaf).hex(),
                "leaf": Leaf.decode(leaf).as_data(),
                "path": [digest.hex() for digest in paths[index]],
            }
            for index, leaf in leaves.items()
        ],
    }


def _leaves(subjects: list[str], log: Log) -> dict[int, bytes]:
    """Return the leaves about these subjects by their places, in the log's order."""
    found: dict[int, bytes] = {}
    for first in range(0, len(subjects), _SUBJECTS_AT_ONCE):
        entries = Entry.objects.filter(
            log=log, subject__in=subjects[first : first + _SUBJECTS_AT_ONCE]
        )
        found |= {index: bytes(leaf) for index, leaf in entries.values_list("index", "leaf")}
    return dict(sorted(found.items()))
