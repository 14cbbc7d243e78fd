"""What an amendment changes: pinned when put, opened by the close, held by a later version."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from consult.council.rules.amending import amendment_difference, carried_out, touched
from consult.council.rules.errors import RuleRefusal
from consult.council.rules.wording import difference_sha256
from consult.ledger.leaf import Leaf
from consult.verify.log import Entry
from consult.verify.motion_text import Documents, Text
from consult.verify.openings import opened_value
from consult.verify.report import Finding


class Amendment:
    """The amendment of one motion; `operations` are None until the close opens them."""

    def __init__(self, entry: Entry, leaf: Leaf, documents: Documents) -> None:
        self._entry = entry
        self._documents = documents
        self._data: Mapping[str, Any] = leaf.data
        self._text: Mapping[str, Any] | None = leaf.data.get("amendment")
        opened = entry.raw.opened
        self.operations = opened_value(leaf, opened, "operations") if self.is_opened else None
        self._carried = False

    @property
    def is_opened(self) -> bool:
        """Tell whether the bundle shows what the amendment says."""
        return "operations" in self._entry.raw.opened

    def finding(self, trouble: str) -> Finding:
        """Return something wrong with the entry by which it was put."""
        return self._entry.finding(trouble)

    @property
    def text(self) -> str | None:
        """Return the hash of the text that it changes."""
        return self._text["sha256"] if self._text else None

    @property
    def touched(self) -> frozenset[str] | None:
        """Return the passages that it touches, or None where nobody can know."""
        return None if self.operations is None else touched(self.operations)

    def put(self) -> Iterator[str]:
        """Check that it changes the authentic text of its motion, as the hash says."""
        if self._text is None:
            yield "it is an amendment and does not say what it changes"
            return
        named = {name: self._text[name] for name in ("chapter", "version", "language", "sha256")}
        if {**named, "authentic": True} not in self._data["texts"]:
            yield "the text that it changes is not the authentic text of the motion"
        old = self._document(self._text["sha256"])
        if old is None or self.operations is None:
            return
        try:
            found = amendment_difference(old, self.operations)
        except RuleRefusal as error:
            yield f"{error.code}: {error}"
            return
        if difference_sha256(found) != self._text["difference_sha256"]:
            yield "what it says does not make the difference whose hash was voted on"

    def carry(
        self, data: Mapping[str, Any], *, adopted: bool, published: set[Text]
    ) -> Iterator[str]:
        """Check that a version holds what was adopted, and that none did before."""
        if not adopted:
            yield "an amendment that was not adopted is not carried out"
        if self._carried:
            yield "it was carried out before"
        self._carried = True
        named = (data["chapter"], data["version"], data["language"], data["sha256"])
        if named not in published:
            yield "the version that holds it was not published with this hash before"
        place = {name: data[name] for name in ("chapter", "language")}
        if self._text is None or any(self._text[name] != place[name] for name in place):
            yield "it is carried out in another text than it changes"
            return
        old, new = self._document(self._text["sha256"]), self._document(data["sha256"])
        if old is None or new is None or self.operations is None:
            return
        if not carried_out(old, self.operations, new):
            yield "the version named does not hold what was adopted"

    def _document(self, digest: str) -> Mapping[str, Any] | None:
        found = self._documents.get(digest)
        return found if isinstance(found, dict) and "blocks" in found else None
