"""A vote chapter by chapter as one document for programs."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from consult.council.models import RollUp
from consult.council.selectors.decision import proofs_about
from consult.council.selectors.rollup import statuses_of
from consult.ledger.instant import format_instant

FORMAT = "consult-rollup/1"


def rollup_document(rollup: RollUp) -> dict[str, Any]:
    """Return a roll-up with its motions, its outcome and its proofs, as JSON can hold them.

    `motions` are as they stand now, `outcome` is None until all of them have ended; `wholes` are
    the motions on the whole.
    """
    titles = {
        code: getattr(rollup, f"title_{code.replace('-', '_')}") or ""
        for code in settings.MODELTRANSLATION_LANGUAGES
    }
    return {
        "format": FORMAT,
        "review": rollup.review.slug,
        "number": rollup.number,
        "reference": rollup.reference,
        "title": {code: text for code, text in titles.items() if text},
        "rule": str(rollup.rule),
        "put_at": format_instant(rollup.put_at),
        "motions": [{"motion": number, "status": status} for number, status in statuses_of(rollup)],
        "status": str(rollup.status),
        "outcome": rollup.outcome,
        "decided_at": format_instant(rollup.decided_at) if rollup.decided_at else None,
        "wholes": list(rollup.wholes.order_by("number").values_list("number", flat=True)),
        "ledger": proofs_about(rollup.review, [rollup.reference]),
    }
