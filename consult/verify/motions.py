"""All motions of a log, replayed in ledger order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from consult.ledger.leaf import Leaf
from consult.verify.amendment import Amendment
from consult.verify.log import Entry
from consult.verify.motion import Motion
from consult.verify.motion_live import Sessions
from consult.verify.motion_text import Documents, Text
from consult.verify.report import Finding, at
from consult.verify.rivals import Orders
from consult.verify.rollups import RollUps
from consult.verify.seats import Seats

_OF_MOTIONS = ("motion.", "ballot.", "amendment.")
_OF_ROLLUPS = "rollup."
_OF_SESSIONS = "session."
_OF_SEATS = "council."


@dataclass
class _Seen:
    """What the log has told so far; `mandates` are those adopted, by the chapters they name."""

    documents: Documents
    motions: dict[str, Motion] = field(default_factory=dict)
    rollups: RollUps = field(default_factory=RollUps)
    published: set[Text] = field(default_factory=set)
    ballots: set[str] = field(default_factory=set)
    mandates: dict[str, set[str]] = field(default_factory=dict)
    orders: Orders = field(default_factory=Orders)
    sessions: Sessions = field(default_factory=Sessions)
    seats: Seats = field(default_factory=Seats)


def replay_motions(
    entries: Sequence[Entry], documents: Documents | None = None
) -> tuple[dict[str, Motion], RollUps, list[Finding]]:
    """Return every motion with its recount, every roll-up, and what is wrong with their entries.

    With `documents`, the published texts by their hash, it is also checked whether a new version
    changed an authentic text, and how corrections differ.
    """
    seen = _Seen(documents or {})
    findings: list[Finding] = []
    for entry in entries:
        if entry.leaf is None:
            continue
        if entry.event == "version.published.v1":
            findings += _heard(entry, _publish(entry.leaf.data, seen))
        elif entry.event == "amendments.ordered.v1":
            findings += _heard(entry, seen.orders.state(entry.leaf.data, seen.motions))
        elif entry.event.startswith(_OF_SESSIONS):
            seen.sessions.happen(entry.event, entry.leaf.data)
        elif entry.event.startswith(_OF_SEATS):
            findings += _heard(entry, seen.seats.happen(entry.event, entry.leaf.data))
        elif entry.event.startswith(_OF_MOTIONS):
            findings += _heard(entry, _replay(entry, entry.leaf, seen))
        elif entry.event.startswith(_OF_ROLLUPS):
            findings += _heard(entry, seen.rollups.happen(entry.leaf, seen.motions))
    for number, motion in seen.motions.items():
        findings += motion.still_sealed()
        findings += [at(f"motion {number}", each) for each in motion.papers.unused(seen.ballots)]
        if motion.pending:
            troubles = motion.texts.still_overtaken()
            findings += [at(f"motion {number}", trouble) for trouble in troubles]
    left = seen.orders.left(seen.motions)
    findings += [at(f"motion {number}", trouble) for number, trouble in left]
    findings += seen.rollups.undecided(seen.motions)
    return seen.motions, seen.rollups, findings


def _heard(entry: Entry, troubles: Iterator[str]) -> Iterator[Finding]:
    """Give what is wrong with an entry as findings; times may add up to more than a calendar."""
    try:
        yield from map(entry.finding, troubles)
    except OverflowError:
        yield entry.finding("its times lead beyond the year 9999")


def _publish(data: Mapping[str, Any], seen: _Seen) -> Iterator[str]:
    """Take a version for published, and let the motions that wait for a decision meet it."""
    seen.published |= {
        (data["chapter"], data["number"], each["language"], each["sha256"])
        for each in data["renderings"]
    }
    for number, motion in seen.motions.items():
        if motion.pending:
            yield from (f"motion {number}: {each}" for each in motion.texts.meet(data))


def _replay(entry: Entry, leaf: Leaf, seen: _Seen) -> Iterator[str]:
    """Let one event happen to its motion."""
    data = leaf.data
    motion = seen.motions.get(data["motion"])
    if leaf.event == "motion.put.v1":
        if motion is not None:
            yield "this motion was put before"
            return
        seen.motions[data["motion"]] = motion = Motion(data, seen.documents)
        yield from motion.put(data, seen.published)
        if motion.kind == "amendment":
            motion.amendment = Amendment(entry, leaf, seen.documents)
            yield from motion.amendment.put()
    elif motion is None:
        yield "its motion was not put before"
    elif leaf.event == "ballot.cast.v1":
        if data["ballot"] in seen.ballots:
            yield "a ballot of this name was cast before"
            return
        seen.ballots.add(data["ballot"])
        yield from motion.cast(entry, leaf)
    else:
        yield from _happen(leaf, motion, seen)


def _freeze(data: Mapping[str, Any], motion: Motion, seats: Seats) -> Iterator[str]:
    """Let a motion's roll be frozen, and hold it against the council that stands then."""
    known = motion.roll
    yield from motion.freeze(data)
    if known is None and motion.roll is not None:
        allowed = motion.rules is not None and motion.rules.proxies != 0
        _rules, opens_at, _closes_at = motion.terms
        yield from seats.against(motion.roll, opens_at, proxies=allowed)


def _happen(leaf: Leaf, motion: Motion, seen: _Seen) -> Iterator[str]:
    """Let something happen to a motion that is there, other than a ballot."""
    data = leaf.data
    if leaf.event == "motion.roll_frozen.v1":
        yield from _freeze(data, motion, seen.seats)
    elif leaf.event == "motion.session_changed.v1":
        yield from motion.live.move(data, seen.sessions, pending=motion.pending)
        motion.times.call(data)
    elif leaf.event == "motion.opened_live.v1":
        yield from motion.open_live(data, seen.sessions.of(data["session"]))
    elif leaf.event == "motion.extended.v1":
        yield from motion.extend(data)
    elif leaf.event == "motion.vote_opened.v1":
        yield from motion.open_vote(data)
    elif leaf.event == "amendment.called.v1":
        yield from seen.orders.call(data, seen.motions)
    elif leaf.event == "amendment.carried_out.v1":
        if motion.amendment is None:
            yield "this motion is no amendment"
        else:
            yield from motion.amendment.carry(
                data, adopted=motion.adopted, published=seen.published
            )
    elif leaf.event == "motion.voided.v1":
        yield from seen.orders.fall(data, seen.motions)
        yield from motion.void(data, has_reason="reason" in leaf.committed)
    elif leaf.event == "motion.text_corrected.v1":
        mandates = seen.mandates.get(data["chapter"], set())
        yield from motion.correct(data, seen.published, mandates)
    elif leaf.event == "ballot.reason_given.v1":
        yield from motion.explain(data, leaf.actor)
    elif leaf.event == "ballot.paper_entered.v1":
        yield from motion.papers.enter(leaf, motion.roll)
    elif leaf.event == "ballot.reservation_answered.v1":
        yield from motion.answer(data)
    elif leaf.event == "motion.certified.v1":
        yield from motion.certify(data)
    elif leaf.event == "motion.closed.v1":
        yield from motion.close(data)
        if motion.kind == "mandate" and data["outcome"].get("status") == "adopted":
            for chapter in motion.chapters:
                seen.mandates.setdefault(chapter, set()).add(data["motion"])
