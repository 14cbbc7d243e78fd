"""Signed notes after C2SP signed-note: a text, an empty line, signature lines.

Signing is Ed25519 (RFC 8032) and thus deterministic: the same text and key give the same note.
"""

from __future__ import annotations

import base64
import binascii

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from consult.ledger.errors import LedgerError
from consult.ledger.key import VerifierKey

_DASH = "\N{EM DASH} "


class NoteMalformed(LedgerError):
    """A text does not have the form of a signed note."""


class NoteUnsigned(LedgerError):
    """A note carries no signature by the key that was asked about."""


class SignatureWrong(LedgerError):
    """A signature line names the key, but the signature does not fit the text."""


def sign_note(text: str, private_key: Ed25519PrivateKey, key_name: str) -> str:
    """Return the text with one signature line; the text ends with a newline."""
    _require_text(text)
    key = VerifierKey(key_name, private_key.public_key().public_bytes_raw())
    signature = private_key.sign(text.encode("utf-8"))
    encoded = base64.b64encode(key.key_id + signature).decode("ascii")
    return f"{text}\n{_DASH}{key_name} {encoded}\n"


def note_text(note: str) -> str:
    """Return the text of a note without looking at its signatures."""
    return _split(note)[0]


def open_note(note: str, key: VerifierKey) -> str:
    """Return the text of a note that the key has signed.

    Signatures by other keys are passed over, as the specification wants, so that witnesses may
    add theirs. Raises NoteMalformed, NoteUnsigned or SignatureWrong.
    """
    text, lines = _split(note)
    signed = False
    for line in lines:
        name, key_id, signature = _signature(line)
        if name != key.name or key_id != key.key_id:
            continue
        try:
            key.public_key().verify(signature, text.encode("utf-8"))
        except InvalidSignature as error:
            raise SignatureWrong(f"the signature by {name} does not fit the text") from error
        signed = True
    if not signed:
        raise NoteUnsigned(f"the note has no signature by {key.name} with this key")
    return text


def other_signers(note: str, key: VerifierKey) -> list[str]:
    """Return who else is named by a signature line; nothing says that these signatures fit."""
    named = [_signature(line)[:2] for line in _split(note)[1]]
    return [name for name, key_id in named if (name, key_id) != (key.name, key.key_id)]


def _split(note: str) -> tuple[str, list[str]]:
    head, mark, tail = note.rpartition("\n\n")
    if not mark or not tail.endswith("\n"):
        raise NoteMalformed("a note is a text, an empty line, and signature lines")
    text = head + "\n"
    _require_text(text)
    return text, tail[:-1].split("\n")


def _require_text(text: str) -> None:
    """Refuse what the specification keeps out of notes: control characters besides newline."""
    if not text.endswith("\n") or any(c < " " and c != "\n" for c in text):
        raise NoteMalformed("a note's text ends with a newline and holds no control characters")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise NoteMalformed("a note's text is UTF-8") from error


def _signature(line: str) -> tuple[str, bytes, bytes]:
    name, space, encoded = line.removeprefix(_DASH).partition(" ")
    try:
        decoded = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError) as error:
        raise NoteMalformed("a signature is base64") from error
    canonical = base64.b64encode(decoded).decode("ascii") == encoded
    if not line.startswith(_DASH) or not name or not space or len(decoded) < 5 or not canonical:
        raise NoteMalformed("a signature line reads: em dash, name, base64")
    return name, decoded[:4], decoded[4:]
