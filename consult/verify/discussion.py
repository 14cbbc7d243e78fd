"""The discussion: numbers are given once, and answers and decisions are about what was posted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from consult.verify.log import Entry
from consult.verify.report import Finding

_ABOUT_COMMENTS = ("case.decided.v1", "comment.answered.v1", "comment.resubmitted.v1")
Version = tuple[str, int]


def check_discussion(entries: Sequence[Entry]) -> Iterator[Finding]:
    """Find comments on texts that were not published, and acts about comments never posted."""
    posted: set[str] = set()
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
        elif entry.event in _ABOUT_COMMENTS and data["number"] not in posted:
            yield entry.finding(f"it is about {data['number']}, which was not posted before")
