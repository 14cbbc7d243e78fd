"""How long the comparison of two versions of a long text takes, with how many queries and bytes.

`python -m benchmarks.comparison FILE.docx --language de` imports the file, publishes it, publishes
it again with 200 paragraphs edited, 20 moved and 10 removed, and asks for the page as a guest.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path
from typing import Any

from benchmarks.ground import lay, open_consultation
from benchmarks.page_time import page_time

EDITED, MOVED, REMOVED = 200, 20, 10


def main() -> None:
    """Measure and print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--language", default="en")
    options = parser.parse_args()
    lay()
    blocks = _publish_twice(options.file, options.language)
    address = f"/en/reviews/benchmark/chapter/compare/?from=1&to=2&language={options.language}"
    views = {name: page_time(address + more) for name, more in VIEWS.items()}
    print(json.dumps({"blocks": blocks, **_rules(options.language), **views}))


VIEWS = {"inline": "", "side": "&view=side", "whole": "&show=all"}


def _publish_twice(file: Path, language: str) -> int:
    from dataclasses import replace

    from consult.drafts.actions import add_chapter, import_draft
    from consult.drafts.models import Draft
    from consult.drafts.rules.blocks import BlockKind
    from consult.drafts.rules.stored import restore_block, store_block
    from consult.portal.actions import publish_version

    review, editor = open_consultation()
    chapter = add_chapter(
        actor=editor,
        review=review,
        slug="chapter",
        position=1,
        title={"en": "Chapter"},
        source_language=language,
    )

    def bring() -> Draft:
        return import_draft(
            actor=editor,
            chapter=chapter,
            language=language,
            data=file.read_bytes(),
            filename=file.name,
        )

    bring()
    publish_version(actor=editor, chapter=chapter)
    draft = bring()
    blocks = [restore_block(block) for block in draft.blocks]
    long = [
        index
        for index, block in enumerate(blocks)
        if block.kind is BlockKind.PARAGRAPH and len(block.text) > 80 and "<" not in block.html
    ]
    chosen = long[:: max(1, len(long) // (EDITED + MOVED + REMOVED))]
    edited, moved = chosen[:EDITED], chosen[EDITED : EDITED + MOVED]
    removed = chosen[EDITED + MOVED : EDITED + MOVED + REMOVED]
    for index in edited:
        words = blocks[index].html.split(" ")
        words[3:5] = ["soundly", "revised", "words"]
        html = " ".join(words)
        blocks[index] = replace(blocks[index], html=html, text=html)
    rest = [block for index, block in enumerate(blocks) if index not in {*moved, *removed}]
    for place, index in enumerate(moved):
        rest.insert(place * 11, blocks[index])
    Draft.objects.filter(pk=draft.pk).update(blocks=[store_block(block) for block in rest])
    publish_version(actor=editor, chapter=chapter)
    return len(blocks)


def _rules(language: str) -> dict[str, Any]:
    from dataclasses import asdict

    from consult.drafts.models import Version
    from consult.drafts.rules.comparison import compare, summary_of
    from consult.drafts.selectors import blocks_of

    old, new = (blocks_of(each, language) for each in Version.objects.order_by("number"))
    begun = time.perf_counter()
    rows = compare(old, new)
    return {
        "compare_ms": round((time.perf_counter() - begun) * 1000, 1),
        "summary": asdict(summary_of(rows)),
    }


if __name__ == "__main__":
    main()
