"""Who is present in a live session: what was recorded, entered in the ledger, and frozen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from consult.core.models import Entry
from consult.council.actions import open_in_session
from consult.council.models import Motion, Proxy, RollEntry, Sitting
from consult.ledger.leaf import Leaf
from tests.council.conftest import Council

Give = Callable[..., Proxy]
Says = Callable[..., Sitting]
Move = Callable[..., None]
PutLive = Callable[..., Motion]


def recorded(sitting: Sitting) -> list[tuple[bool, Any, Any]]:
    return list(sitting.presences.order_by("pk").values_list("joined", "proxy", "recorded_by"))


def entered() -> list[tuple[str, bool, str | None]]:
    found = Entry.objects.filter(event="session.presence.v1").order_by("index")
    leaves = [Leaf.decode(bytes(entry.leaf)) for entry in found]
    return [(leaf.actor, leaf.data["joined"], leaf.data.get("proxy")) for leaf in leaves]


def frozen(motion: Motion) -> list[bool | None]:
    roll = RollEntry.objects.filter(motion=motion).order_by("position")
    return list(roll.values_list("present", flat=True))


def opened(council: Council, sitting: Sitting, motion: Motion) -> Motion:
    return open_in_session(actor=council.secretary, sitting_id=sitting.pk, motion_id=motion.pk)
