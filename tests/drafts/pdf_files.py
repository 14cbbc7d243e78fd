"""Designed PDFs of a text: columns, running heads, page numbers, words cut at the ends of lines."""

from __future__ import annotations

from collections.abc import Sequence

from consult.core.languages import direction
from consult.drafts.rules.blocks import BlockKind, ParsedBlock

STYLE = """
@page {
  size: 120mm 150mm; margin: 18mm 12mm;
  @top-center { content: "National review of Narvelia" }
  @bottom-center { content: "— " counter(page) " —" }
}
body { columns: 2; column-gap: 6mm; hyphens: auto; text-align: justify; font: 9pt/1.4 serif }
h1, h2, h3 { text-transform: uppercase; column-span: all }
"""


def designed(
    blocks: Sequence[ParsedBlock], language: str = "en", *, before: str = "", after: str = ""
) -> bytes:
    """Return a PDF of blocks in two columns, `before` and `after` as markup round them."""
    from weasyprint import HTML

    body = "\n".join(map(_element, blocks))
    return HTML(
        string=f'<html lang="{language}" dir="{direction(language)}"><style>{STYLE}</style>'
        f"<body>{before}{body}{after}</body></html>"
    ).write_pdf()


def _element(block: ParsedBlock) -> str:
    if block.kind is BlockKind.TABLE_ROW:
        return f"<table><tr>{block.html}</tr></table>"
    if block.kind is BlockKind.HEADING:
        return f"<h2>{block.attrs.get('number', '')} {block.html}</h2>"
    before = block.attrs.get("marker") or block.attrs.get("note") or ""
    return f"<p>{before} {block.html}</p>"
