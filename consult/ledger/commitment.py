"""Commitments: a ledger entry that fixes a text without holding it.

The entry keeps SHA-256 over a tag, a 32-byte random salt and the canonical JSON of the value.
Whoever is shown salt and value can check them; once both are deleted, nobody can work the value
out, not even by trying likely texts, and the entry and its proofs stay as they were.
"""

from __future__ import annotations

import hashlib
import secrets
from typing import Any

from consult.ledger.canonical import canonical_bytes
from consult.ledger.errors import LedgerError

SALT_SIZE = 32
_TAG = b"consult-commitment/1\x00"


class SaltRefused(LedgerError):
    """A salt of another length would let short texts be guessed, or two texts look alike."""


def new_salt() -> bytes:
    """Return a fresh salt from the operating system's generator."""
    return secrets.token_bytes(SALT_SIZE)


def commit(salt: bytes, value: Any) -> str:
    """Return the commitment to a value, 64 lower-case hexadecimal digits.

    Raises SaltRefused unless the salt has 32 bytes, and NotRepresentable for a value without
    canonical form.
    """
    if len(salt) != SALT_SIZE:
        raise SaltRefused(f"a salt has {SALT_SIZE} bytes, not {len(salt)}")
    return hashlib.sha256(_TAG + salt + canonical_bytes(value)).hexdigest()
