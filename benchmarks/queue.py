"""How long the server takes for the first page of a moderators' queue, with how many queries.

`python -m benchmarks.queue --cases 50000` makes so many waiting cases in a database of its own,
with their comments on one chapter in three languages, and asks for the queue as a moderator.
`narrowed_ms` is the page of one language, `last_ms` a page far down.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
import uuid
from collections.abc import Sequence
from copy import copy
from datetime import timedelta
from typing import Any

from benchmarks.ground import lay, open_consultation

ROUNDS = 15
BATCH = 5_000
LINKS = {"count": 1, "hosts": 1, "shortened": 0}
LANGUAGES = ("en", "fr", "ar")
ADDRESS = "/en/moderation/benchmark/"
TEXT = """# Chapter

Seven councils met, and the minutes of five are public.
"""
BODY = (
    "The chapter says that seven councils met. Ours was not among them, though the law asks for "
    "a hearing in every region, and the report gives no source for its number. "
)


def main() -> None:
    """Measure and print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=50_000)
    options = parser.parse_args()
    lay()
    begun = time.perf_counter()
    moderator = _fill(options.cases)
    filled = round(time.perf_counter() - begun, 1)
    print(json.dumps({"cases": options.cases, "fill_seconds": filled, **_measure(moderator)}))


def _fill(cases: int) -> Any:
    from consult.comments.actions import post_comment
    from consult.comments.models import Comment
    from consult.drafts.actions import add_chapter, import_markdown
    from consult.portal.actions import publish_version
    from moderation.models import Case

    review, editor = open_consultation()
    chapter = add_chapter(
        actor=editor,
        review=review,
        slug="chapter",
        position=1,
        title={"en": "Chapter"},
        source_language="en",
    )
    import_markdown(actor=editor, chapter=chapter, language="en", text=TEXT)
    publish_version(actor=editor, chapter=chapter)
    author = type(editor).objects.create_user("author@consult.example", name="Author")
    comment = post_comment(
        actor=author,
        chapter=chapter,
        anchor_at=None,
        language="en",
        body=BODY * 3,
        accepted_code_version=1,
        key=uuid.uuid4(),
    )
    case = Case.objects.get(subject_id=comment.public_id)
    comment = Comment.objects.get(pk=comment.pk)
    for start in range(1, cases, BATCH):
        copies(comment, case, range(start, min(start + BATCH, cases)))
    return editor


def copies(
    comment: Any, case: Any, numbers: Sequence[int], bodies: Sequence[str] = ()
) -> list[Any]:
    """Store a copy of the comment and of its case for each number, in bulk; return the cases.

    `bodies` are their texts, where they differ from the comment's.
    """
    from django.db import transaction
    from django_comments.models import Comment as BaseComment
    from django_comments_xtd.models import XtdComment

    from moderation.models import Signal
    from moderation.rules.promise import due_day

    comments, cases, signals = [], [], []
    for place, number in enumerate(numbers):
        other, another = copy(comment), copy(case)
        if bodies:
            other.body = other.html = bodies[place]
        other.pk = other.id = other.comment_ptr_id = other.xtd_id = comment.pk + number
        other.public_id, other.receipt_token = uuid.uuid4(), f"token-{number}"
        other.number = another.number = f"BM-{number:07}"
        other.path = f"{comment.path}{number:08}"
        other.language = another.language = LANGUAGES[number % len(LANGUAGES)]
        another.pk, another.subject_id = uuid.uuid4(), other.public_id
        another.opened_at = case.opened_at - timedelta(seconds=number * 7919 % 1_000_000)
        another.due_on = due_day(another.opened_at, case.review.timezone)
        another.priority = number * 31 % 200
        signals.append(_signal(another, number))
        comments.append(other)
        cases.append(another)
    with transaction.atomic():
        for model in (BaseComment, XtdComment, type(comment)):
            _insert(model, comments)
        type(case).objects.bulk_create(cases)
        Signal.objects.bulk_create(signals)
    return cases


def _signal(case: Any, number: int) -> Any:
    from moderation.models import Signal

    return Signal(case=case, detector="links", version=1, score=1 + number % 100, data=LINKS)


def _insert(model: Any, rows: Sequence[Any]) -> None:
    """Write the columns of one table: Django inserts no models with several tables in bulk."""
    from django.db import connection

    fields = model._meta.local_concrete_fields
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({places})"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.executemany(
            statement,
            [
                [
                    field.get_db_prep_save(getattr(row, field.attname), connection)
                    for field in fields
                ]
                for row in rows
            ],
        )


def _measure(moderator: Any) -> dict[str, Any]:
    from django.db import connection
    from django.test import Client

    from moderation.models import Case
    from moderation.selectors.queue import ORDER

    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(moderator, backend="consult.accounts.backends.AuthenticationBackend")
    far = Case.objects.order_by(*ORDER)[Case.objects.count() * 9 // 10]
    queries: list[str] = []

    def note(execute: Any, sql: str, *rest: Any) -> Any:
        queries.append(sql)
        return execute(sql, *rest)

    client.get(ADDRESS)
    with connection.execute_wrapper(note):
        page = client.get(ADDRESS)
    first = _times(client, ADDRESS)
    return {
        "status": page.status_code,
        "queries": len(queries),
        "median_ms": round(statistics.median(first), 1),
        "worst_ms": round(max(first), 1),
        "narrowed_ms": round(statistics.median(_times(client, f"{ADDRESS}?language=ar")), 1),
        "last_ms": round(statistics.median(_times(client, f"{ADDRESS}?after={far.pk}")), 1),
        "bytes": len(page.content),
    }


def _times(client: Any, address: str) -> list[float]:
    times = []
    for _round in range(ROUNDS):
        begun = time.perf_counter()
        client.get(address)
        times.append((time.perf_counter() - begun) * 1000)
    return times


if __name__ == "__main__":
    main()
