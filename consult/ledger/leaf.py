"""The leaf: one entry of a review's log, in the form that is hashed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from consult.ledger.canonical import canonical_bytes, parse_canonical
from consult.ledger.errors import LedgerError
from consult.ledger.events import EVENTS
from consult.ledger.instant import parse_instant
from consult.ledger.merkle import leaf_hash
from consult.ledger.shape import Data, Instant, Record, Text, Whole

_VERSION = 1
_FORM = Record(
    {
        "v": Whole(_VERSION),
        "log": Text(),
        "index": Whole(),
        "event": Text(),
        "at": Instant(),
        "actor": Text(),
        "subject": Text(),
        "data": Data(),
        "committed": Data(),
    }
)


class LeafMalformed(LedgerError):
    """Data has not the form of a leaf, or not that of the event it names."""


@dataclass(frozen=True)
class Leaf:
    """What happened (`event`), when (`at`), by whom (`actor`), to what (`subject`), with its data.

    `log` is the origin that the head names too; `index` counts from 0. Actor and subject are
    opaque references. `committed` maps the event's committed fields to their commitments. The
    constructor does not check; `encode` and `parse` do.
    """

    log: str
    index: int
    event: str
    at: str
    actor: str
    subject: str
    data: Mapping[str, Any]
    committed: Mapping[str, str] = field(default_factory=dict)

    @property
    def moment(self) -> datetime:
        """Return the time of the entry as an aware datetime."""
        return parse_instant(self.at)

    def as_data(self) -> dict[str, Any]:
        """Return the leaf as the object that is written."""
        return {
            "v": _VERSION,
            "log": self.log,
            "index": self.index,
            "event": self.event,
            "at": self.at,
            "actor": self.actor,
            "subject": self.subject,
            "data": dict(self.data),
            "committed": dict(self.committed),
        }

    def encode(self) -> bytes:
        """Return the canonical bytes of the leaf.

        Raises LeafMalformed for what breaks its form, NotRepresentable for values that canonical
        JSON does not know.
        """
        value = self.as_data()
        require_leaf(value)
        return canonical_bytes(value)

    def hash(self) -> bytes:
        """Return the leaf's hash in the Merkle tree."""
        return leaf_hash(self.encode())

    @classmethod
    def parse(cls, value: Any) -> Leaf:
        """Return the leaf that an object holds; raises LeafMalformed with the field at fault."""
        require_leaf(value)
        return cls(**{name: value[name] for name in _FORM.fields if name != "v"})

    @classmethod
    def decode(cls, data: bytes) -> Leaf:
        """Read canonical bytes; raises NotCanonical or LeafMalformed."""
        return cls.parse(parse_canonical(data))


def require_leaf(value: Any) -> None:
    """Refuse an object that is no leaf of this version, or whose event has other fields."""
    trouble = _FORM.problem(value, "leaf")
    if trouble is None and value["v"] != _VERSION:
        trouble = f"leaf.v is {value['v']}, and this release knows only {_VERSION}"
    if trouble is None:
        event = EVENTS.get(value["event"])
        if event is None:
            trouble = f"{value['event']} is no event that this release knows"
        else:
            trouble = event.problem(value["data"], value["committed"])
    if trouble:
        raise LeafMalformed(trouble)
