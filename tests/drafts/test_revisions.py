"""How many passages find their place again, on real and on made revisions."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from benchmarks.reanchor import carry_pair
from benchmarks.revisions import read_texts, revise

ROOT = Path(__file__).parents[2]
CHAPTERS = ROOT / "consult/portal/demonstration/chapters"
REVISIONS = ROOT.parent / "shared/data/revisions"


def score(pairs: list[dict[str, Any]]) -> dict[str, float]:
    """Count a passage as kept where the place overlaps the true one by at least half."""
    asked = {"exact": 0, "changed": 0, "moved": 0, "deleted": 0}
    kept, placed, right = dict(asked), 0, 0
    for pair in pairs:
        result, _ = carry_pair(pair)
        got = {each["id"]: each for each in result["results"]}
        for truth in pair["truth"]:
            status, found = truth["status"], got[truth["id"]]
            asked[status] += 1
            if found["status"] == "orphaned":
                kept[status] += status == "deleted"
                continue
            hit = status != "deleted" and _overlap(found, truth) >= 0.5
            placed, right = placed + 1, right + hit
            kept[status] += hit
    lived = sum(asked.values()) - asked["deleted"]
    return {
        "survivors": (sum(kept.values()) - kept["deleted"]) / lived,
        "changed": kept["changed"] / asked["changed"],
        "deleted": kept["deleted"] / max(1, asked["deleted"]),
        "right": right / placed,
    }


def _overlap(one: dict[str, Any], two: dict[str, Any]) -> float:
    if one["block"] != two["block"]:
        return 0
    common = min(one["end"], two["end"]) - max(one["start"], two["start"])
    return common / (max(one["end"], two["end"]) - min(one["start"], two["start"]))


@pytest.mark.parametrize("language", ["ar", "en", "fr", "ka"])
def test_made_revisions_in_several_scripts(language: str) -> None:
    texts = [
        text for file in sorted(CHAPTERS.rglob(f"{language}.v1.md")) for text in read_texts(file)
    ]
    found = score([revise(language, language, texts, random.Random(language))])
    assert found["survivors"] >= 0.96
    assert found["changed"] >= 0.92
    assert found["right"] >= 0.97


@pytest.mark.skipif(not REVISIONS.exists(), reason="the shared revisions are not there")
def test_real_revisions() -> None:
    files = sorted(REVISIONS.glob("*.json"))
    found = score([json.loads(file.read_text(encoding="utf-8")) for file in files])
    assert found["survivors"] >= 0.995
    assert found["changed"] >= 0.97
    assert found["deleted"] >= 0.99
    assert found["right"] >= 0.995
