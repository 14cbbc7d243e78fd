"""A version of the code of conduct is published."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone

from consult.accounts.permissions import require
from consult.core.journal import record
from consult.core.text import clean_line, clean_text
from consult.core.transactions import command, step
from consult.ledger.canonical import canonical_bytes
from consult.reviews.models import Review
from moderation.models import CodeOfConduct, Rule
from moderation.rules.conduct import RuleText, code_document, require_complete


@step
def publish_code_step(
    *,
    actor: Any,
    review: Review,
    sentence: Mapping[str, str],
    rules: Sequence[RuleText],
    promise: Mapping[str, str] | None = None,
) -> CodeOfConduct:
    """Publish the next version, which is in force at once; texts are by language code.

    `sentence` is shown where people write; `promise` says what is never a ground to refuse. Who
    has typed a comment under an older version is asked to read this one. Guarantees a ledger entry
    with the SHA-256 of every word in every language. Raises `CodeIncomplete` or `CodeTooLong`.
    """
    require(actor, "moderation.publish_code", review)
    said = {code: clean_line(text) for code, text in sentence.items()}
    never = {code: clean_text(text) for code, text in (promise or {}).items()}
    clean = [_clean(rule) for rule in rules]
    require_complete(said, clean)
    Review.objects.select_for_update(no_key=True).get(pk=review.pk)
    latest = CodeOfConduct.objects.filter(review=review).order_by("-version").first()
    version = latest.version + 1 if latest else 1
    document = canonical_bytes(code_document(version, said, never, clean))
    conduct = CodeOfConduct.objects.create(
        review=review,
        version=version,
        sha256=hashlib.sha256(document).hexdigest(),
        published_at=timezone.now(),
        published_by=actor,
        **_columns("sentence", said),
        **_columns("promise", never),
    )
    _write_rules(conduct, clean)
    record(
        review.log_id,
        "code.published.v1",
        actor=actor.reference,
        subject=conduct.reference,
        data={
            "version": version,
            "rules": [rule.code for rule in clean],
            "sha256": conduct.sha256,
        },
    )
    return conduct


def _write_rules(conduct: CodeOfConduct, rules: Sequence[RuleText]) -> None:
    Rule.objects.bulk_create(
        Rule(
            conduct=conduct,
            position=position,
            code=rule.code,
            **_columns("title", rule.title),
            **_columns("text", rule.text),
            **_columns("consequence", rule.consequence),
        )
        for position, rule in enumerate(rules, start=1)
    )


def _clean(rule: RuleText) -> RuleText:
    return RuleText(
        code=clean_line(rule.code),
        title={code: clean_line(text) for code, text in rule.title.items()},
        text={code: clean_text(text) for code, text in rule.text.items()},
        consequence={code: clean_text(text) for code, text in rule.consequence.items()},
    )


def _columns(field: str, texts: Mapping[str, str]) -> dict[str, str]:
    return {f"{field}_{code}": text for code, text in texts.items()}


@command
def publish_code(**arguments: Any) -> CodeOfConduct:
    """Publish a version of the code of conduct: see `publish_code_step`."""
    return publish_code_step(**arguments)
