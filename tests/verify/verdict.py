"""What the verifier says about bytes, as tests hold it against what was altered."""

from __future__ import annotations

from consult.verify.bundle import verify_bundle
from tests.verify.conftest import Exported


def findings(exported: Exported, data: bytes, head: str | None = None) -> list[str]:
    """Verify bytes with the true key; return the findings as text."""
    return [str(finding) for finding in verify_bundle(data, exported.key, head)[0].findings]


def blamed(lines: list[str]) -> set[int]:
    """Return the entries that findings name."""
    return {int(line.split(" ")[1]) for line in lines if line.startswith("entry ")}
