"""The whole bundle: every check in turn, into one report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from consult.ledger.bundle import Bundle, BundleMalformed, parse_bundle
from consult.ledger.canonical import NotCanonical, parse_canonical
from consult.ledger.checkpoint import Checkpoint, KeyMalformed, VerifierKey, parse_verifier_key
from consult.ledger.merkle import root_of
from consult.ledger.note import other_signers
from consult.verify.clocks import far_apart
from consult.verify.discussion import check_discussion, erased_numbers
from consult.verify.documents import check_documents
from consult.verify.log import Entry, check_order, read_entries
from consult.verify.motion import Motion
from consult.verify.motions import replay_motions
from consult.verify.openings import check_openings
from consult.verify.report import Report, at, at_entry
from consult.verify.tree import check_cosigned, check_old_head, check_tree, open_head


def verify_bundle(
    data: bytes, key: VerifierKey, old_head: str | None = None
) -> tuple[Report, list[Entry]]:
    """Check the bytes of a bundle against a trusted key; return the report and the entries.

    With `old_head`, a signed note kept from before, the log must contain what that head signed.
    """
    report = Report()
    try:
        bundle = parse_bundle(parse_canonical(data))
    except NotCanonical as error:
        report.add([at("bundle", f"not canonical JSON at {error}")])
        return report, []
    except BundleMalformed as error:
        place = at("bundle", error.reason)
        if error.index is not None:
            place = at_entry(error.index, "-", error.reason)
        report.add([place])
        return report, []
    entries, findings = read_entries(bundle)
    report.add(findings)
    head = _check_head(bundle, key, entries, report)
    report.add(check_order(entries, head.origin if head else _claimed_origin(entries)))
    report.add(check_documents(entries, bundle.documents))
    report.add(check_discussion(entries))
    report.add(check_cosigned(entries))
    opened = _check_openings(entries, report)
    motions, rollups, findings = replay_motions(entries, bundle.documents)
    report.add(findings)
    if old_head is not None:
        origin = head.origin if head else _claimed_origin(entries)
        keys = _trusted_keys(key, entries)
        report.add(check_old_head(old_head, keys, entries, origin or ""))
    _summarise(report, bundle, key, entries, opened, motions, head)
    report.summary += rollups.summary()
    return report, entries


def _check_head(
    bundle: Bundle, key: VerifierKey, entries: Sequence[Entry], report: Report
) -> Checkpoint | None:
    if bundle.key != str(key):
        report.add([at("key", f"the bundle names the key {bundle.key}, not the trusted one")])
    head, findings = open_head(bundle.head, key)
    report.add(findings)
    report.add(check_tree(bundle, entries, head))
    return head


def _check_openings(entries: Sequence[Entry], report: Report) -> int:
    """Check all openings and return how many there are."""
    report.add(
        entry.finding(trouble)
        for entry in entries
        if entry.leaf is not None
        for trouble in check_openings(entry.leaf, entry.raw.opened)
    )
    return sum(len(entry.raw.opened) for entry in entries)


def _claimed_origin(entries: Sequence[Entry]) -> str | None:
    """Return the log that the first readable leaf names, where no head can be trusted."""
    return next((entry.leaf.log for entry in entries if entry.leaf is not None), None)


def _trusted_keys(key: VerifierKey, entries: Sequence[Entry]) -> list[VerifierKey]:
    """Return the trusted key and, backwards in time, those that it has replaced."""
    keys = [key]
    for entry in reversed(entries):
        if entry.leaf is None or entry.event != "key.rotated.v1":
            continue
        if entry.leaf.data["new_key"] == str(keys[-1]):
            try:
                keys.append(parse_verifier_key(entry.leaf.data["old_key"]))
            except KeyMalformed:
                return keys
    return keys


def _summarise(
    report: Report,
    bundle: Bundle,
    key: VerifierKey,
    entries: Sequence[Entry],
    opened: int,
    motions: dict[str, Motion],
    head: Checkpoint | None,
) -> None:
    """Say what was checked, and what an auditor should know although it is not wrong."""
    root = root_of(entry.hash for entry in entries).hex()
    report.summary = [
        f"{len(entries)} entries of {_claimed_origin(entries)}, signed by {key.name}",
        f"root {root}",
        (
            f"{len(bundle.proofs)} inclusion proofs, {opened} openings, "
            f"{len(bundle.documents)} documents"
        ),
        *map(_summary, motions.values()),
    ]
    posted = [entry for entry in entries if entry.event == "comment.posted.v1"]
    if silent := sum("text" not in entry.raw.opened for entry in posted):
        report.summary.append(f"{silent} of {len(posted)} comments stand here without their text")
    report.notes = [note for motion in motions.values() for note in _notes(motion)]
    report.notes += far_apart(entries)
    if head is not None:
        report.notes += [
            f"the head names a signature by {name} too, which was not checked"
            for name in other_signers(bundle.head, key)
        ]
    if erased := len(erased_numbers(entries)):
        what = "submissions were" if erased > 1 else "submission was"
        report.notes.append(
            f"{erased} {what} erased on request; the log keeps their entries, nobody their texts"
        )


def _summary(motion: Motion) -> str:
    """Say in one line where a motion stands, and how much of it could be read."""
    line = f"motion “{motion.title}”: {motion.status}, {motion.cast_count} ballots"
    if motion.sealed:
        line += f" ({len(motion.sealed)} sealed)"
    return line + (", recounted" if motion.closed_at and motion.recountable else "")


def _notes(motion: Motion) -> Iterator[str]:
    if motion.closed_early:
        yield f"the motion “{motion.title}” was closed before its announced time"
    if motion.closed_at and not motion.recountable:
        yield (
            f"the motion “{motion.title}” was not recounted, "
            "since not all of its ballots can be read"
        )
