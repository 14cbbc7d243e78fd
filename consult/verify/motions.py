"""All motions of a log, replayed in ledger order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from consult.ledger.leaf import Leaf
from consult.verify.log import Entry
from consult.verify.motion import Motion, Text
from consult.verify.report import Finding

_ABOUT_MOTIONS = ("motion.put.v1", "motion.roll_frozen.v1", "ballot.cast.v1", "motion.closed.v1")


def replay_motions(entries: Sequence[Entry]) -> tuple[dict[str, Motion], list[Finding]]:
    """Return every motion with its recount, and what is wrong with their entries."""
    motions: dict[str, Motion] = {}
    published: set[Text] = set()
    ballots: set[str] = set()
    findings = []
    for entry in entries:
        if entry.leaf is None:
            continue
        data = entry.leaf.data
        if entry.event == "version.published.v1":
            published |= {
                (data["chapter"], data["number"], each["language"], each["sha256"])
                for each in data["renderings"]
            }
        elif entry.event in _ABOUT_MOTIONS:
            troubles = _replay(entry, entry.leaf, motions, published, ballots)
            findings += [entry.finding(trouble) for trouble in troubles]
    for motion in motions.values():
        findings += motion.still_sealed()
    return motions, findings


def _replay(
    entry: Entry,
    leaf: Leaf,
    motions: dict[str, Motion],
    published: set[Text],
    ballots: set[str],
) -> Iterator[str]:
    """Let one event happen to its motion."""
    data = leaf.data
    motion = motions.get(data["motion"])
    if leaf.event == "motion.put.v1":
        if motion is not None:
            yield "this motion was put before"
            return
        motions[data["motion"]] = motion = Motion(data)
        yield from motion.put(data, published)
    elif motion is None:
        yield "its motion was not put before"
    elif leaf.event == "motion.roll_frozen.v1":
        yield from motion.freeze(data)
    elif leaf.event == "motion.closed.v1":
        yield from motion.close(data)
    elif data["ballot"] in ballots:
        yield "a ballot of this name was cast before"
    else:
        ballots.add(data["ballot"])
        yield from motion.cast(entry, leaf)
