"""The inside of a paragraph: runs, links, notes, fields, revisions and what floats above it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from consult.drafts.rules.blocks import DroppedKind
from consult.drafts.rules.word.drawings import Shape, find_text_boxes, judge_drawing
from consult.drafts.rules.word.fields import FieldStack, link_target
from consult.drafts.rules.word.notes import Notes
from consult.drafts.rules.word.package import Relationship
from consult.drafts.rules.word.spans import PLAIN_LOOK, Look, Span, allowed_address, clean_text
from consult.drafts.rules.word.styles import StyleSheet, Traits, run_properties
from consult.drafts.rules.word.symbols import read_private_characters, read_symbol
from consult.drafts.rules.word.xml import (
    M_NS,
    MC_NS,
    R_NS,
    XML_NS,
    Element,
    branch,
    toggle,
    value,
    w,
)

Report = Callable[[DroppedKind, str], None]

_CONTAINERS = {w("smartTag"), w("customXml"), w("bdo"), w("dir"), w("ins"), w("moveTo")}
_DRAWINGS = {w("drawing"), w("pict"), w("object")}
_NOTE_PARTS = {w("footnoteReference"): "footnotes", w("endnoteReference"): "endnotes"}
_FIXED_TEXT = {
    w("tab"): "\t",
    w("ptab"): "\t",
    w("cr"): "\n",
    w("noBreakHyphen"): "\u2011",
}
_SEQUENCE = re.compile(r"\s*SEQ\s+\S", re.IGNORECASE)
_CAPTION_LABEL = re.compile(r"\s*[^\W\d_][^\s.;:]{0,24}(?:\s[^\W\d_]{1,15})?\.?\s*")
_XML_SPACE = " \t\r\n"


@dataclass(slots=True)
class Inline:
    """What a paragraph holds: its spans, and the text boxes and shapes that hang on it.

    `leading` counts the shapes that stand before its first word; `counted` says that it begins
    with a label and a number in a sequence, as captions do.
    """

    spans: list[Span] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    shapes: list[tuple[Shape, str]] = field(default_factory=list)
    leading: int = 0
    counted: bool = False


class InlineReader:
    """Reads the paragraphs of one story (the body, or the notes) in order.

    `links` are the relationships of the story's part, `comments` the margin comments by id;
    `report` is told what is left out.
    """

    def __init__(
        self,
        *,
        styles: StyleSheet,
        links: Mapping[str, Relationship],
        notes: Notes,
        comments: Mapping[str, str],
        report: Report,
    ) -> None:
        self._styles = styles
        self._links = links
        self._notes = notes
        self._comments = comments
        self._report = report
        self._fields = FieldStack()
        self._paragraph_style: Traits = styles.traits(None)
        self._found = Inline()

    def read(self, paragraph: Element, style: Traits) -> Inline:
        """The content of the paragraph, whose style has these traits."""
        self._paragraph_style = style
        self._found = Inline()
        self._children(paragraph, "")
        if self._fields.end_paragraph():
            self._report(DroppedKind.FIELD, "")
        return self._found

    def _children(self, parent: Element, href: str) -> None:
        for child in parent:
            self._child(child, href)

    def _child(self, child: Element, href: str) -> None:
        tag = child.tag
        if tag == w("r"):
            self._run(child, href)
        elif tag == w("hyperlink"):
            self._children(child, self._outer_link(child) or href)
        elif tag == w("fldSimple"):
            self._note_sequence(child.get(w("instr"), ""))
            target = link_target(child.get(w("instr"), ""))
            self._children(child, (self._address(target) if target else "") or href)
        elif tag in _CONTAINERS:
            if tag == w("ins"):
                self._report(DroppedKind.TRACKED_INSERTION, _excerpt(child))
            self._children(child, href)
        elif tag == w("del"):
            self._report(DroppedKind.TRACKED_DELETION, _excerpt(child))
        elif tag == w("sdt"):
            self._content_control(child, href)
        elif tag == f"{{{MC_NS}}}AlternateContent":
            if (chosen := branch(child)) is not None:
                self._children(chosen, href)
        elif tag in {f"{{{M_NS}}}oMath", f"{{{M_NS}}}oMathPara"}:
            self._formula(child)
        elif tag == w("subDoc"):
            self._report(DroppedKind.EMBEDDED_DOCUMENT, "")

    def _outer_link(self, element: Element) -> str:
        relation = self._links.get(element.get(f"{{{R_NS}}}id", ""))
        return self._address(relation.target) if relation and relation.external else ""

    def _address(self, target: str) -> str:
        address = allowed_address(target)
        if address is None:
            self._report(DroppedKind.LINK, target)
        return address or ""

    def _content_control(self, control: Element, href: str) -> None:
        content = control.find(w("sdtContent"))
        if content is None:
            return
        if toggle(control.find(w("sdtPr")), "showingPlcHdr"):
            self._report(DroppedKind.PLACEHOLDER, _excerpt(content))
            return
        self._children(content, href)

    def _formula(self, element: Element) -> None:
        text = "".join(node.text or "" for node in element.iter(f"{{{M_NS}}}t"))
        self._report(DroppedKind.FORMULA, text)
        self._say(clean_text(text), PLAIN_LOOK)

    def _run(self, run: Element, href: str) -> None:
        traits = self._run_traits(run)
        if traits.vanish:
            if text := _excerpt(run):
                self._report(DroppedKind.HIDDEN_TEXT, text)
            return
        if traits.strike and (text := _excerpt(run)):
            self._report(DroppedKind.STRIKETHROUGH, text)
        look = Look(
            strong=bool(traits.bold),
            em=bool(traits.italic),
            vertical={"superscript": "sup", "subscript": "sub"}.get(traits.vertical or "", ""),
            code=traits.code,
            href=href,
        )
        own_mark = False
        for child in run:
            own_mark = self._run_child(child, look, traits.font, own_mark)

    def _run_traits(self, run: Element) -> Traits:
        properties = run.find(w("rPr"))
        if properties is None and self._paragraph_style.vanish is None:
            return self._styles.traits(None)
        style = self._styles.traits(value(properties, "rStyle"))
        said = {name: own for name, own in run_properties(properties).items() if own is not None}
        if style.vanish is None and self._paragraph_style.vanish is not None:
            said.setdefault("vanish", self._paragraph_style.vanish)
        return style.saying(said)

    def _run_child(self, child: Element, look: Look, font: str | None, own_mark: bool) -> bool:
        """Read one part of a run. True once the run holds a note's own mark in place of text."""
        tag = child.tag
        if tag == w("t"):
            if not own_mark:
                self._text(child, look, font)
        elif tag == w("br"):
            if child.get(w("type"), "textWrapping") == "textWrapping":
                self._say("\n", look)
        elif tag in _FIXED_TEXT:
            self._say(_FIXED_TEXT[tag], look)
        elif tag == w("fldChar"):
            self._field_mark(child)
        elif tag == w("instrText"):
            self._fields.instruct(child.text or "")
        elif tag in _NOTE_PARTS:
            return self._note(child, _NOTE_PARTS[tag])
        elif tag == w("sym"):
            self._symbol(child, look)
        elif tag == w("commentReference"):
            self._report(DroppedKind.COMMENT, self._comments.get(child.get(w("id"), ""), ""))
        elif tag in _DRAWINGS:
            self._drawing(child)
        elif tag == w("ruby"):
            self._children_of_base(child, look.href)
        elif tag == f"{{{MC_NS}}}AlternateContent":
            for inner in () if (chosen := branch(child)) is None else chosen:
                own_mark = self._run_child(inner, look, font, own_mark)
        return own_mark

    def _children_of_base(self, ruby: Element, href: str) -> None:
        base = ruby.find(w("rubyBase"))
        if base is not None:
            self._children(base, href)

    def _text(self, element: Element, look: Look, font: str | None) -> None:
        text = element.text or ""
        if element.get(f"{{{XML_NS}}}space") != "preserve":
            text = text.strip(_XML_SPACE)
        known, unknown = read_private_characters(text, font)
        if unknown:
            self._report(DroppedKind.SYMBOL, font or "")
        self._say(clean_text(known), look)

    def _field_mark(self, element: Element) -> None:
        if element.get(w("fldCharType")) == "separate":
            self._note_sequence(self._fields.instruction)
        self._fields.mark(element.get(w("fldCharType"), ""))
        box = element.find(f"{w('ffData')}/{w('checkBox')}")
        if box is not None:
            checked = toggle(box, "checked")
            ticked = toggle(box, "default") if checked is None else checked
            self._found.spans.append(Span("☒" if ticked else "☐"))

    def _note(self, element: Element, part: str) -> bool:
        label = self._notes.cite(part, element.get(w("id"), ""))
        if label is not None and not self._fields.hides:
            self._found.spans.append(Span(label, note=True))
        return element.get(w("customMarkFollows")) in {"1", "true", "on"}

    def _symbol(self, element: Element, look: Look) -> None:
        font = element.get(w("font"), "")
        try:
            known = read_symbol(int(element.get(w("char"), "")[:6], 16), font)
        except ValueError:
            known = None
        if known is None:
            self._report(DroppedKind.SYMBOL, font)
        else:
            self._say(clean_text(known), look)

    def _drawing(self, element: Element) -> None:
        boxes = find_text_boxes(element)
        self._found.boxes.extend(boxes)
        for shape in judge_drawing(element, has_text=bool(boxes)):
            relation = self._links.get(shape.embedded)
            inner = relation is not None and not relation.external and relation.kind == "image"
            self._found.shapes.append((shape, relation.target if relation and inner else ""))
        if not any(span.text.strip() for span in self._found.spans):
            self._found.leading = len(self._found.shapes)

    def _note_sequence(self, instruction: str) -> None:
        """A number in a sequence right after one or two words: “Figure 3” (17.16.5.56)."""
        if _SEQUENCE.match(instruction):
            before = "".join(span.text for span in self._found.spans)
            self._found.counted = self._found.counted or bool(_CAPTION_LABEL.fullmatch(before))

    def _say(self, text: str, look: Look) -> None:
        if self._fields.hides or not text:
            return
        target = self._fields.address
        if target and not look.href and (address := self._address(target)):
            look = look.leading(address)
        self._found.spans.append(Span(text, look))


def _excerpt(element: Element) -> str:
    wanted = (w("t"), w("delText"))
    return "".join(node.text or "" for node in element.iter(*wanted))
