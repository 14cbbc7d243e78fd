"""How long the server takes for a chapter's page, with how many queries and bytes.

`python -m benchmarks.chapter_page FILE.docx --comments 300` imports the file, publishes it, posts
and approves the comments through the real actions, and asks for the page as a guest.
"""

from __future__ import annotations

import argparse
import json
import uuid
from pathlib import Path

from benchmarks.ground import lay, open_consultation
from benchmarks.page_time import page_time


def main() -> None:
    """Measure and print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--language", default="en")
    parser.add_argument("--comments", type=int, default=300)
    options = parser.parse_args()
    lay()
    blocks = _publish(options.file, options.language, options.comments)
    print(
        json.dumps(
            {
                "blocks": blocks,
                "comments": options.comments,
                **page_time("/en/reviews/benchmark/chapter/"),
            }
        )
    )


def _publish(file: Path, language: str, comments: int) -> int:
    from consult.comments.actions import post_comment
    from consult.comments.rules.passage import Passage
    from consult.drafts.actions import add_chapter, import_draft
    from consult.drafts.selectors import blocks_of
    from consult.portal.actions import publish_version
    from moderation.actions import decide_case
    from moderation.models import Case
    from moderation.rules.states import Verdict

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
    version = publish_version(actor=editor, chapter=chapter)
    rows = blocks_of(version, language)
    author = type(editor).objects.create_user("author@consult.example", name="Author")
    for number in range(comments):
        comment = post_comment(
            actor=author,
            chapter=chapter,
            anchor_at=Passage(rows[number * 7 % len(rows)].key, language),
            language="en",
            body=f"Comment {number} says that this paragraph needs a source and a year.",
            accepted_code_version=1,
            key=uuid.uuid4(),
        )
        case = Case.objects.get(subject_id=comment.public_id)
        decide_case(
            actor=editor,
            case_id=case.pk,
            seen_version=case.version,
            verdict=Verdict.APPROVE,
            key=uuid.uuid4(),
        )
    return len(rows)


if __name__ == "__main__":
    main()
