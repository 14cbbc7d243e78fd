"""What a reading copy costs: seconds, memory and bytes, as one HTML file and as PDF.

`python -m benchmarks.reading FILE.docx --language de` imports a Word file, publishes it and makes
the copies of the chapter; `python -m benchmarks.reading demo` makes those of the demonstration's
whole report with its comments. `memory` is the largest that the process which prints had, in
bytes.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.ground import lay, open_consultation

if TYPE_CHECKING:
    from consult.reporting.selectors import Copy

# The system counts the memory of ended children in kibibytes, macOS in bytes.
UNIT = 1 if sys.platform == "darwin" else 1024


def main() -> None:
    """Measure and print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", help="A Word file, or demo.")
    parser.add_argument("--language", default="en")
    options = parser.parse_args()
    lay()
    copy = (
        _demonstration(options.language)
        if options.file == "demo"
        else _chapter(Path(options.file), options.language)
    )
    print(json.dumps(_measure(copy)))


def _chapter(file: Path, language: str) -> Copy:
    from consult.drafts.actions import add_chapter, import_draft
    from consult.portal.actions import publish_version
    from consult.reporting.selectors import copy_of_chapter

    review, editor = open_consultation()
    chapter = add_chapter(
        actor=editor,
        review=review,
        slug="chapter",
        position=1,
        title={"en": "Chapter"},
        source_language=language,
    )
    import_draft(
        actor=editor,
        chapter=chapter,
        language=language,
        data=file.read_bytes(),
        filename=file.name,
    )
    publish_version(actor=editor, chapter=chapter)
    return copy_of_chapter(review.slug, chapter.slug, 1, language)


def _demonstration(language: str) -> Copy:
    from django.conf import settings

    from consult.portal.management.demonstration.build import build
    from consult.reporting.selectors import copy_of_report

    settings.DEMONSTRATION = True
    review = build(lambda _sentence: None)
    return copy_of_report(review.slug, language, comments=True)


def _measure(copy: Copy) -> dict[str, float | int | None]:
    import pypdfium2

    from consult.drafts.models import Block
    from consult.reporting.exports import copy_document, pdf_available, pdf_of

    begun = time.perf_counter()
    document = copy_document(copy)
    composed = time.perf_counter() - begun
    found: dict[str, float | int | None] = {
        "blocks": Block.objects.filter(version__in=[row.version for row in copy.chapters]).count(),
        "html_seconds": round(composed, 3),
        "html_bytes": len(document.encode()),
        "pdf_seconds": None,
    }
    if not pdf_available():
        return found
    begun = time.perf_counter()
    pdf = pdf_of(document)
    return {
        **found,
        "pdf_seconds": round(time.perf_counter() - begun, 2),
        "pdf_memory": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * UNIT,
        "pdf_bytes": len(pdf),
        "pdf_pages": len(pypdfium2.PdfDocument(pdf)),
    }


if __name__ == "__main__":
    main()
