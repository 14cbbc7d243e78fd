"""An uploaded PDF's lines compared with the blocks of a published version."""

from __future__ import annotations

from collections.abc import Sequence

from consult.drafts.rules.comparison import ComparedBlock
from consult.drafts.rules.pdf.differences import Verdict, differences
from consult.drafts.rules.pdf.lines import Pages, stream_of_pages
from consult.drafts.rules.pdf.stream import stream_of_blocks


def compare_pdf(pages: Pages, blocks: Sequence[ComparedBlock], *, rtl: bool) -> Verdict:
    """Return where a PDF's text differs from a version's; `rtl` where it reads right to left.

    What design may change is left aside by the rules that stand in `stream` and `lines`.
    """
    version = stream_of_blocks(blocks, punctuation=not rtl)
    pdf = stream_of_pages(pages, version, punctuation=not rtl)
    return differences(version, pdf, in_pieces=rtl)
