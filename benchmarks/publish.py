"""How long publishing a second version takes with many comments, and how long it locks.

`python -m benchmarks.publish FILE.docx --comments 10000` imports and publishes the file, marks a
passage for each comment and stores them, edits 200 paragraphs of the text, moves 20 and removes
10, and publishes that as the second version through the real action. Seconds are those on the
clock: planning before the transaction, the transaction with its commit, and both together; the
seconds of the processor beside them tell on a busy machine what is not ours. Memory is the most
that the process ever held, in megabytes, and by how much publishing raised that.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
import uuid
from collections import Counter
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Any

from benchmarks.ground import lay, open_consultation

EDITED, MOVED, REMOVED = 200, 20, 10
STEP = 7919
"""A prime, so that multiples of it, taken modulo a length, fall evenly and never in a pattern."""

LONG_ENOUGH = 20


def main() -> None:
    """Measure and print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--language", default="de")
    parser.add_argument("--comments", type=int, default=10_000)
    options = parser.parse_args()
    lay()
    from consult.drafts.models import Chapter

    editor, chapter_id, blocks = _first_version(options.file, options.language)
    _comment(editor, chapter_id, options.language, options.comments)
    chapter = Chapter.objects.get(pk=chapter_id)
    _revise(editor, chapter, options.language)
    print(json.dumps({"blocks": blocks, "comments": options.comments, **_measure(editor, chapter)}))


def _first_version(file: Path, language: str) -> tuple[Any, uuid.UUID, int]:
    from consult.drafts.actions import add_chapter, import_draft
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
    data = file.read_bytes()
    import_draft(actor=editor, chapter=chapter, language=language, data=data, filename=file.name)
    version = publish_version(actor=editor, chapter=chapter)
    return editor, chapter.pk, version.blocks.count()


def _comment(editor: Any, chapter_id: uuid.UUID, language: str, count: int) -> None:
    """Store `count` shown comments, each on some words of a block.

    The actions that people use would take minutes for ten thousand; what publishing reads and
    writes of a comment is the same.
    """
    from consult.comments.actions import lock_discussion_step
    from consult.comments.actions.follow_placements import rank_again_step
    from consult.comments.models import Comment
    from consult.comments.rules.paths import child_path
    from consult.core.transactions import command
    from consult.drafts.models import Anchor, Chapter
    from consult.drafts.selectors import blocks_of

    chapter = Chapter.objects.select_related("current").get(pk=chapter_id)
    version: Any = chapter.current
    rows = [row for row in blocks_of(version, language) if len(row.text) > LONG_ENOUGH]

    @command
    def store() -> None:
        discussion = lock_discussion_step(chapter_id=chapter.pk)
        marked = [_anchor(version, rows[number % len(rows)], number) for number in range(count)]
        anchors = Anchor.objects.bulk_create(marked)
        for number, anchor in enumerate(anchors, start=1):
            comment = _stored(discussion, anchor, number, child_path("", number))
            comment.save_base(force_insert=(Comment,))
        rank_again_step(discussion=discussion)

    store()


def _anchor(version: Any, row: Any, number: int) -> Any:
    from consult.drafts.models import Anchor
    from consult.drafts.rules.passage import quote

    start = number * STEP % (len(row.text) - LONG_ENOUGH // 2)
    end = min(len(row.text), start + 8 + number % 50)
    return Anchor(
        version=version,
        block_key=row.key,
        language=row.language,
        start=start,
        end=end,
        **quote(row.text, start, end)._asdict(),
    )


def _stored(discussion: Any, anchor: Any, number: int, path: str) -> Any:
    from django.conf import settings
    from django.contrib.contenttypes.models import ContentType
    from django.utils.timezone import now

    from consult.comments.models import Comment
    from consult.drafts.models import Chapter

    return Comment(
        content_type=ContentType.objects.get_for_model(Chapter),
        object_pk=str(discussion.chapter_id),
        site_id=settings.SITE_ID,
        submit_date=now(),
        public_id=uuid.uuid4(),
        discussion=discussion,
        anchor=anchor,
        block_key=anchor.block_key,
        path=path,
        number=f"BM-{number:06d}",
        receipt_token=f"{number}",
        author_name="Author",
        page_language="en",
        language="en",
        body="It says too little.",
        html="<p>It says too little.</p>",
        code_version=1,
        state="published",
        shown_at=now(),
        posted_at=now(),
        entry_index=0,
    )


def _revise(editor: Any, chapter: Any, language: str) -> None:
    """Import the text anew with paragraphs edited, moved and removed."""
    from consult.drafts.actions import import_blocks
    from consult.drafts.rules.blocks import BlockKind
    from consult.drafts.selectors import texts_of

    _keys, texts = texts_of(chapter.current)
    blocks = list(texts[language])
    paragraphs = [index for index, block in enumerate(blocks) if block.kind is BlockKind.PARAGRAPH]
    picked = [
        paragraphs[number * STEP % len(paragraphs)] for number in range(EDITED + MOVED + REMOVED)
    ]
    for index in picked[:EDITED]:
        words = blocks[index].text.split()
        words[index % len(words)] = "geändert"
        text = " ".join([*words, "Neu ist dieser Satz."])
        blocks[index] = replace(blocks[index], html=escape(text, quote=False), text=text)
    moving = [blocks[index] for index in picked[EDITED : EDITED + MOVED]]
    for index in sorted(picked[EDITED:], reverse=True):
        del blocks[index]
    for number, block in enumerate(moving):
        blocks.insert(number * STEP % len(blocks), block)
    import_blocks(
        actor=editor,
        chapter=chapter,
        language=language,
        blocks=blocks,
        source_name="second",
        source_sha256="",
    )


def _measure(editor: Any, chapter: Any) -> dict[str, Any]:
    """Publish with the clock on, telling apart what happens before and in the transaction."""
    from consult.drafts.models import Placement
    from consult.portal.actions import publish_version

    prepared: list[tuple[float, float]] = []

    def tell(*, state: str, **_progress: int) -> None:
        if state == "writing":
            prepared.append((time.perf_counter(), time.process_time()))

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begun, worked = time.perf_counter(), time.process_time()
    version = publish_version(actor=editor, chapter=chapter, tell=tell)
    ended, done = time.perf_counter(), time.process_time()
    planned, planning = prepared[0]
    outcomes = Counter(Placement.objects.filter(version=version).values_list("outcome", flat=True))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {
        "planning_s": round(planned - begun, 2),
        "transaction_s": round(ended - planned, 2),
        "total_s": round(ended - begun, 2),
        "planning_cpu_s": round(planning - worked, 2),
        "transaction_cpu_s": round(done - planning, 2),
        "peak_mb": round(peak / 1024),
        "grown_mb": round((peak - before) / 1024),
        "outcomes": dict(sorted(outcomes.items())),
    }


if __name__ == "__main__":
    main()
