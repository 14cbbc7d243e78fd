"""How well and how fast near-identical texts are grouped.

    python -m benchmarks.campaigns FILE --out RESULT
    python -m benchmarks.campaigns [--seed N]
    python -m benchmarks.campaigns --database 30000 [--seed N]

With FILE (JSON Lines of id and text) RESULT gets JSON Lines of id and group, the group null for a
text that stands alone. Without it, texts are made from a seed, and precision and recall are
printed: precision over pairs of texts, recall as the mean over campaigns of the share of their
pairs that stand in one group. Prints JSON with seconds, peak memory, and the time of the slowest
and of the 99th percentile addition to the full stock.

With `--database N` a database of its own gets a stock of N made texts in one place, and new texts
are grouped as the task does it, one by one: milliseconds and queries of each;
`processor_` is the time that this process computed, which waits for nothing.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from pathlib import Path
from typing import Any

from benchmarks.campaign_stock import measured
from benchmarks.campaign_texts import Made, make
from moderation.rules.campaigns import Grouping

MEASURED_LAST = 2_000


def main() -> None:
    """Group the file's texts or the made ones, and print what it took."""
    arguments = _arguments()
    if arguments.database:
        print(json.dumps(measured(arguments.database, arguments.seed)))
        return
    if arguments.file:
        rows = [json.loads(line) for line in arguments.file.read_text("utf-8").splitlines() if line]
        groups, told = _group((row["id"], row["text"]) for row in rows)
        if arguments.out:
            lines = (json.dumps({"id": key, "group": group}) for key, group in groups.items())
            arguments.out.write_text("".join(f"{line}\n" for line in lines), "utf-8")
        print(json.dumps(told))
        return
    made = make(arguments.seed)
    numbered, told = _group((number, each.text) for number, each in enumerate(made))
    print(json.dumps({**told, **judged(made, numbered)}))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("file", nargs="?", type=Path, help="JSON Lines of id and text")
    parser.add_argument("--out", type=Path, help="where the groups are written")
    parser.add_argument("--database", type=int, default=0, help="texts in the stock")
    parser.add_argument("--seed", type=int, default=2026, help="of the texts made without a file")
    return parser.parse_args()


def _group(texts: Iterable[tuple[Any, str]]) -> tuple[Mapping[Any, Any], dict[str, Any]]:
    """Group texts in their order; return the groups, and time and memory."""
    grouping: Grouping[Hashable] = Grouping()
    begun = time.perf_counter()
    times = []
    for key, text in texts:
        before = time.perf_counter()
        grouping.add(key, text)
        times.append((time.perf_counter() - before) * 1000)
    groups = grouping.groups()
    last = sorted(times[-MEASURED_LAST:])
    return groups, {
        "texts": len(times),
        "groups": len({group for group in groups.values() if group is not None}),
        "seconds": round(time.perf_counter() - begun, 2),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
        "add_p99_ms": round(last[len(last) * 99 // 100], 2) if last else 0.0,
        "add_worst_ms": round(last[-1], 2) if last else 0.0,
    }


def judged(made: list[Made], groups: Mapping[int, int | None]) -> dict[str, float]:
    """Return precision over pairs and recall by campaign."""
    together: dict[int, Counter[int | None]] = defaultdict(Counter)
    members: dict[int, Counter[int | None]] = defaultdict(Counter)
    for number, each in enumerate(made):
        group = groups[number]
        if group is not None:
            together[group][each.campaign] += 1
        if each.campaign is not None:
            members[each.campaign][group] += 1
    placed = sum(_pairs(sum(counts.values())) for counts in together.values())
    right = sum(
        _pairs(count)
        for counts in together.values()
        for campaign, count in counts.items()
        if campaign is not None
    )
    recalls = [
        sum(_pairs(count) for group, count in counts.items() if group is not None)
        / _pairs(sum(counts.values()))
        for counts in members.values()
    ]
    return {
        "precision": round(right / placed, 5) if placed else 1.0,
        "recall": round(sum(recalls) / len(recalls), 5) if recalls else 1.0,
        "worst_recall": round(min(recalls), 5) if recalls else 1.0,
    }


def _pairs(count: int) -> int:
    return count * (count - 1) // 2


if __name__ == "__main__":
    main()
