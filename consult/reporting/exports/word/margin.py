"""Margin comments on exactly their words, and the threads that Word shows of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext
from docx.oxml.ns import nsmap
from docx.text.run import Run
from lxml import etree

from consult.comments.rules.paths import root_of
from consult.comments.selectors import MarginNote
from consult.reporting.exports.word.parts import add_part, element, fit, say
from consult.reporting.rules.pieces import Piece

W14: Final = "http://schemas.microsoft.com/office/word/2010/wordml"
W15: Final = "http://schemas.microsoft.com/office/word/2012/wordml"
EXTENDED: Final = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"

Written = list[tuple[Piece, Any]]
"""The pieces of a block with the runs that hold them, in order."""


def cuts_of(notes: Iterable[MarginNote], language: str) -> dict[UUID, set[int]]:
    """Where the runs of each block have to be split for the comments on its words."""
    cuts: dict[UUID, set[int]] = {}
    for note in notes:
        if note.block_key and note.language == language and note.end is not None:
            cuts.setdefault(note.block_key, set()).update({note.start or 0, note.end})
    return cuts


class MarginWriter:
    """Puts comments into the margin of a document.

    `blocks` are the runs by block; `languages` say in which language each block stands there. What
    is about the chapter, or about words that are gone, stands at `title`.
    """

    def __init__(
        self,
        document: Any,
        title: Any,
        blocks: Mapping[UUID, Written],
        languages: Mapping[UUID, str],
    ) -> None:
        self._document, self._title = document, title
        self._blocks, self._languages = blocks, languages
        self._comments = document.part._comments_part.element
        self._ids: dict[str, str] = {}

    def write(self, notes: Iterable[MarginNote]) -> None:
        """Write all comments in reading order, replies in the thread that they belong to."""
        root = etree.Element(f"{{{W15}}}commentsEx", nsmap={"w15": W15})
        for place, note in enumerate(notes, start=1):
            comment = self._comment(note)
            para = f"{place:08X}"
            comment.findall(f"{{{nsmap['w']}}}p")[-1].set(f"{{{W14}}}paraId", para)
            entry = etree.SubElement(root, f"{{{W15}}}commentEx")
            entry.set(f"{{{W15}}}paraId", para)
            entry.set(f"{{{W15}}}done", "0")
            above = self._ids.get(root_of(note.path))
            if above:
                entry.set(f"{{{W15}}}paraIdParent", above)
            self._ids[note.path] = para
        if len(root):
            add_part(self._document, "commentsExtended", root, EXTENDED)

    def _comment(self, note: MarginNote) -> Any:
        """Write one comment; python-docx would look through all others for a free number."""
        first, last = self._runs(note)
        number = len(self._ids)
        by = note.author_name
        if note.organisation_name:
            by = f"{by} ({note.organisation_name})"
        made = element(
            "comment",
            id=str(number),
            author=fit(by),
            initials=fit("".join(word[0] for word in note.author_name.split())[:4]),
            date=note.posted_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        )
        for line in _said(note).split("\n"):
            paragraph, properties, run = element("p"), element("pPr"), element("r")
            properties.append(element("pStyle", "CommentText"))
            say(run, line)
            paragraph.extend([properties, run])
            made.append(paragraph)
        self._comments.append(made)
        Run(first, self._document).mark_comment_range(Run(last, self._document), number)
        return made

    def _runs(self, note: MarginNote) -> tuple[Any, Any]:
        """The first and the last run that a comment is about."""
        key = note.block_key
        written = self._blocks.get(key, []) if key else []
        if key is None or not written:
            return self._title, self._title
        exact = written
        if note.end is not None and self._languages[key] == note.language:
            start = note.start or 0
            exact = [
                (piece, run)
                for piece, run in written
                if piece.start < note.end and piece.end > start
            ]
        return (exact or written)[0][1], (exact or written)[-1][1]


def _said(note: MarginNote) -> str:
    """What stands in the margin: the words that are gone, the comment, the suggested wording."""
    lines = []
    if note.removed and note.exact:
        gone = gettext("About words that are no longer in the text: “%(words)s”")
        lines.append(gone % {"words": note.exact})
    if note.body:
        lines.append(note.body)
    if note.old and note.new:
        wording = gettext("Suggested wording: “%(new)s” instead of “%(old)s”")
        lines.append(wording % {"old": note.old, "new": note.new})
    elif note.old:
        lines.append(gettext("Suggested wording: without “%(old)s”") % {"old": note.old})
    elif note.new:
        lines.append(gettext("Suggested wording: add “%(new)s”") % {"new": note.new})
    return "\n".join(lines)
