"""What in a text keeps some people from reading it, as far as its blocks show.

Each finding names a success criterion of the Web Content Accessibility Guidelines 2.2 and, where
W3C describes it, the technique or failure that it follows. Nothing is refused because of one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from html.parser import HTMLParser

from consult.drafts.rules.blocks import BlockKind, ParsedBlock


class Mend(StrEnum):
    """The operation that mends a finding."""

    RETYPE = "retype"
    REWORD = "words"
    REMOVE = "remove"


class FindingKind(StrEnum):
    """What is looked for."""

    NO_HEADING = "no_heading"
    SEVERAL_TITLES = "several_titles"
    LEVEL_SKIPPED = "level_skipped"
    EMPTY_HEADING = "empty_heading"
    BOLD_HEADING = "bold_heading"
    TABLE_WITHOUT_HEADER = "table_without_header"
    FIGURE_WITHOUT_TEXT = "figure_without_text"
    LINK_SAYS_NOTHING = "link_says_nothing"


CRITERIA: dict[FindingKind, str] = {
    FindingKind.NO_HEADING: "2.4.1",
    FindingKind.SEVERAL_TITLES: "2.4.6",
    FindingKind.LEVEL_SKIPPED: "1.3.1",
    FindingKind.EMPTY_HEADING: "2.4.6",
    FindingKind.BOLD_HEADING: "1.3.1",
    FindingKind.TABLE_WITHOUT_HEADER: "1.3.1",
    FindingKind.FIGURE_WITHOUT_TEXT: "1.1.1",
    FindingKind.LINK_SAYS_NOTHING: "2.4.4",
}
"""By technique or failure: headings that begin sections H69 and G141, headings that describe G130,
bold text in place of headings F2, tables F91, pictures F65, links F63."""

MENDS: dict[FindingKind, Mend] = {
    FindingKind.NO_HEADING: Mend.RETYPE,
    FindingKind.SEVERAL_TITLES: Mend.RETYPE,
    FindingKind.LEVEL_SKIPPED: Mend.RETYPE,
    FindingKind.EMPTY_HEADING: Mend.REMOVE,
    FindingKind.BOLD_HEADING: Mend.RETYPE,
    FindingKind.TABLE_WITHOUT_HEADER: Mend.RETYPE,
    FindingKind.FIGURE_WITHOUT_TEXT: Mend.REWORD,
    FindingKind.LINK_SAYS_NOTHING: Mend.REWORD,
}

HEADING_LENGTH = 120
"""Characters up to which a bold paragraph may be meant as a heading: more than two lines are not
read as one."""

_SENTENCE_MARKS = frozenset(".!?;:,…。؟؛،")
_FIGURE = "figure"
_ADDRESS = re.compile(r"(?:[a-z][a-z0-9+.-]*://|www\.)\S+", re.IGNORECASE)
SAYS_NOTHING = frozenset(
    {
        "here", "click here", "link", "this link", "more", "read more",
        "ici", "cliquez ici", "lien", "en savoir plus",
        "aquí", "haga clic aquí", "enlace", "más",
        "здесь", "тут", "ссылка", "подробнее",
        "هنا", "اضغط هنا", "انقر هنا", "رابط", "المزيد",
        "这里", "此处", "点击这里", "点击此处", "更多",
        "hier", "hier klicken", "mehr",
        "აქ", "დააჭირეთ აქ", "ბმული", "მეტი",
    }
)  # fmt: skip
"""Words of a link that say nothing of where it leads, in the languages of the pages, of the
United Nations, and German."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to look at in the block with this number, counted from 1.

    `detail` is the words of a link, and "" otherwise.
    """

    kind: FindingKind
    number: int
    detail: str = ""

    @property
    def criterion(self) -> str:
        """The number of the success criterion."""
        return CRITERIA[self.kind]

    @property
    def mend(self) -> Mend:
        """The operation on the block that mends it."""
        return MENDS[self.kind]


def findings_in(blocks: Sequence[ParsedBlock]) -> list[Finding]:
    """Return what is to be looked at, in the order of the blocks."""
    found = [*_headings(blocks), *_tables(blocks)]
    for number, block in enumerate(blocks, start=1):
        if block.kind.value == _FIGURE and not block.text.strip():
            found.append(Finding(FindingKind.FIGURE_WITHOUT_TEXT, number))
        if block.kind is BlockKind.PARAGRAPH and _is_bold_heading(block):
            found.append(Finding(FindingKind.BOLD_HEADING, number))
        if "<a " in block.html:
            found += (
                Finding(FindingKind.LINK_SAYS_NOTHING, number, words[:200])
                for words in _link_words(block.html)
                if _says_nothing(words)
            )
    return sorted(found, key=lambda finding: finding.number)


def _headings(blocks: Sequence[ParsedBlock]) -> Iterator[Finding]:
    headings = [(at, one) for at, one in enumerate(blocks, 1) if one.kind is BlockKind.HEADING]
    if blocks and not headings:
        yield Finding(FindingKind.NO_HEADING, 1)
    titles = 0
    level = 0
    for number, block in headings:
        if not block.text.strip():
            yield Finding(FindingKind.EMPTY_HEADING, number)
        if block.attrs.get("role") == "title":
            titles += 1
            if titles > 1:
                yield Finding(FindingKind.SEVERAL_TITLES, number)
        if level and block.level > level + 1:
            yield Finding(FindingKind.LEVEL_SKIPPED, number)
        level = block.level


def _tables(blocks: Sequence[ParsedBlock]) -> Iterator[Finding]:
    """A table whose first row is no header and which names no row by a header cell."""
    table: object = None
    first = 0
    named = True
    for number, block in enumerate(blocks, start=1):
        current = block.attrs.get("table") if block.kind is BlockKind.TABLE_ROW else None
        if current != table:
            if not named:
                yield Finding(FindingKind.TABLE_WITHOUT_HEADER, first)
            table, first, named = current, number, current is None
        if current is not None and (block.attrs.get("header") or "<th" in block.html):
            named = True
    if not named:
        yield Finding(FindingKind.TABLE_WITHOUT_HEADER, first)


def _is_bold_heading(block: ParsedBlock) -> bool:
    text = block.text.strip()
    if not text or len(text) > HEADING_LENGTH or text[-1] in _SENTENCE_MARKS:
        return False
    reader = _Outside()
    reader.feed(block.html)
    reader.close()
    return not "".join(reader.outside).strip()


def _link_words(html: str) -> Iterator[str]:
    reader = _Outside()
    reader.feed(html)
    reader.close()
    return iter(reader.links)


def _says_nothing(words: str) -> bool:
    said = " ".join(words.split()).strip(" .…»›→>:").casefold()
    return not said or said in SAYS_NOTHING or bool(_ADDRESS.fullmatch(said))


class _Outside(HTMLParser):
    """Collects the words outside bold type, and those of each link but footnote references."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.outside: list[str] = []
        self.links: list[str] = []
        self._bold = 0
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._bold += tag == "strong"
        if tag == "a" and not (dict(attrs).get("href") or "").startswith("#"):
            self._inside = True
            self.links.append("")

    def handle_endtag(self, tag: str) -> None:
        self._bold -= tag == "strong"
        if tag == "a":
            self._inside = False

    def handle_data(self, data: str) -> None:
        if not self._bold:
            self.outside.append(data)
        if self._inside:
            self.links[-1] += data
