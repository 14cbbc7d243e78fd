"""How long a new text takes to be grouped against a stock in the database."""

from __future__ import annotations

import time
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from benchmarks.campaign_texts import make
from benchmarks.ground import lay, open_consultation
from benchmarks.queue import BATCH, TEXT, copies

NEW_TEXTS = 300
LEADS_AT_ONCE = 500


def measured(size: int, seed: int) -> dict[str, Any]:
    """Fill a fresh database with so many texts, group further ones, and return what it took."""
    lay()
    made = [each.text for each in make(seed)]
    if size + NEW_TEXTS > len(made):
        made += [each.text for each in make(seed + 1)]
    begun = time.perf_counter()
    comment = _first_comment(made[0])
    _fill(comment, made[:size])
    filled = time.perf_counter() - begun
    return {"stock": size, "fill_seconds": round(filled, 1), **_group(comment, made[size:], size)}


def _first_comment(body: str) -> Any:
    from consult.comments.actions import post_comment
    from consult.comments.models import Comment
    from consult.drafts.actions import add_chapter, import_markdown
    from consult.portal.actions import publish_version

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
    posted = post_comment(
        actor=type(editor).objects.create_user("author@consult.example", name="Author"),
        chapter=chapter,
        anchor_at=None,
        language="en",
        body=body,
        accepted_code_version=1,
        key=uuid.uuid4(),
    )
    return Comment.objects.get(pk=posted.pk)


def _copied(comment: Any, bodies: Sequence[str], first: int) -> list[Any]:
    from moderation.models import Case

    case = Case.objects.get(subject_id=comment.public_id)
    cases = []
    for start in range(0, len(bodies), BATCH):
        part = bodies[start : start + BATCH]
        numbers = range(first + start, first + start + len(part))
        cases += copies(comment, case, numbers, part)
    return cases


def _fill(comment: Any, bodies: Sequence[str]) -> None:
    """Store texts, groups and keys as grouping one by one would leave them."""
    from consult.core.words import fold
    from moderation.models import Campaign, CampaignText
    from moderation.registry import words_of
    from moderation.rules.campaigns import EXEMPLARS, Grouping, outline

    cases = _copied(comment, bodies, 1)
    place = words_of(cases[:1])[cases[0].pk].place
    grouping: Grouping[int] = Grouping()
    for number, body in enumerate(bodies):
        grouping.add(number, body)
    campaigns: dict[int, Any] = {}
    texts: list[CampaignText] = []
    for number, lead in grouping.groups().items():
        campaign = None
        if lead is not None:
            campaign = campaigns.setdefault(
                lead,
                Campaign(
                    review_id=cases[lead].review_id,
                    exemplar=cases[lead],
                    proposed_at=cases[lead].opened_at,
                ),
            )
            campaign.voices += 1
            campaign.waiting += 1
        texts.append(
            CampaignText(
                case=cases[number],
                campaign=campaign,
                case_version=1,
                outline=outline(fold(bodies[number])),
                is_lead=campaign is None or campaign.voices <= EXEMPLARS,
            )
        )
    Campaign.objects.bulk_create(campaigns.values())
    CampaignText.objects.bulk_create(texts, batch_size=BATCH)
    bodies_of = {case.pk: body for case, body in zip(cases, bodies, strict=True)}
    _store_keys([text for text in texts if text.is_lead], bodies_of, place)


def _store_keys(leads: Sequence[Any], bodies: Mapping[Any, str], place: str) -> None:
    """Write the keys without a model for each of the million."""
    from django.db import connection, transaction

    from consult.core.words import fold
    from moderation.rules.campaigns import band_keys, placed

    statement = "INSERT INTO moderation_signaturekey (key, text_id) VALUES (%s, %s)"
    with transaction.atomic(), connection.cursor() as cursor:
        for start in range(0, len(leads), LEADS_AT_ONCE):
            cursor.executemany(
                statement,
                [
                    (key, text.pk)
                    for text in leads[start : start + LEADS_AT_ONCE]
                    for key in placed(band_keys(fold(bodies[text.case_id])), place)
                ],
            )


def _group(comment: Any, bodies: Sequence[str], size: int) -> dict[str, Any]:
    from django.db import connection

    from moderation.actions import group_text
    from moderation.models import CampaignText, SignatureKey

    cases = _copied(comment, bodies[:NEW_TEXTS], size + 1)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    times, busy, queries = [], [], []
    for case in cases:
        asked: list[str] = []

        def note(execute: Any, sql: str, *rest: Any, asked: list[str] = asked) -> Any:
            asked.append(sql)
            return execute(sql, *rest)

        with connection.execute_wrapper(note):
            begun, working = time.perf_counter(), time.process_time()
            group_text(case_id=case.pk)
            times.append((time.perf_counter() - begun) * 1000)
            busy.append((time.process_time() - working) * 1000)
        queries.append(len(asked))
    times.sort()
    busy.sort()
    joined = CampaignText.objects.filter(case__in=cases, campaign__isnull=False).count()
    return {
        "keys": SignatureKey.objects.count(),
        "new_texts": len(times),
        "joined": joined,
        "median_ms": round(times[len(times) // 2], 2),
        "p99_ms": round(times[len(times) * 99 // 100], 2),
        "worst_ms": round(times[-1], 2),
        "processor_median_ms": round(busy[len(busy) // 2], 2),
        "processor_p99_ms": round(busy[len(busy) * 99 // 100], 2),
        "queries_at_most": max(queries),
    }
