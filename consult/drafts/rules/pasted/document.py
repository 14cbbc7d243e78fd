"""Formatted text of a clipboard, from its bytes to its blocks."""

from __future__ import annotations

from typing import cast

from lxml import etree

from consult.drafts.rules.blocks import ParsedDocument
from consult.drafts.rules.pasted.markup import Node
from consult.drafts.rules.pasted.reader import PastedReader
from consult.drafts.rules.upload import FileBomb, FileBroken, FileEmpty


def read_pasted(data: bytes) -> ParsedDocument:
    """The text of HTML in UTF-8 as blocks: headings, paragraphs, lists, tables, notes.

    Knows what Word, Google Docs and browsers put on a clipboard. Everything that is no text is
    left out and told; nothing is fetched. Raises a subclass of UploadRefused for whatever cannot
    be read. Memory and time are bounded by the process that this runs in.
    """
    parser = etree.HTMLParser(
        encoding="utf-8",
        remove_comments=True,
        remove_pis=True,
        no_network=True,
        huge_tree=False,
    )
    try:
        root = etree.fromstring(data, parser)
        if any("depth" in entry.message for entry in parser.error_log):
            # The parser would leave out what lies deeper, and say nothing.
            raise FileBomb
        if root is None:
            raise FileEmpty
        return PastedReader(cast(Node, root)).document()
    except (RecursionError, MemoryError) as error:
        raise FileBomb from error
    except etree.LxmlError as error:
        raise (FileBroken if data.strip() else FileEmpty) from error
