"""The text of a designed PDF is compared with a published version."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from consult.accounts.permissions import require
from consult.core.languages import direction
from consult.drafts.actions.parse_pdf import parse_pdf
from consult.drafts.models import Version
from consult.drafts.rules.pdf.compare import compare_pdf
from consult.drafts.rules.pdf.differences import Difference, Outside
from consult.drafts.selectors import BlockRow, blocks_of


@dataclass(frozen=True, slots=True)
class PdfReport:
    """Where a PDF's text differs from a version's, each place with the block it is about."""

    version: Version
    language: str
    pages: int
    differences: list[tuple[Difference, BlockRow]]
    outside: tuple[Outside, ...]
    elsewhere: int

    @property
    def is_same(self) -> bool:
        """Say whether the PDF's text is that of the version and nothing else."""
        return not self.differences and not self.outside


def check_pdf(*, actor: Any, version: Version, language: str, data: bytes) -> PdfReport:
    """Reads only. Compare a PDF with the text of a version in a language; nothing is stored.

    Raises NotPermitted, FileEmpty, FileTooLarge or a refusal of
    `consult.drafts.rules.pdf.refusals`.
    """
    require(actor, "drafts.import_draft", version.chapter.review)
    pages = parse_pdf(data)
    blocks = blocks_of(version, language)
    verdict = compare_pdf(pages, blocks, rtl=direction(language) == "rtl")
    return PdfReport(
        version=version,
        language=language,
        pages=len(pages),
        differences=[(each, blocks[each.block]) for each in verdict.differences],
        outside=verdict.outside,
        elsewhere=verdict.elsewhere,
    )
