"""Signed heads of a log: C2SP tlog-checkpoint over C2SP signed-note."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from consult.ledger.errors import LedgerError
from consult.ledger.key import KeyMalformed, VerifierKey, parse_verifier_key, verifier_key
from consult.ledger.merkle import HASH_SIZE
from consult.ledger.note import (
    NoteMalformed,
    NoteUnsigned,
    SignatureWrong,
    note_text,
    open_note,
    sign_note,
)

__all__ = [
    "Checkpoint",
    "CheckpointMalformed",
    "KeyMalformed",
    "NoteMalformed",
    "NoteUnsigned",
    "SignatureWrong",
    "VerifierKey",
    "open_checkpoint",
    "parse_verifier_key",
    "read_checkpoint",
    "sign_checkpoint",
    "verifier_key",
]

_SIZE = re.compile(r"0|[1-9][0-9]{0,18}")


class CheckpointMalformed(LedgerError):
    """A note's text is not that of a checkpoint."""


@dataclass(frozen=True)
class Checkpoint:
    """What a head states: the log's name, its number of entries, and its root hash."""

    origin: str
    size: int
    root: bytes

    def __post_init__(self) -> None:
        if not self.origin or any(c < " " for c in self.origin):
            raise CheckpointMalformed("an origin is one line of text")
        if not 0 <= self.size < 2**63 or len(self.root) != HASH_SIZE:
            raise CheckpointMalformed("a checkpoint states a size and a root of 32 bytes")

    def text(self) -> str:
        """Return the three lines that are signed."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode('ascii')}\n"

    @classmethod
    def parse(cls, text: str) -> Checkpoint:
        """Read a checkpoint's text; lines of extensions after the third are passed over."""
        lines = text.split("\n")
        if len(lines) < 4 or not _SIZE.fullmatch(lines[1]) or any(not x for x in lines[:-1]):
            raise CheckpointMalformed("a checkpoint reads: origin, size, root")
        try:
            root = base64.b64decode(lines[2], validate=True)
        except (binascii.Error, ValueError) as error:
            raise CheckpointMalformed("the root of a checkpoint is base64") from error
        checkpoint = cls(lines[0], int(lines[1]), root)
        if not text.startswith(checkpoint.text()):
            raise CheckpointMalformed("the root of a checkpoint is canonical base64")
        return checkpoint


def sign_checkpoint(checkpoint: Checkpoint, private_key: Ed25519PrivateKey, key_name: str) -> str:
    """Return the signed note of a checkpoint; the same checkpoint and key give the same note."""
    return sign_note(checkpoint.text(), private_key, key_name)


def open_checkpoint(note: str, public_key: VerifierKey) -> Checkpoint:
    """Return the checkpoint that the key has signed.

    Raises NoteMalformed, NoteUnsigned or SignatureWrong for the note, CheckpointMalformed for
    its text.
    """
    return Checkpoint.parse(open_note(note, public_key))


def read_checkpoint(note: str) -> Checkpoint:
    """Return what a note claims, unchecked: only for saying what a refused head looks like."""
    return Checkpoint.parse(note_text(note))
