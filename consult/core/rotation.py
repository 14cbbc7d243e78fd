"""The signing key is replaced, and every log says so."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from consult.core.journal import record
from consult.core.models import Log
from consult.core.signing import make_key, public_key
from consult.core.transactions import command
from consult.ledger.canonical import parse_canonical

EVENT = "key.rotated.v1"


def replace_key_file() -> None:
    """Put a new key in the place of the one in use, which is kept beside it under its date.

    A step of `rotate_key` that no transaction holds: what follows from it can be repeated.
    """
    path = Path(settings.LEDGER_KEY_FILE)
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    following = path.with_name(f"{path.stem}.next{path.suffix}")
    make_key(following)
    path.with_name(f"{path.stem}.until-{moment}{path.suffix}").hardlink_to(path)
    # One atomic step, so that there is a key at every moment.
    following.replace(path)


@command
def announce_key(*, old_key: str) -> int:
    """Enter into every log that the present key has taken the place of `old_key`.

    Returns how many logs were told now. A log that knows already is left alone, so a rotation
    that was broken off is finished by calling this again. The new head is signed by the new key;
    the verifier accepts older heads by a key that such an entry names as replaced.
    """
    new_key = public_key()
    told = 0
    for log in Log.objects.order_by("pk"):
        if _knows(log, new_key):
            continue
        record(
            log.pk,
            EVENT,
            actor="system",
            subject=f"log:{log.origin}",
            data={"old_key": old_key, "new_key": new_key},
        )
        told += 1
    return told


def _knows(log: Log, key: str) -> bool:
    leaf = log.entries.filter(event=EVENT).order_by("-index").values_list("leaf", flat=True).first()
    return leaf is not None and bool(parse_canonical(bytes(leaf))["data"]["new_key"] == key)


def rotate_key() -> int:
    """Replace the signing key and enter the replacement into every log; return their number."""
    old_key = public_key()
    replace_key_file()
    return announce_key(old_key=old_key)
