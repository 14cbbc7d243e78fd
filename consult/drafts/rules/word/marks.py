"""Marks: characters of no script put into a story, so that places survive until it is text.

A story is read twice, with marks and without. The text with marks says where each place is in
the text without, whatever the reader trims, joins or leaves out on its way.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final, cast

from lxml import etree

from consult.drafts.rules.blocks import BlockKind, ParsedBlock
from consult.drafts.rules.margin import MAX_IN_MARGIN
from consult.drafts.rules.upload import TooMuchInMargin
from consult.drafts.rules.word.spans import MARGIN
from consult.drafts.rules.word.xml import XML_NS, Element, w

FIRST: Final = 0xF0000
"""The first character of plane 15, which Unicode keeps for private use and no font of Word's."""

MAX_MARKS: Final = 3 * MAX_IN_MARGIN
_MARK: Final = re.compile("[\U000f0000-\U000ffffd]")

_ONLY_WITH_WORDS: Final = frozenset(
    {BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.CAPTION}
)
"""Kinds of which the reader makes no block without words: one that holds marks only is not one."""

Spot = tuple[int, int]
"""A block's index and an offset in its text."""


def drop_private_characters(root: Element) -> None:
    """Take the characters that serve as marks out of the words of the story."""
    for node in root.iter(w("t"), w("delText")):
        if node.text and _MARK.search(node.text):
            node.text = _MARK.sub("", node.text)


class Marks:
    """Gives out marks for the stories of one document. Raises TooMuchInMargin."""

    def __init__(self) -> None:
        self._next = 0

    def put(self, at: Element, *, after: bool = False) -> int:
        """Put a mark before or after an element that stands in a paragraph; return its number."""
        number, run = self._run()
        node: Any = at
        (node.addnext if after else node.addprevious)(run)
        return number

    def put_into(self, paragraph: Element, *, at_end: bool = False) -> int:
        """Put a mark at the start, or at the end, of a paragraph; return its number."""
        number, run = self._run()
        node: Any = paragraph
        properties = node.find(w("pPr"))
        if at_end:
            node.append(run)
        elif properties is None:
            node.insert(0, run)
        else:
            properties.addnext(run)
        return number

    def _run(self) -> tuple[int, Any]:
        if self._next >= MAX_MARKS:
            raise TooMuchInMargin(limit=MAX_IN_MARGIN)
        number = self._next
        self._next += 1
        run = etree.Element(w("r"))
        text = etree.SubElement(run, w("t"))
        text.set(f"{{{XML_NS}}}space", "preserve")
        text.text = chr(FIRST + number)
        return number, run


def find_marks(marked: Sequence[ParsedBlock], plain: Sequence[ParsedBlock]) -> dict[int, Spot]:
    """Where each mark of the marked reading stands in the plain one.

    A mark between blocks stands at the end of the block before it. Empty where the two readings
    do not tell of the same blocks, so that no place is guessed.
    """
    spots: dict[int, Spot] = {}
    index = -1
    for block in marked:
        bare = _MARK.sub("", block.text)
        if block.kind in _ONLY_WITH_WORDS and not bare.strip(MARGIN):
            before = (index, len(plain[index].text)) if index >= 0 else (0, 0)
            spots.update(dict.fromkeys(_numbers(block.text), before))
            continue
        index += 1
        if index >= len(plain) or plain[index].kind is not block.kind:
            return {}
        spots.update((mark, (index, at)) for mark, at in _offsets(block.text, plain[index].text))
    return spots if index + 1 == len(plain) else {}


def _numbers(text: str) -> list[int]:
    return [ord(character) - FIRST for character in _MARK.findall(text)]


def _offsets(marked: str, plain: str) -> list[tuple[int, int]]:
    """Each mark with its offset in the plain text; white space may differ between the two."""
    found: list[tuple[int, int]] = []
    at = 0
    for character in marked:
        if _MARK.match(character):
            found.append((ord(character) - FIRST, at))
            continue
        ahead = at
        while ahead < len(plain) and plain[ahead] != character and plain[ahead].isspace():
            ahead += 1
        if ahead < len(plain) and plain[ahead] == character:
            at = ahead + 1
    return found


def paragraph_of(element: Element) -> Element | None:
    """The paragraph in which an element stands, or None where it stands between paragraphs."""
    node: Any = element
    for ancestor in node.iterancestors():
        if ancestor.tag == w("p"):
            return cast(Element, ancestor)
    return None


def outermost(element: Element, tags: frozenset[str]) -> Element:
    """The outermost element with one of the tags round the element within its paragraph."""
    node: Any = element
    found = node
    for ancestor in node.iterancestors():
        if ancestor.tag == w("p"):
            break
        if ancestor.tag in tags:
            found = ancestor
    return cast(Element, found)
