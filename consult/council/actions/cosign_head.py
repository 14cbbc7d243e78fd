"""An observer confirms that the head they keep is one of this log's, after a check."""

from __future__ import annotations

from typing import Any

from consult.accounts.permissions import require
from consult.core.errors import DomainError, N_
from consult.core.journal import prove_consistency, record
from consult.core.models import Log
from consult.core.signing import public_key
from consult.core.transactions import command, step
from consult.council.models import Cosignature
from consult.council.selectors.clock import database_now
from consult.ledger.checkpoint import (
    Checkpoint,
    open_checkpoint,
    parse_verifier_key,
    read_checkpoint,
)
from consult.ledger.errors import LedgerError
from consult.ledger.instant import format_instant
from consult.ledger.proof import verify_consistency
from consult.reviews.models import Review


class HeadUnreadable(DomainError):
    """A text is no signed head, or not one by this installation's present key."""

    code = "head_unreadable"
    field = "head"
    status = 400
    message = N_(
        "This is no head that this site’s present key has signed. Paste all lines of the head, "
        "the empty one and the signature among them."
    )


class HeadOfAnotherLog(DomainError):
    """A head belongs to the log of another review."""

    code = "head_of_another_log"
    field = "head"
    status = 400
    message = N_("This head belongs to another log than that of this review.")


class HeadContradicts(DomainError):
    """A head that was signed here does not fit the log as it stands: the log was rewritten."""

    code = "head_contradicts"
    field = "head"
    status = 409
    message = N_(
        "This head bears this site’s signature, and the log of today does not contain what it "
        "signed. That must never happen. Keep the head and show it to the other observers."
    )


@step
def cosign_head_step(*, actor: Any, review: Review, head: str) -> Cosignature:
    """Record that an observer keeps a signed head of a review's log and stands by it.

    Guarantees that the head bears this installation's signature, belongs to this log, and that
    the log has only grown since (RFC 9162, 2.1.4). Size and root enter the ledger under the
    observer's reference. The same head by the same observer again changes nothing. Raises
    `HeadUnreadable`, `HeadOfAnotherLog` or `HeadContradicts`.
    """
    require(actor, "council.cosign_head", review)
    log = Log.objects.select_for_update().get(pk=review.log_id)
    kept = _opened(head)
    if kept.origin != log.origin:
        raise HeadOfAnotherLog()
    if not kept.size:
        raise HeadUnreadable()
    now = read_checkpoint(log.head)
    if kept.size > now.size or not verify_consistency(
        kept.size, now.size, prove_consistency(log, kept.size), kept.root, now.root
    ):
        raise HeadContradicts()
    cosignature, new = Cosignature.objects.get_or_create(
        review=review,
        observer=actor,
        size=kept.size,
        defaults={"root": kept.root.hex(), "cosigned_at": database_now()},
    )
    if new:
        record(
            log.pk,
            "head.cosigned.v1",
            actor=actor.reference,
            subject=actor.reference,
            data={
                "size": kept.size,
                "root": kept.root.hex(),
                "cosigned_at": format_instant(cosignature.cosigned_at),
            },
        )
    return cosignature


def _opened(head: str) -> Checkpoint:
    lines = head.replace("\r", "").strip()
    try:
        return open_checkpoint(f"{lines}\n", parse_verifier_key(public_key()))
    except LedgerError as error:
        raise HeadUnreadable() from error


@command
def cosign_head(**arguments: Any) -> Cosignature:
    """Record that an observer keeps a signed head: see `cosign_head_step`."""
    return cosign_head_step(**arguments)
