"""A Word file with the places of its margin comments and of its tracked changes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from consult.drafts.rules.blocks import ParsedBlock
from consult.drafts.rules.margin import (
    MAX_MARGIN_TEXT,
    AnnotatedDocument,
    ChangeKind,
    MarginComment,
    Range,
    TrackedChange,
    quote_of,
)
from consult.drafts.rules.word.document import read_document
from consult.drafts.rules.word.margin import Said, one_line, read_comments, words_of
from consult.drafts.rules.word.marks import (
    Marks,
    Spot,
    drop_private_characters,
    find_marks,
    outermost,
    paragraph_of,
)
from consult.drafts.rules.word.original import STORIES, OriginalPackage, reject_changes
from consult.drafts.rules.word.package import Package, main_part
from consult.drafts.rules.word.xml import Element, w

_NEW: Final = frozenset({w("ins"), w("moveTo")})
_OLD: Final = frozenset({w("del"), w("moveFrom")})
_START, _END, _AT = w("commentRangeStart"), w("commentRangeEnd"), w("commentReference")


def read_annotated(data: bytes) -> AnnotatedDocument:
    """The text before its tracked changes, the margin comments and the changes with their places.

    A comment without a range marks the place of its reference. Raises what `read_document`
    raises, and TooMuchInMargin.
    """
    plain = read_document(data, package=OriginalPackage)
    opened: list[_MarkedPackage] = []

    def open_marked(content: bytes) -> Package:
        opened.append(_MarkedPackage(content))
        return opened[-1]

    marked = read_document(data, package=open_marked)
    notes = opened[0].notes
    spots = find_marks(marked.blocks, plain.blocks)
    return AnnotatedDocument(
        document=plain,
        comments=tuple(_comment(said, notes, spots, plain.blocks) for said in opened[0].said()),
        changes=tuple(_changes(notes, spots, plain.blocks)),
    )


@dataclass(frozen=True, slots=True)
class _Change:
    element: Element
    author: str
    date: str
    new: str
    start: int
    end: int


@dataclass(slots=True)
class _Notes:
    """The numbers of the marks: of comments by their ids, and of the changes in order."""

    starts: dict[str, int] = field(default_factory=dict)
    ends: dict[str, int] = field(default_factory=dict)
    references: dict[str, int] = field(default_factory=dict)
    changes: list[_Change] = field(default_factory=list)


class _MarkedPackage(Package):
    """A package whose stories carry marks and are read as before their tracked changes."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self.notes = _Notes()
        self._marks = Marks()

    def part(self, name: str) -> Element | None:
        root = super().part(name)
        if root is not None and root.tag in STORIES:
            drop_private_characters(root)
            _mark_comments(root, self._marks, self.notes)
            _mark_changes(root, self._marks, self.notes)
            reject_changes(root)
        return root

    def said(self) -> list[Said]:
        """The comments part, with the threads."""
        parts = {
            relation.kind: relation.target
            for relation in self.relationships(main_part(self)).values()
            if not relation.external
        }
        comments, extended = (
            self.part(parts[kind]) if kind in parts else None
            for kind in ("comments", "commentsExtended")
        )
        return read_comments(comments, extended)


def _mark_comments(root: Element, marks: Marks, notes: _Notes) -> None:
    """Mark where each comment begins and ends.

    A range may begin between paragraphs: it begins with the next one then, and ends with the last
    one before its end. What was inserted is not in the original, so marks move out of it.
    """
    waiting: list[str] = []
    last: Element | None = None
    for element in list(root.iter(w("p"), _START, _END, _AT)):
        comment_id = element.get(w("id"), "")
        if element.tag == w("p"):
            last = element
            notes.starts.update((each, marks.put_into(element)) for each in waiting)
            waiting = []
            continue
        inside = paragraph_of(element) is not None
        at = outermost(element, _NEW) if inside else element
        if element.tag == _START and not inside:
            waiting.append(comment_id)
        elif element.tag == _START:
            notes.starts.setdefault(comment_id, marks.put(at))
        elif element.tag == _END and inside:
            notes.ends[comment_id] = marks.put(at, after=True)
        elif element.tag == _END and last is not None:
            notes.ends[comment_id] = marks.put_into(last, at_end=True)
        elif element.tag == _AT and inside:
            run = outermost(element, _NEW | {w("r")})
            notes.references[comment_id] = marks.put(run, after=True)


def _mark_changes(root: Element, marks: Marks, notes: _Notes) -> None:
    """Mark what was deleted, and the places where something was inserted."""
    for element in list(root.iter(*_NEW, *_OLD)):
        if paragraph_of(element) is None or outermost(element, _NEW) is not element:
            continue
        words = words_of(element) if element.tag in _NEW else ""
        if (element.tag in _NEW and not words) or not list(element):
            continue
        author, date = one_line(element.get(w("author"), "")), element.get(w("date"), "")
        start = marks.put(element)
        end = marks.put(element, after=True)
        words += "\n" if words and _ends_inserted_paragraph(element) else ""
        notes.changes.append(_Change(element, author, one_line(date)[:32], words, start, end))


def _ends_inserted_paragraph(element: Element) -> bool:
    """Whether an insertion is the last of a paragraph whose own end was inserted too."""
    paragraph = paragraph_of(element)
    mark = None if paragraph is None else paragraph.find(f"{w('pPr')}/{w('rPr')}/{w('ins')}")
    if paragraph is None or mark is None:
        return False
    return list(paragraph.iter(*_NEW))[-1] is element


def _comment(
    said: Said, notes: _Notes, spots: dict[int, Spot], blocks: tuple[ParsedBlock, ...]
) -> MarginComment:
    reference = notes.references.get(said.comment_id, -1)
    start = spots.get(notes.starts.get(said.comment_id, reference))
    end = spots.get(notes.ends.get(said.comment_id, reference))
    marked = None
    if start is not None:
        end = end if end is not None and end >= start else start
        marked = _tightened(Range(*start, *end), blocks)
    return MarginComment(
        author=said.author,
        initials=said.initials,
        date=said.date,
        text=said.text,
        parent=said.parent,
        resolved=said.resolved,
        marked=marked,
        quote=quote_of(blocks, marked)[:MAX_MARGIN_TEXT] if marked else "",
    )


def _tightened(marked: Range, blocks: tuple[ParsedBlock, ...]) -> Range:
    """A range that ends before the first word of a block ends with the block before."""
    first, start, last, end = marked.start_block, marked.start, marked.end_block, marked.end
    while last > first and end == 0:
        last -= 1
        end = len(blocks[last].text)
    while first < last and start >= len(blocks[first].text):
        first, start = first + 1, 0
    return Range(first, start, last, end)


def _changes(
    notes: _Notes, spots: dict[int, Spot], blocks: tuple[ParsedBlock, ...]
) -> list[TrackedChange]:
    found = []
    for change in notes.changes:
        inserted = bool(change.new)
        start, end = spots.get(change.start), spots.get(change.end)
        block, old = None, ""
        if start is not None and end is not None and start[0] == end[0]:
            block = start[0]
            old = "" if inserted else blocks[block].text[start[1] : end[1]]
        if not inserted and not old:
            continue
        found.append(
            TrackedChange(
                kind=ChangeKind.INSERTION if inserted else ChangeKind.DELETION,
                author=change.author,
                date=change.date,
                old=old[:MAX_MARGIN_TEXT],
                new=change.new[:MAX_MARGIN_TEXT],
                block=block,
                start=start[1] if start and block is not None else 0,
                end=end[1] if end and block is not None else 0,
            )
        )
    return found
