"""How well and how fast passages are carried over between two revisions of a document.

`python -m benchmarks.reanchor DIR --out DIR` carries the passages of every pair file over and
writes a result file of the same name for each. A pair holds `name`, `language`, the block texts
`old` and `new`, and `anchors` with `id`, `block`, `start`, `end` and `exact`; a result holds
`name`, `ms` (alignment and matching together, on one core, without reading the file) and for each
anchor whether it is `placed`, and where, or `orphaned`. An ambiguous passage counts as orphaned:
its place is a proposal to an editor, and no reader is told that the comment belongs there.
"""

from __future__ import annotations

import argparse
import gc
import json
import time
from collections import Counter
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from consult.drafts.rules.blocks import BlockKind, ParsedBlock
from consult.drafts.rules.carry import Carried, Carrying, Edition, Mark
from consult.drafts.rules.keys import kept_keys
from consult.drafts.rules.passage import quote
from consult.drafts.rules.place import Outcome


def main() -> None:
    """Measure every pair file of the folder and print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    figures = []
    for file in sorted(options.folder.glob("*.json")):
        result, figure = carry_pair(json.loads(file.read_text(encoding="utf-8")))
        (options.out / file.name).write_text(json.dumps(result), encoding="utf-8")
        figures.append(figure)
    print(json.dumps({"pairs": figures, "overall": _overall(figures)}, indent=1))


def carry_pair(pair: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the result of a pair and its figures."""
    language = pair["language"]
    old_blocks, new_blocks = _blocks(pair["old"]), _blocks(pair["new"])
    marks_of = [_mark(anchor, pair["old"][anchor["block"]], language) for anchor in pair["anchors"]]
    old_keys = [uuid4() for _ in old_blocks]
    fresh = [uuid4() for _ in new_blocks]
    marks = [mark(old_keys) for mark in marks_of]
    gc.collect()
    begun, begun_cpu = time.perf_counter(), time.process_time()
    kept = kept_keys(old_blocks, old_keys, new_blocks)
    aligned = time.perf_counter()
    new_keys = [key or fresh[index] for index, key in enumerate(kept)]
    carrying = Carrying(
        _edition(old_keys, pair["old"], language), _edition(new_keys, pair["new"], language)
    )
    carried = [carrying.carry(mark) for mark in marks]
    ended, ended_cpu = time.perf_counter(), time.process_time()
    index_of = {key: index for index, key in enumerate(new_keys)}
    results = [
        {"id": anchor["id"], **_told(outcome, index_of)}
        for anchor, outcome in zip(pair["anchors"], carried, strict=True)
    ]
    alignment, matching = 1000 * (aligned - begun), 1000 * (ended - aligned)
    figure = {
        "name": pair["name"],
        "anchors": len(marks),
        "ms_an_anchor": round((alignment + matching) / max(1, len(marks)), 4),
        "alignment_ms": round(alignment, 2),
        "matching_ms": round(matching, 2),
        "cpu_ms": round(1000 * (ended_cpu - begun_cpu), 2),
        "outcomes": dict(sorted(Counter(str(each.outcome) for each in carried).items())),
    }
    ms = round(alignment + matching, 3)
    return {"name": pair["name"], "ms": ms, "results": results}, figure


def _blocks(texts: Sequence[str]) -> list[ParsedBlock]:
    return [ParsedBlock(BlockKind.PARAGRAPH, 0, escape(text, quote=False), text) for text in texts]


def _mark(anchor: dict[str, Any], text: str, language: str) -> Any:
    start, end = anchor["start"], anchor["end"]
    quoted = quote(text, start, end)
    return lambda keys: Mark(keys[anchor["block"]], language, start, end, *quoted)


def _edition(keys: Sequence[UUID], texts: Sequence[str], language: str) -> Edition:
    pairs = zip(keys, texts, strict=True)
    return Edition(language, keys, {(key, language): text for key, text in pairs})


def _told(carried: Carried, index_of: dict[UUID, int]) -> dict[str, Any]:
    gone = carried.outcome in {Outcome.REMOVED, Outcome.AMBIGUOUS}
    if gone or carried.block_key is None or carried.start is None:
        return {"status": "orphaned"}
    return {
        "status": "placed",
        "block": index_of[carried.block_key],
        "start": carried.start,
        "end": carried.end,
    }


def _overall(figures: Sequence[dict[str, Any]]) -> dict[str, Any]:
    anchors = sum(figure["anchors"] for figure in figures)
    alignment = sum(figure["alignment_ms"] for figure in figures)
    matching = sum(figure["matching_ms"] for figure in figures)
    return {
        "anchors": anchors,
        "ms_an_anchor": round((alignment + matching) / max(1, anchors), 4),
        "alignment_ms": round(alignment, 2),
        "matching_ms": round(matching, 2),
        "cpu_ms": round(sum(figure["cpu_ms"] for figure in figures), 2),
    }


if __name__ == "__main__":
    main()
