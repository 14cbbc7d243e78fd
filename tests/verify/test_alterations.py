"""Whatever is altered alone is told, and the entry at fault is named."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import pytest

from consult.ledger import bundle as bundle_format
from consult.ledger.canonical import bytes_of_parsed, canonical_bytes, parse_canonical
from consult.ledger.merkle import leaf_hash
from consult.verify.bundle import verify_bundle
from tests.verify.sample import KEY, opened_bundle, sample_log

GOOD: Any = opened_bundle()
SIZE = len(GOOD["entries"])


def findings(value: Any) -> list[str]:
    return [str(each) for each in verify_bundle(canonical_bytes(value), KEY)[0].findings]


def named(value: Any) -> set[str]:
    return {line.split(" (")[0] for line in findings(value)}


def scalars(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Give the path of every text, number, flag and null in a value."""
    if isinstance(value, dict):
        for name in value:
            yield from scalars(value[name], (*path, name))
    elif isinstance(value, list):
        for place, item in enumerate(value):
            yield from scalars(item, (*path, place))
    else:
        yield path


def other(value: Any) -> Any:
    """Give another value of the same type, of the same form where it is a hash or a time."""
    if value is None:
        return "x"
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    if value == "":
        return "x"
    return value[:-1] + ("0" if value[-1] != "0" else "1")


def altered(path: tuple[Any, ...]) -> Any:
    value = copy.deepcopy(GOOD)
    inner = value
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = other(inner[path[-1]])
    return value


def rehash(value: Any, index: int) -> None:
    entry = value["entries"][index]
    entry["hash"] = leaf_hash(
        bytes_of_parsed(parse_canonical(canonical_bytes(entry["leaf"])))
    ).hex()


def test_the_untouched_bundle_is_valid() -> None:
    report, entries = verify_bundle(canonical_bytes(GOOD), KEY)
    assert report.lines() == [
        "valid",
        f"{SIZE} entries of consult.example.org/valdora-2026, signed by consult.example.org",
        f"root {sample_log().tree().root().hex()}",
        f"{SIZE} inclusion proofs, 16 openings, 2 documents",
        "motion “Chapter on water”: adopted, 6 ballots, recounted",
    ]
    assert len(entries) == SIZE


@pytest.mark.parametrize("index", range(SIZE))
def test_every_scalar_of_every_entry_is_guarded(index: int) -> None:
    """Leaf, recorded hash, salt and opened value; alone, each names its own entry."""
    for path in scalars(GOOD["entries"][index], ("entries", index)):
        assert f"entry {index}" in named(altered(path)), path


@pytest.mark.parametrize("index", range(SIZE))
def test_a_leaf_altered_together_with_its_recorded_hash_is_named_alone(index: int) -> None:
    value = altered(("entries", index, "leaf", "subject"))
    rehash(value, index)
    assert findings(value) == [
        (
            f"entry {index} ({GOOD['entries'][index]['leaf']['event']}): "
            "its inclusion proof does not lead to the head"
        )
    ]


@pytest.mark.parametrize("place", range(SIZE))
def test_every_hash_of_every_proof_is_guarded(place: int) -> None:
    event = GOOD["entries"][place]["leaf"]["event"]
    for step in range(len(GOOD["proofs"][place]["path"])):
        assert findings(altered(("proofs", place, "path", step))) == [
            f"entry {place} ({event}): its inclusion proof does not lead to the head"
        ]
    value = copy.deepcopy(GOOD)
    del value["proofs"][place]
    assert findings(value) == [f"entry {place} ({event}): its inclusion proof is missing"]
    value = copy.deepcopy(GOOD)
    value["proofs"][place]["path"].append("00" * 32)
    assert named(value) == {f"entry {place}"}
    assert f"entry {place}" in " ".join(named(altered(("proofs", place, "index"))))


@pytest.mark.parametrize("place", range(len(GOOD["head"])))
def test_every_character_of_the_head_is_guarded(place: int) -> None:
    head = GOOD["head"]
    changed = "B" if head[place] != "B" else "C"
    value = {**GOOD, "head": head[:place] + changed + head[place + 1 :]}
    assert named(value) == {"head: " + findings(value)[0].removeprefix("head: ").split(" (")[0]}


def test_another_key_in_the_bundle_is_told() -> None:
    assert findings({**GOOD, "key": GOOD["key"][:-1]})[0].startswith("key: the bundle names")


@pytest.mark.parametrize("index", range(SIZE))
def test_a_removed_entry_is_told(index: int) -> None:
    value = copy.deepcopy(GOOD)
    del value["entries"][index]
    lines = findings(value)
    assert any(line.startswith(f"entry {index} (") for line in lines)


@pytest.mark.parametrize("index", range(SIZE - 1))
def test_swapped_entries_are_told(index: int) -> None:
    value = copy.deepcopy(GOOD)
    entries = value["entries"]
    entries[index], entries[index + 1] = entries[index + 1], entries[index]
    assert {f"entry {index}", f"entry {index + 1}"} <= named(value)


def test_an_added_entry_is_told() -> None:
    value = copy.deepcopy(GOOD)
    value["entries"].append(copy.deepcopy(value["entries"][1]))
    assert f"entry {SIZE} (role.granted.v1): it is beyond the {SIZE} entries" in "\n".join(
        findings(value)
    )


def test_an_altered_or_missing_document_is_told_at_the_version_that_names_it() -> None:
    digest = next(iter(GOOD["documents"]))
    value = copy.deepcopy(GOOD)
    value["documents"][digest]["blocks"][0]["text"] += "!"
    assert "entry 3" in named(value)
    value = copy.deepcopy(GOOD)
    del value["documents"][digest]
    assert named(value) == {"entry 3"}
    value = copy.deepcopy(GOOD)
    value["documents"]["00" * 32] = {}
    assert findings(value) == [f"document {'00' * 32}: no entry names it"]


def test_an_opening_that_the_leaf_does_not_know_is_told() -> None:
    value = copy.deepcopy(GOOD)
    value["entries"][0]["opened"]["text"] = {"salt": "00" * 32, "value": "x"}
    assert findings(value) == [
        "entry 0 (review.opened.v1): text is opened, but the leaf has no commitment of that name"
    ]


def test_an_erased_opening_leaves_the_bundle_valid() -> None:
    value = copy.deepcopy(GOOD)
    del value["entries"][5]["opened"]["text"]
    assert findings(value) == []


@pytest.mark.parametrize("path", [("entries", 2, "hash"), ("entries", 2, "opened")])
def test_an_entry_without_its_form_is_named(path: tuple[Any, ...]) -> None:
    value = copy.deepcopy(GOOD)
    del value["entries"][2][path[-1]]
    assert findings(value) == [f"entry 2 (-): it.{path[-1]} is missing"]


def test_in_a_long_log_the_proofs_of_others_narrow_down_what_was_altered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Where only texts, motions and ballots carry proofs, their paths vouch for the rest."""
    monkeypatch.setattr(bundle_format, "PROVE_ALL_UP_TO", 4)
    good = opened_bundle()
    assert [proof["index"] for proof in good["proofs"]] == [3, *range(11, SIZE)]
    for index in (0, 1, 2, 4, 5, 6, 7):
        value = copy.deepcopy(good)
        value["entries"][index]["leaf"]["subject"] += "x"
        rehash(value, index)
        blamed = named(value)
        assert f"entry {index}" in blamed
        assert blamed <= {f"entry {n}" for n in ((0, 1, 2) if index < 4 else (4, 5, 6, 7))}


def test_other_bytes_are_refused_with_their_offset() -> None:
    data = canonical_bytes(GOOD)
    report, _ = verify_bundle(data + b"\n", KEY)
    assert report.lines()[1] == (
        f"bundle: not canonical JSON at byte {len(data)}: something follows the end of the value"
    )
    report, _ = verify_bundle(data.replace(b'"event":', b'"event": ', 1), KEY)
    offset = data.index(b'"event":') + len(b'"event":')
    assert report.lines()[1] == (
        f"bundle: not canonical JSON at byte {offset}: whitespace between tokens"
    )
