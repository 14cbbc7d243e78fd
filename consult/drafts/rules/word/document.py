"""A Word document from its bytes to its blocks."""

from __future__ import annotations

from lxml import etree

from consult.drafts.rules.blocks import BlockKind, DroppedKind, ParsedDocument
from consult.drafts.rules.sniff import check_leading_bytes
from consult.drafts.rules.upload import FileBomb, FileBroken
from consult.drafts.rules.word.collector import Collector
from consult.drafts.rules.word.inline import InlineReader
from consult.drafts.rules.word.notes import Notes
from consult.drafts.rules.word.numbering import Numbering
from consult.drafts.rules.word.package import Package, Relationship, main_part
from consult.drafts.rules.word.pictures import Pictures
from consult.drafts.rules.word.spans import clean_text, to_html, trim
from consult.drafts.rules.word.story import StoryReader
from consult.drafts.rules.word.styles import StyleSheet
from consult.drafts.rules.word.xml import Element, w

_TITLE = "{http://purl.org/dc/elements/1.1/}title"
MAX_TITLE = 300


def read_document(data: bytes) -> ParsedDocument:
    """All text of the document as blocks: headings, paragraphs, lists, tables, figures, notes.

    Tracked changes are accepted and told; comments, objects, hidden text and pictures that are
    no PNG or JPEG within the limits are left out and told; page headers and footers are left
    out, since a page on the web has its own. Raises a subclass of UploadRefused for whatever
    cannot be read. Memory and time are bounded by the process that this runs in.
    """
    check_leading_bytes(data)
    try:
        return _Reading(Package(data)).document()
    except (RecursionError, MemoryError) as error:
        raise FileBomb from error
    except etree.LxmlError as error:
        raise FileBroken from error


class _Reading:
    """One pass over one package."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._main = main_part(package)
        self._relations = package.relationships(self._main)
        self._styles = StyleSheet(self._related("styles"))
        self._numbering = Numbering(self._related("numbering"), self._styles)
        parts = {kind: self._related(kind) for kind in ("footnotes", "endnotes")}
        self._notes = Notes({kind: root for kind, root in parts.items() if root is not None})
        self._comments = _comment_texts(self._related("comments"))
        self._collector = Collector()
        self._pictures = Pictures(package)

    def document(self) -> ParsedDocument:
        root = self._package.part(self._main)
        body = None if root is None else root.find(w("body"))
        if body is None:
            raise FileBroken
        self._story(self._relations).read(body)
        self._read_notes()
        self._report_template()
        return self._collector.document(
            self._stated_title(), pictures=tuple(self._pictures.kept.values())
        )

    def _story(self, links: dict[str, Relationship]) -> StoryReader:
        return StoryReader(
            styles=self._styles,
            numbering=self._numbering,
            collector=self._collector,
            pictures=self._pictures,
            inline=InlineReader(
                styles=self._styles,
                links=links,
                notes=self._notes,
                comments=self._comments,
                report=self._collector.report,
            ),
        )

    def _read_notes(self) -> None:
        """Add the notes that the text refers to; a note may refer to another, each counts once."""
        stories = {
            kind: self._story(self._package.relationships(name))
            for kind in ("footnotes", "endnotes")
            if (name := self._related_name(kind)) is not None
        }
        while cited := self._notes.take_cited():
            for note in cited:
                html = to_html(trim(stories[note.part].lines(note.element)))
                self._collector.add(BlockKind.FOOTNOTE, html, {"note": note.label})

    def _report_template(self) -> None:
        """Tell of a template elsewhere, which Word would fetch on opening; nothing is fetched."""
        settings = self._related_name("settings")
        relations = {} if settings is None else self._package.relationships(settings)
        for relation in relations.values():
            if relation.external and relation.kind == "attachedTemplate":
                self._collector.report(DroppedKind.TEMPLATE, relation.target)

    def _related_name(self, kind: str) -> str | None:
        for relation in self._relations.values():
            if relation.kind == kind and not relation.external:
                return relation.target
        return None

    def _related(self, kind: str) -> Element | None:
        name = self._related_name(kind)
        return None if name is None else self._package.part(name)

    def _stated_title(self) -> str:
        for relation in self._package.relationships("").values():
            if relation.kind == "core-properties" and not relation.external:
                core = self._package.part(relation.target)
                text = "" if core is None else core.findtext(_TITLE) or ""
                return " ".join(clean_text(text).split())[:MAX_TITLE]
        return ""


def _comment_texts(root: Element | None) -> dict[str, str]:
    """The words of each margin comment by id. Their authors are left out on purpose."""
    return {
        comment.get(w("id"), ""): " ".join(node.text or "" for node in comment.iter(w("t")))
        for comment in ([] if root is None else root)
    }
