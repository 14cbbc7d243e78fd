"""The receipt: what a participant keeps to prove, offline, that their entry is in the log."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from consult.ledger.bundle import BundleMalformed, Opening, parse_openings
from consult.ledger.canonical import canonical_bytes, parse_canonical
from consult.ledger.errors import LedgerError
from consult.ledger.shape import Data, Digest, ListOf, Record, Text, Whole

FORMAT = "consult-receipt/1"
_FORM = Record(
    {
        "format": Text(),
        "key": Text(),
        "head": Text(),
        "leaf": Data(),
        "index": Whole(),
        "path": ListOf(Digest()),
        "opened": Data(),
    }
)


class ReceiptMalformed(LedgerError):
    """Data is no receipt."""


@dataclass(frozen=True)
class Receipt:
    """One leaf with its path to a signed head, and what stands behind its commitments.

    Only the form is checked; whether it proves anything is for the verifier to say.
    """

    key: str
    head: str
    leaf: Any
    index: int
    path: Sequence[bytes]
    opened: Mapping[str, Opening]

    def encode(self) -> bytes:
        """Return the canonical bytes of the receipt."""
        return canonical_bytes(
            {
                "format": FORMAT,
                "key": self.key,
                "head": self.head,
                "leaf": self.leaf,
                "index": self.index,
                "path": [digest.hex() for digest in self.path],
                "opened": {name: opening.as_data() for name, opening in self.opened.items()},
            }
        )

    @classmethod
    def decode(cls, data: bytes) -> Receipt:
        """Read a receipt; raises NotCanonical or ReceiptMalformed."""
        value = parse_canonical(data)
        if trouble := _FORM.problem(value, "receipt"):
            raise ReceiptMalformed(trouble)
        if value["format"] != FORMAT:
            raise ReceiptMalformed(f"the format is {value['format']}, not {FORMAT}")
        try:
            opened = parse_openings(value["opened"])
        except BundleMalformed as error:
            raise ReceiptMalformed(str(error)) from error
        path = [bytes.fromhex(digest) for digest in value["path"]]
        return cls(value["key"], value["head"], value["leaf"], value["index"], path, opened)


def build_receipt(
    *,
    key: str,
    head: str,
    leaf: bytes,
    path: Sequence[bytes],
    opened: Mapping[str, Opening],
) -> bytes:
    """Return the bytes of a receipt for a canonical leaf and its path to the signed head."""
    value = parse_canonical(leaf)
    return Receipt(key, head, value, value["index"], path, opened).encode()
