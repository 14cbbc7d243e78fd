"""The one list of events that a review's log may hold.

Each name carries a version. A change that would make an old entry unreadable is a new version
beside the old one; new words in a `OneOf` and new optional fields are not such a change. Open
fields are published as they are; committed fields enter as salted commitments only, since they
hold what a person may have erased.
"""

from __future__ import annotations

from collections.abc import Mapping

from consult.ledger.events.council import COUNCIL
from consult.ledger.events.kinds import EventRefused, EventType
from consult.ledger.events.moderation import MODERATION
from consult.ledger.events.motions import MOTIONS
from consult.ledger.events.texts import TEXTS

__all__ = ["EVENTS", "EventRefused", "EventType", "event_type"]

EVENTS: Mapping[str, EventType] = {
    one.name: one for one in (*TEXTS, *MODERATION, *COUNCIL, *MOTIONS)
}


def event_type(name: str) -> EventType:
    """Return the declaration of an event; raises EventRefused for a name not in the list."""
    try:
        return EVENTS[name]
    except KeyError:
        raise EventRefused(f"{name} is no event of this ledger") from None
