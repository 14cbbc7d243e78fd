"""The discussion: numbers are given once, and answers and decisions are about what was posted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from consult.verify.log import Entry
from consult.verify.report import Finding

_ERASED = "submission.erased.v1"
_ABOUT_COMMENTS = (
    "case.decided.v1",
    "comment.answered.v1",
    "comment.resubmitted.v1",
    _ERASED,
)
Version = tuple[str, int]


def erased_numbers(entries: Sequence[Entry]) -> set[str]:
    """Return the numbers of the submissions that were erased at somebody's request."""
    return {
        entry.leaf.data["number"]
        for entry in entries
        if entry.leaf is not None and entry.event == _ERASED
    }


def check_discussion(entries: Sequence[Entry]) -> Iterator[Finding]:
    """Find comments on texts that were not published, and acts about comments never posted.

    What was erased is missing by right, and it is a finding where the bundle still shows it.
    """
    posted: set[str] = set()
    gone, erased = erased_numbers(entries), set()
    published: set[Version] = set()
    for entry in entries:
        if entry.leaf is None:
            continue
        data = entry.leaf.data
        if entry.event == "version.published.v1":
            version = (data["chapter"], data["number"])
            if version in published:
                yield entry.finding(f"version {data['number']} was published before")
            published.add(version)
        elif entry.event == "comment.posted.v1":
            if data["number"] in posted:
                yield entry.finding(f"the number {data['number']} was given before")
            if (data["chapter"], data["version"]) not in published:
                yield entry.finding("it comments on a version that was not published before")
            if data["parent"] is not None and data["parent"] not in posted:
                yield entry.finding(f"it replies to {data['parent']}, which was not posted before")
            posted.add(data["number"])
        if entry.event == _ERASED:
            if data["number"] in erased:
                yield entry.finding(f"{data['number']} was erased before")
            erased.add(data["number"])
        if data.get("number") in gone and entry.raw.opened:
            yield entry.finding(f"{data['number']} was erased, and the bundle still opens it")
        if entry.event in _ABOUT_COMMENTS and data["number"] not in posted:
            yield entry.finding(f"it is about {data['number']}, which was not posted before")
