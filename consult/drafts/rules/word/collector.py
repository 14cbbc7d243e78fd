"""The blocks read so far, counted against the limits, and the report of what was left out."""

from __future__ import annotations

from collections.abc import Mapping

from consult.drafts.rules.blocks import (
    AttrValue,
    BlockKind,
    Dropped,
    DroppedKind,
    ParsedBlock,
    ParsedDocument,
    block_text,
)
from consult.drafts.rules.pictures import ParsedPicture
from consult.drafts.rules.upload import (
    MAX_BLOCKS,
    MAX_OUTPUT_CHARACTERS,
    FileBomb,
    FileEmpty,
    TooManyBlocks,
)
from consult.drafts.rules.word.spans import clean_text

MAX_DETAIL = 200
MAX_DROPPED = 2_000


class Collector:
    """Gathers blocks in reading order. Raises TooManyBlocks or FileBomb at the limits."""

    def __init__(self) -> None:
        self._blocks: list[ParsedBlock] = []
        self._dropped: dict[Dropped, None] = {}
        self._characters = 0
        self.title = ""

    def add(
        self, kind: BlockKind, html: str, attrs: Mapping[str, AttrValue], level: int = 0
    ) -> None:
        """Append a block."""
        if len(self._blocks) >= MAX_BLOCKS:
            raise TooManyBlocks(limit=MAX_BLOCKS)
        self._characters += len(html)
        if self._characters > MAX_OUTPUT_CHARACTERS:
            raise FileBomb
        block = ParsedBlock(kind, level, html, block_text(html), dict(attrs))
        if block.attrs.get("role") == "title":
            self.title = self.title or block.text
        self._blocks.append(block)

    def report(self, what: DroppedKind, detail: str) -> None:
        """Note something left out of the block that is being read; a repetition counts once."""
        shown = " ".join(clean_text(detail).split())[:MAX_DETAIL]
        if len(self._dropped) < MAX_DROPPED:
            self._dropped.setdefault(Dropped(len(self._blocks), what, shown))

    def document(self, title: str, *, pictures: tuple[ParsedPicture, ...] = ()) -> ParsedDocument:
        """Everything read; `title` counts where no title paragraph stood. Raises FileEmpty."""
        if not pictures and not any(block.text.strip() for block in self._blocks):
            raise FileEmpty
        return ParsedDocument(
            blocks=tuple(self._blocks),
            dropped=tuple(
                entry
                if entry.block is not None and entry.block < len(self._blocks)
                else Dropped(None, entry.what, entry.detail)
                for entry in self._dropped
            ),
            source_title=self.title or title,
            pictures=pictures,
        )
