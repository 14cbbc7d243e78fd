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
    leaves = _leaves(exported)
    closed = next(leaf for leaf in leaves if leaf["event"] == "motion.closed.v1")
    of_motion = [leaf for leaf in leaves if leaf["data"].get("motion") == closed["data"]["motion"]]
    named = {event: [each["data"] for each in of_motion if each["event"] == event] for event in {
        leaf["event"] for leaf in of_motion
    }}  # fmt: skip
    ballots = named["ballot.cast.v1"]
    counted = {each["ballot"] for each in closed["data"]["counting"]}
    approval = next(b for b in ballots if b["choice"] == "approve" and b["ballot"] in counted)
    approval["choice"] = "reject"
    roll = parse_roll(named["motion.roll_frozen.v1"][0]["roll"])
    cast = parse_ballots(
        [
            {name: b[name] for name in ("ballot", "seat", "person", "rank", "choice")}
            for b in ballots
        ]
    )
    outcome = tally(roll, cast, parse_rules(named["motion.put.v1"][0]["rules"])).as_data()
    assert outcome != closed["data"]["outcome"]
    closed["data"]["outcome"] = outcome
    assert {ballot.ballot for ballot in counting_ballots(roll, cast).values()} == counted
    return _signed(exported, leaves)


def _leaves(exported: Exported) -> list[Any]:
    return [copy.deepcopy(entry["leaf"]) for entry in exported.value["entries"]]


def _signed(exported: Exported, leaves: list[Any]) -> bytes:
    """Return the bundle of these leaves, with openings and documents of the true one."""
    encoded = [canonical_bytes(leaf) for leaf in leaves]
    tree = MemoryTree(map(leaf_hash, encoded))
    origin = read_checkpoint(exported.value["head"]).origin
    head = Checkpoint(origin, tree.size, tree.root())
    opened = [
        {
            name: Opening(bytes.fromhex(each["salt"]), each["value"])
            for name, each in entry["opened"].items()
        }
        for entry in exported.value["entries"]
    ]
    return build_bundle(
        key=str(exported.key),
        head=sign_checkpoint(head, exported.private, exported.key.name),
        entries=list(zip(encoded, opened, strict=True)),
        documents=list(exported.value["documents"].values()),
    )
