"""The installation's signing key for the heads of its logs."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from consult.core.secret_file import make_secret_file
from consult.ledger.checkpoint import verifier_key


@lru_cache(maxsize=8)
def _read(path: Path, changed: float) -> Ed25519PrivateKey:
    """Read a key file; the time of its last change keeps a rotated key from staying cached."""
    key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise ImproperlyConfigured("The ledger's signing key must be an Ed25519 key.")
    return key


def private_key() -> Ed25519PrivateKey:
    """Return the signing key. Raises `ImproperlyConfigured` where none has been made."""
    path = Path(settings.LEDGER_KEY_FILE)
    try:
        return _read(path, path.stat().st_mtime)
    except FileNotFoundError:
        raise ImproperlyConfigured(
            "There is no signing key for the ledger. Make one with `manage.py ledger_key`."
        ) from None


def public_key() -> str:
    """Return the verifier key (C2SP signed-note) that auditors are given beforehand."""
    return verifier_key(private_key(), settings.LEDGER_ORIGIN)


def make_key(path: Path) -> bool:
    """Make a signing key at `path`, readable by its owner alone; say whether it is new.

    Never overwrites, since losing the key in use would leave every head signed so far without
    its owner.
    """
    pem = Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return make_secret_file(path, pem)
