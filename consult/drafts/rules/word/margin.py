"""The comments part of a Word file, and who replied to whom (MS-DOCX 2.2.4, commentsExtended)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from consult.drafts.rules.margin import MAX_IN_MARGIN, MAX_MARGIN_NAME, MAX_MARGIN_TEXT
from consult.drafts.rules.upload import TooMuchInMargin
from consult.drafts.rules.word.spans import clean_text
from consult.drafts.rules.word.xml import Element, w

W14_NS: Final = "http://schemas.microsoft.com/office/word/2010/wordml"
W15_NS: Final = "http://schemas.microsoft.com/office/word/2012/wordml"

_SAID: Final = {w("tab"): "\t", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "\u2011"}


@dataclass(frozen=True, slots=True)
class Said:
    """A comment of the part: its id, who said what when, and the index it replies to."""

    comment_id: str
    author: str
    initials: str
    date: str
    text: str
    parent: int | None
    resolved: bool


def read_comments(comments: Element | None, extended: Element | None) -> list[Said]:
    """The comments in file order. Raises TooMuchInMargin."""
    entries = [] if comments is None else list(comments.iterchildren(w("comment")))
    if len(entries) > MAX_IN_MARGIN:
        raise TooMuchInMargin(limit=MAX_IN_MARGIN)
    index_of = {_paragraph_id(entry): index for index, entry in enumerate(entries)}
    replies: dict[str, tuple[str, bool]] = {
        entry.get(_w15("paraId"), "").upper(): (
            entry.get(_w15("paraIdParent"), "").upper(),
            entry.get(_w15("done")) in {"1", "true", "on"},
        )
        for entry in ([] if extended is None else extended)
    }
    said = []
    for index, entry in enumerate(entries):
        above, resolved = replies.get(_paragraph_id(entry) or "-", ("", False))
        parent = index_of.get(above, index) if above else index
        # A reply stands after what it replies to; anything else would be a circle.
        said.append(_said(entry, parent if parent < index else None, resolved))
    return said


def _said(entry: Element, parent: int | None, resolved: bool) -> Said:
    paragraphs = [words_of(paragraph).strip() for paragraph in entry.iter(w("p"))]
    return Said(
        comment_id=entry.get(w("id"), ""),
        author=one_line(entry.get(w("author"), "")),
        initials=one_line(entry.get(w("initials"), ""))[:12],
        date=one_line(entry.get(w("date"), ""))[:32],
        text="\n\n".join(filter(None, paragraphs))[:MAX_MARGIN_TEXT],
        parent=parent,
        resolved=resolved,
    )


def words_of(element: Element) -> str:
    """The words of an element, without those of a deletion and of field instructions."""
    return "".join(
        _SAID[node.tag] if node.tag in _SAID else clean_text(node.text or "")
        for node in element.iter(w("t"), *_SAID)
    )


def one_line(text: str) -> str:
    """A name or a date as one line of at most `MAX_MARGIN_NAME` characters."""
    return " ".join(clean_text(text).split())[:MAX_MARGIN_NAME]


def _paragraph_id(entry: Element) -> str:
    """The id of a comment's last paragraph, by which the extended part names the comment."""
    ids = [paragraph.get(f"{{{W14_NS}}}paraId", "") for paragraph in entry.iter(w("p"))]
    return ids[-1].upper() if ids else ""


def _w15(name: str) -> str:
    return f"{{{W15_NS}}}{name}"
