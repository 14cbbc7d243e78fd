"""Public keys of signed notes: the `name+keyid+key` string of C2SP signed-note, type Ed25519."""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from consult.ledger.errors import LedgerError

_ED25519 = b"\x01"


class KeyMalformed(LedgerError):
    """A text is not the verifier key of a signed note, or a name cannot stand in one."""


@dataclass(frozen=True)
class VerifierKey:
    """A key's name and its 32 public bytes; `str()` gives the published form."""

    name: str
    public: bytes

    def __post_init__(self) -> None:
        if not is_key_name(self.name):
            raise KeyMalformed("a key name is one line without spaces and plus signs")
        if len(self.public) != 32:
            raise KeyMalformed(f"an Ed25519 key has 32 bytes, not {len(self.public)}")

    @property
    def key_id(self) -> bytes:
        """Return the four bytes that stand before each signature by this key."""
        named = self.name.encode("utf-8") + b"\n" + _ED25519 + self.public
        return hashlib.sha256(named).digest()[:4]

    def public_key(self) -> Ed25519PublicKey:
        """Return the key in the form that checks signatures."""
        return Ed25519PublicKey.from_public_bytes(self.public)

    def __str__(self) -> str:
        encoded = base64.b64encode(_ED25519 + self.public).decode("ascii")
        return f"{self.name}+{self.key_id.hex()}+{encoded}"


def is_key_name(name: str) -> bool:
    """Tell whether a name can stand in a signature line: no spaces, no plus, not empty."""
    return (
        bool(name) and "+" not in name and not any(c.isspace() or not c.isprintable() for c in name)
    )


def verifier_key(private_key: Ed25519PrivateKey, name: str) -> str:
    """Return the string to publish for a signing key; raises KeyMalformed for a bad name."""
    return str(VerifierKey(name, private_key.public_key().public_bytes_raw()))


def parse_verifier_key(text: str) -> VerifierKey:
    """Read a verifier key; raises KeyMalformed where form, type or key id is wrong."""
    parts = text.split("+", 2)
    if len(parts) != 3:
        raise KeyMalformed("a verifier key reads name+keyid+key")
    name, key_id, encoded = parts
    try:
        decoded = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError) as error:
        raise KeyMalformed("the last part of a verifier key is base64") from error
    if decoded[:1] != _ED25519:
        raise KeyMalformed("the key is of another type than Ed25519")
    key = VerifierKey(name, decoded[1:])
    if str(key) != text:
        raise KeyMalformed(f"the key id {key_id} does not belong to this name and key")
    return key
