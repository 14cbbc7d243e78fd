"""Another history, told without a contradiction and signed with the true key."""

from __future__ import annotations

import copy
from typing import Any

from consult.council.rules.ballot import counting_ballots, parse_ballots
from consult.council.rules.reader import parse_rules
from consult.council.rules.roll import parse_roll
from consult.council.rules.tally import tally
from consult.ledger.bundle import Opening, build_bundle
from consult.ledger.canonical import canonical_bytes
from consult.ledger.checkpoint import Checkpoint, read_checkpoint, sign_checkpoint
from consult.ledger.commitment import commit
from consult.ledger.merkle import MemoryTree, leaf_hash
from tests.verify.conftest import Exported


def forge_answer(exported: Exported) -> bytes:
    """Return a bundle in which the first answer gave another reason."""
    leaves = _leaves(exported)
    answer = next(leaf for leaf in leaves if leaf["event"] == "comment.answered.v1")
    answer["data"]["reason"] = "This was never asked."
    return _signed(exported, leaves)


def forge_vote(exported: Exported) -> bytes:
    """Return a bundle in which the closed motion's first approval was a rejection, recounted."""
    forged = copy.deepcopy(exported.value["entries"])
    closed = next(each["leaf"] for each in forged if each["leaf"]["event"] == "motion.closed.v1")
    data = closed["data"]
    of_motion = [each for each in forged if each["leaf"]["data"].get("motion") == data["motion"]]
    ballots = [each for each in of_motion if each["leaf"]["event"] == "ballot.cast.v1"]
    counted = {each["ballot"] for each in data["counting"]}
    approval = next(
        each
        for each in ballots
        if each["opened"]["choice"]["value"] == "approve"
        and each["leaf"]["data"]["ballot"] in counted
    )
    opening = approval["opened"]["choice"]
    opening["value"] = "reject"
    approval["leaf"]["committed"]["choice"] = commit(bytes.fromhex(opening["salt"]), "reject")
    roll = parse_roll(_only(of_motion, "motion.roll_frozen.v1")["roll"])
    cast = parse_ballots(
        [
            {name: each["leaf"]["data"][name] for name in ("ballot", "seat", "person", "rank")}
            | {"choice": each["opened"]["choice"]["value"]}
            for each in ballots
        ]
    )
    rules = parse_rules(_only(of_motion, "motion.put.v1")["rules"])
    outcome = tally(roll, cast, rules).as_data()
    assert outcome != data["outcome"]
    data["outcome"] = outcome
    assert {ballot.ballot for ballot in counting_ballots(roll, cast).values()} == counted
    return _signed(exported, [each["leaf"] for each in forged], forged)


def _only(entries: list[Any], event: str) -> Any:
    """Return the open data of the motion's one entry of a kind."""
    return next(each["leaf"]["data"] for each in entries if each["leaf"]["event"] == event)


def _leaves(exported: Exported) -> list[Any]:
    return [copy.deepcopy(entry["leaf"]) for entry in exported.value["entries"]]


def _signed(exported: Exported, leaves: list[Any], opened_in: list[Any] | None = None) -> bytes:
    """Return the bundle of these leaves, with documents and, unless given, openings of the true."""
    encoded = [canonical_bytes(leaf) for leaf in leaves]
    tree = MemoryTree(map(leaf_hash, encoded))
    origin = read_checkpoint(exported.value["head"]).origin
    head = Checkpoint(origin, tree.size, tree.root())
    opened = [
        {
            name: Opening(bytes.fromhex(each["salt"]), each["value"])
            for name, each in entry["opened"].items()
        }
        for entry in opened_in or exported.value["entries"]
    ]
    return build_bundle(
        key=str(exported.key),
        head=sign_checkpoint(head, exported.private, exported.key.name),
        entries=list(zip(encoded, opened, strict=True)),
        documents=list(exported.value["documents"].values()),
    )
