"""Gaps in every kind of text, what no redaction may do, and the form that asks for words."""

from __future__ import annotations

import re
import uuid
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from consult.comments.models import Comment, SealedText, Suggestion
from consult.comments.rules.redaction import TypedText, blanked, html_with_gaps
from moderation.models import Decision
from moderation.rules.judging import ExplanationMissing, RuleMissing
from moderation.rules.redacting import (
    NothingLeft,
    TooManyWords,
    WordsMissing,
    WordsNotThere,
    spans_of,
)
from moderation.rules.states import Effect, Verdict
from tests.comments.scene import case_of
from tests.comments.test_redaction import TEXT, WHY, redact, redacted  # noqa: F401

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("words", "rule", "why", "error"),
    [
        ("", "R1", WHY, WordsMissing),
        ("John Doe", "R1", WHY, WordsNotThere),
        ("jane roe", "R1", WHY, WordsNotThere),
        ("Jane Roe", "", WHY, RuleMissing),
        ("Jane Roe", "R1", "", ExplanationMissing),
        ("\n".join(map(str, range(51))), "R1", WHY, TooManyWords),
        (TEXT, "R1", WHY, NothingLeft),
    ],
)
def test_refusals(
    post: Any, judge: Any, words: str, rule: str, why: str, error: type[Exception]
) -> None:
    comment = post(TEXT)
    with pytest.raises(error):
        judge(comment, rule, why, verdict=Verdict.REDACT, words=words)
    assert not SealedText.objects.exists()
    assert not Decision.objects.exists()


def test_gap_speaks_the_comments_language(post: Any, judge: Any) -> None:
    """French has a title for the rule; Samoan is no language of the interface."""
    french = post("Demandez à Jane Roe.", language="fr")
    redact(judge, french, "Jane Roe")
    french.refresh_from_db()
    assert "Pas d’insultes</small>" in french.html
    samoan = post("Fesili ia Jane Roe.", language="sm")
    redact(judge, samoan, "Jane Roe")
    samoan.refresh_from_db()
    assert '<small lang="en" dir="ltr">redacted: R1 No insults</small>' in samoan.html


def test_suggested_wording_is_redacted_too(post: Any, judge: Any) -> None:
    comment = post("See my proposal.")
    Suggestion.objects.create(comment=comment, old="five", new="Jane Roe and six")
    redact(judge, comment, "Jane Roe")
    comment = Comment.objects.select_related("suggestion").get(pk=comment.pk)
    assert comment.suggestion.new == "[▇▇▇ redacted: R1 No insults] and six"
    assert comment.html.count('class="gap"') == 1
    assert SealedText.objects.get().suggested_new == "Jane Roe and six"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("Write to [me](mailto:jane@example.org) soon.", "jane@example.org"),
        ("See <https://example.org/jane> and more.", "example.org/jane"),
        ("Ask *Jane* and qgapq and **more**.", "Jane"),
        ("> a > b\n\n`Jane` said so.", "Jane"),
    ],
)
def test_markup_stays_whole(post: Any, judge: Any, body: str, words: str) -> None:
    comment = post(body)
    redact(judge, comment, words)
    comment.refresh_from_db()
    assert words not in comment.html
    for tag in re.findall(r"<a [^>]*>", comment.html):
        assert "gap" not in tag


def test_spans() -> None:
    typed = TypedText("abc abc", "old", "new")
    assert typed.whole == "abc abc\n- old\n+ new"
    assert spans_of("abc\nnew", typed.whole, []) == [(0, 3), (4, 7), (16, 19)]
    assert spans_of("ab\nbc", "xabcx", []) == [(1, 4)]
    assert spans_of("aa", "aaax", []) == [(0, 3)]
    assert blanked("abcdef", [(1, 3)]) == "a\x00\x00def"
    assert typed.with_gaps([(4, 7), (16, 19)], "#") == TypedText("abc #", "old", "#")
    html = html_with_gaps(TypedText("a b"), [(2, 3)], lambda text: f"<p>{text.body}</p>", ">why")
    assert html.startswith('<p>a <span class="gap">')


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE comments_sealedtext SET body = 'x'",
        "UPDATE comments_sealedtext SET html = 'x'",
        "UPDATE comments_comment SET redacted_code_version = NULL",
        "UPDATE moderation_decision SET redacted = 0",
        "UPDATE moderation_decision SET revision = 2",
    ],
)
def test_database_keeps_the_seal(redacted: Comment, sql: str) -> None:  # noqa: F811
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_form_keeps_what_was_typed(post: Any, client: Any, moderator: Any) -> None:
    case = case_of(post(TEXT))
    client.force_login(moderator)
    page = client.get(f"/en/moderation/cases/{case.pk}/").content.decode()
    assert "Redact words, publish the rest" in page
    said = {
        "verdict": "redact",
        "rule": "R1",
        "explanation": WHY,
        "words": "Jane Roes",
        "seen_version": case.version,
        "seen_revision": 1,
        "key": str(uuid.uuid4()),
    }
    refused = client.post(f"/en/moderation/cases/{case.pk}/decide/", said)
    assert refused.status_code == 400
    assert "“Jane Roes” does not stand in the text" in refused.content.decode()
    sent = client.post(
        f"/en/moderation/cases/{case.pk}/decide/",
        {**said, "words": "Jane Roe\r\n555 0199", "key": str(uuid.uuid4())},
    )
    assert sent.status_code == 302
    assert case_of(Comment.objects.get()).decisions.get().redacted == 3
    assert Effect(Decision.objects.get().effect) is Effect.PUBLISH
