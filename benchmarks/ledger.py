"""How fast the ledger grows, proves and is verified.

    python -m benchmarks.ledger --entries 100000

Appends entries to the log of a review in a database of its own: the first ones each in a
transaction, as people's acts come, the rest many at once, to get there. Then proves entries here
and there, and verifies the exported bundle with the offline verifier in a process of its own.
Prints JSON.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.ground import lay, open_consultation

if TYPE_CHECKING:
    from consult.core.models import Log

ALONE = 1_000
AT_ONCE = 1_000
PROOFS = 300


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--entries", type=int, default=10_000)
    entries = parser.parse_args().entries
    lay()
    from consult.core.models import Log
    from consult.core.signing import public_key
    from consult.reporting.exports import ledger_bundle

    review, _editor = open_consultation()
    appends = _append(review.log_id, entries)
    proof_ms = _prove(Log.objects.get(pk=review.log_id))
    bundle = ledger_bundle(review)
    told = {
        "entries": Log.objects.get(pk=review.log_id).size,
        "appends_a_second": appends,
        "proof_ms": proof_ms,
        "bundle_mb": round(len(bundle) / 1024 / 1024, 1),
        **_verify(bundle, public_key()),
    }
    print(json.dumps(told))


def _append(log_id: int, entries: int) -> int:
    """Append so many entries; return how many a second where each is a transaction of its own."""
    from consult.core.journal import record
    from consult.core.transactions import command

    @command
    def append(count: int) -> None:
        for _entry in range(count):
            record(
                log_id,
                "role.granted.v1",
                actor="system",
                subject=f"review:{log_id}",
                data={"role": "participant", "person": f"person:{uuid.uuid4()}"},
            )

    alone = min(ALONE, entries)
    begun = time.perf_counter()
    for _entry in range(alone):
        append(1)
    rate = alone / (time.perf_counter() - begun)
    for start in range(alone, entries, AT_ONCE):
        append(min(AT_ONCE, entries - start))
    return round(rate)


def _prove(log: Log) -> float:
    """Return the median of the milliseconds that an inclusion proof takes."""
    from consult.core.journal import prove_inclusion

    chance = random.Random(1)  # noqa: S311
    times = []
    for _proof in range(PROOFS):
        index = chance.randrange(log.size)
        begun = time.perf_counter()
        prove_inclusion(log, index)
        times.append((time.perf_counter() - begun) * 1000)
    return round(statistics.median(times), 3)


def _verify(bundle: bytes, key: str) -> dict[str, float | bool]:
    """Return how long the offline verifier takes, and what it says."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bundle.json"
        path.write_bytes(bundle)
        begun = time.perf_counter()
        run = subprocess.run(
            [sys.executable, "-m", "consult.verify", str(path), "--key", key],
            capture_output=True,
            check=False,
        )
        seconds = time.perf_counter() - begun
    return {"verify_seconds": round(seconds, 2), "valid": run.returncode == 0}


if __name__ == "__main__":
    main()
