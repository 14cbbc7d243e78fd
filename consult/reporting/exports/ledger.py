"""The bundle: a review's whole ledger as one file that anybody can check."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.db import transaction

from consult.core.models import Log
from consult.core.signing import public_key
from consult.council.selectors.question import question_documents
from consult.drafts.models import EasyRendering, Rendering
from consult.drafts.selectors import easy_rendering_document, rendering_document
from consult.ledger.bundle import Opening, build_bundle
from consult.reviews.models import Review


def ledger_bundle(review: Review) -> bytes:
    """Return the review's bundle as canonical JSON (`consult.ledger.bundle`).

    It holds every entry, the openings of what is public, every published text and the words of
    every question of procedure, read in one transaction under the log's lock, so that head and
    entries belong together.
    """
    with transaction.atomic():
        log = Log.objects.select_for_update().get(pk=review.log_id)
        return build_bundle(
            key=public_key(),
            head=log.head,
            entries=_entries(log),
            documents=[
                *(
                    rendering_document(rendering)
                    for rendering in Rendering.objects.filter(version__chapter__review=review)
                    .select_related("version__chapter")
                    .order_by("version__published_at", "pk")
                ),
                *(
                    easy_rendering_document(rendering)
                    for rendering in EasyRendering.objects.filter(version__chapter__review=review)
                    .select_related("version__chapter")
                    .order_by("published_at", "pk")
                ),
                *question_documents(review),
            ],
        )


def _entries(log: Log) -> Iterator[tuple[bytes, Mapping[str, Opening]]]:
    """Yield each leaf with its public openings, in the log's order."""
    entries = log.entries.order_by("index").prefetch_related("openings")
    for entry in entries.iterator(chunk_size=2000):
        yield (
            bytes(entry.leaf),
            {
                opening.field: Opening(bytes(opening.salt), opening.value)
                for opening in entry.openings.all()
                if opening.public
            },
        )
