"""The texts: whether each published version is in the bundle, to the byte."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from consult.ledger.bundle import document_hash
from consult.ledger.leaf import Leaf
from consult.verify.log import Entry
from consult.verify.report import Finding, at

PUBLISHING = frozenset({"version.published.v1", "easy_text.published.v1"})
"""The events that name texts which everybody may read, so the bundle holds them."""

ASKING = "motion.put.v1"
"""The event that names the words of a question of procedure, which the bundle holds too."""


def check_documents(entries: Sequence[Entry], documents: Mapping[str, Any]) -> Iterator[Finding]:
    """Find renderings that are missing or altered, and documents that no entry names."""
    altered = {name for name, document in documents.items() if document_hash(document) != name}
    named = set()
    for entry in entries:
        if entry.leaf is None:
            continue
        for language, digest in _named_by(entry.leaf):
            named.add(digest)
            if digest in altered:
                yield entry.finding(f"the document {language} is not the one with its hash")
            elif digest not in documents and entry.event in {*PUBLISHING, ASKING}:
                yield entry.finding(f"the document {language} with its hash is not in the bundle")
    for name in documents:
        if name not in named:
            yield at(f"document {name}", "no entry names it")


def _named_by(leaf: Leaf) -> list[tuple[str, str]]:
    """Return the documents that an entry names, as (language or kind, hash)."""
    data = leaf.data
    if leaf.event in PUBLISHING:
        return [(each["language"], each["sha256"]) for each in data["renderings"]]
    if leaf.event == ASKING:
        return [(each["language"], each["sha256"]) for each in data.get("words", [])]
    if leaf.event == "code.published.v1":
        return [("code of conduct", data["sha256"])]
    return []
