"""The bundle of the demonstration, as the export command writes it."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from consult.ledger.canonical import parse_canonical
from consult.ledger.checkpoint import VerifierKey, parse_verifier_key
from tests.demonstrated import Demonstration, leading_to

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


@dataclass(frozen=True)
class Exported:
    """A bundle with the key that signed it, and the heads kept while the log grew.

    `value` is the bundle read; tests alter copies of its parts.
    """

    data: bytes
    value: Any
    key: VerifierKey
    private: Ed25519PrivateKey
    heads: list[str]

    @property
    def size(self) -> int:
        """Return how many entries there are."""
        return len(self.value["entries"])


@pytest.fixture(autouse=True, scope="package")
def _no_collector() -> Iterator[None]:
    """Verify without the garbage collector, as the command does: it takes a third of the time."""
    gc.disable()
    yield
    gc.enable()


@pytest.fixture(scope="session")
def exported(
    demonstration: Demonstration, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Exported:
    """Return the demonstration's bundle, exported by the command that people call."""
    from django.core.management import call_command

    from consult.core.signing import private_key, public_key

    path: Path = tmp_path_factory.mktemp("bundle") / "bundle.json"
    with django_db_blocker.unblock(), leading_to(demonstration.database):
        call_command("export_ledger", "vnr-2026", out=path, verbosity=0)
    data = path.read_bytes()
    return Exported(
        data=data,
        value=parse_canonical(data),
        key=parse_verifier_key(public_key()),
        private=private_key(),
        heads=demonstration.heads,
    )
