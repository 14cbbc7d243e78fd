"""The states of a publication, and what it refuses."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from consult.core.errors import DomainError, N_
from consult.ledger.canonical import canonical_bytes

AT_ONCE: Final = 500
"""Blocks and anchors together that are published while the editor waits: these take well under a
second on a small server, so that a page to watch would only be in the way."""

SILENT_FOR: Final = timedelta(hours=1)
"""A publication that has said nothing for so long has died, and another may begin. It is longer
than a dead worker's task takes to be given up."""


class PublicationState(StrEnum):
    """Asked for, being prepared outside a transaction, being written in one, and how it ended."""

    WAITING = "waiting"
    PREPARING = "preparing"
    WRITING = "writing"
    PUBLISHED = "published"
    FAILED = "failed"


RUNNING: Final = frozenset(
    {PublicationState.WAITING, PublicationState.PREPARING, PublicationState.WRITING}
)


def is_running(state: str, changed_at: datetime, now: datetime) -> bool:
    """Say whether a publication goes on: begun, not over, and heard of lately."""
    return state in RUNNING and now - changed_at < SILENT_FOR


def print_of(stored: Sequence[Mapping[str, Any]]) -> str:
    """Return the SHA-256 of a draft's stored blocks, which tells whether somebody changed it."""
    return hashlib.sha256(canonical_bytes(list(stored))).hexdigest()


class PublicationOvertaken(DomainError):
    """The text in force or the drafts are others than when publishing began."""

    code = "publication_overtaken"
    status = 409
    message = N_(
        "The drafts or the published text changed while the version was being prepared, so "
        "nothing was published. Look at the drafts again, then publish."
    )


class PublicationBroken(DomainError):
    """Something failed that nobody foresaw; the log says what."""

    code = "publication_broken"
    status = 500
    message = N_(
        "Publishing broke off because of a fault in this site, and nothing was published. The "
        "drafts are unchanged. Try again; if it happens again, tell the people who run this site."
    )
