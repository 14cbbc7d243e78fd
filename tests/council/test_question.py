"""A question of procedure: voted on by its words, which are pinned, and by no text."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from consult.core.models import Entry
from consult.core.signing import public_key
from consult.council.actions import certify_motion, close_motion, notice_motion, put_motion
from consult.council.actions.read_proposal import QuestionOnTexts, QuestionUnworded
from consult.council.models import Ballot, Motion, QuestionWords
from consult.council.rules.question import question_sha256
from consult.council.selectors.decision import decided, decision_of
from consult.ledger.checkpoint import parse_verifier_key
from consult.reporting.exports import ledger_bundle, minutes_file
from consult.reviews.models import Review
from consult.verify.bundle import verify_bundle
from tests.council.conftest import Council
from tests.council.pages import motion_url, words
from tests.council.test_put_page import put_fields
from tests.council.test_record import SCHEMA, departures

pytestmark = pytest.mark.django_db

Ask = Callable[..., Motion]
HOW = {
    "title": {"en": "May the chair vote?", "fr": "La présidence vote-t-elle ?"},
    "explanation": {"en": "Only where votes are equal.", "fr": "En cas d’égalité seulement."},
}


@pytest.fixture
def ask(council: Council, motion_arguments: Callable[..., dict[str, Any]]) -> Ask:
    """Return a function that puts a question of procedure."""

    def put(**changes: Any) -> Motion:
        arguments = motion_arguments(**{"kind": "procedure", **HOW, **changes})
        return put_motion(**{**arguments, "versions": changes.get("versions", [])})

    return put


def test_the_exact_words_are_hashed_in_the_ledger_before_any_ballot(ask: Ask) -> None:
    motion = ask()
    data = json.loads(bytes(Entry.objects.get(event="motion.put.v1").leaf))["data"]
    hashes = {
        code: question_sha256(
            language=code, title=HOW["title"][code], explanation=HOW["explanation"][code]
        )
        for code in ("en", "fr")
    }
    assert (data["kind"], data["texts"]) == ("procedure", [])
    assert data["words"] == [
        {"language": "en", "sha256": hashes["en"], "authentic": True},
        {"language": "fr", "sha256": hashes["fr"], "authentic": False},
    ]
    assert not motion.texts.exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        QuestionWords.objects.filter(motion=motion).update(title="Another")


def test_it_is_voted_on_closed_certified_and_published(
    ask: Ask,
    say: Callable[..., Ballot],
    council: Council,
    review: Review,
    let_voting_end: Callable[[Motion], Motion],
    client: Client,
) -> None:
    motion = ask()
    for seat, choice in enumerate(("approve", "approve", "reject")):
        say(motion, seat, choice)
    close_motion(actor=None, motion_id=let_voting_end(motion).pk)
    certify_motion(actor=council.secretary, motion_id=motion.pk)
    decision = decision_of(decided(review).get())
    assert list(departures(json.loads(SCHEMA.read_text("utf-8")), decision.document)) == []
    assert [each["language"] for each in decision.document["record"]["words"]] == ["en", "fr"]
    page = client.get(reverse("council:decision", args=[review.slug, motion.number]))
    assert "Question of procedure" in words(page)
    assert "En cas d’égalité seulement." in words(page, "//section[@aria-labelledby='texts']")
    assert minutes_file(review, [decision], "en")
    report, _entries = verify_bundle(ledger_bundle(review), parse_verifier_key(public_key()))
    assert {each.what for each in report.findings} <= {"no entry names it"}


def test_the_bundle_holds_the_words_and_is_refused_without_them(ask: Ask, review: Review) -> None:
    ask()
    data = ledger_bundle(review)
    assert "Only where votes are equal." in data.decode()
    digest = QuestionWords.objects.get(language="fr").sha256
    spoiled = re.sub(rf'"{digest}":{{[^}}]*}},?'.encode(), b"", data).replace(b"},},", b"}},")
    report, _entries = verify_bundle(spoiled, parse_verifier_key(public_key()))
    assert any(
        "the document fr with its hash is not in the bundle" in str(each)
        for each in report.findings
    ), report.findings


def test_a_rehearsed_question_is_in_no_bundle(ask: Ask, review: Review) -> None:
    ask(rehearsal=True)
    assert b"Only where votes are equal." not in ledger_bundle(review)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"explanation": {"en": " ", "fr": "Oui."}}, QuestionUnworded),
        ({"authentic_language": "ar"}, QuestionUnworded),
        ({"title": {"fr": "Oui ?"}}, QuestionUnworded),
    ],
)
def test_without_its_words_it_is_no_question(
    changes: dict[str, Any], refusal: type[Exception], ask: Ask
) -> None:
    with pytest.raises(refusal):
        ask(**changes)


def test_it_is_about_no_text(ask: Ask, make_version: Any) -> None:
    with pytest.raises(QuestionOnTexts):
        ask(versions=[make_version("annexes")])


def test_the_form_asks_for_no_text(
    review: Review, council: Council, make_version: Any, signed_in: Callable[[Any], Client]
) -> None:
    client = signed_in(council.secretary)
    address = reverse("council:put", args=[review.slug])
    fields = put_fields(make_version("annexes"), kind="procedure")
    page = client.post(address, fields)
    assert page.status_code == 400
    assert "is about no text of the report" in words(page, "//*[@data-error-summary]")
    without = {**fields, "versions": []}
    page = client.post(address, {**without, "explanation_en": ""})
    assert "Write both in the authentic language." in words(page, "//*[@data-error-summary]")
    client.post(address, without, follow=True)
    motion = Motion.objects.get()
    shown = client.get(motion_url(motion))
    assert "All of them." in words(shown, "//section[@aria-labelledby='texts']")
    assert words(shown).count("All of them.") == 1


def test_a_draft_of_it_is_noticed_later(
    review: Review, council: Council, make_version: Any, signed_in: Callable[[Any], Client]
) -> None:
    client = signed_in(council.secretary)
    fields = put_fields(make_version("annexes"), kind="procedure", versions=[], then="draft")
    client.post(reverse("council:put", args=[review.slug]), fields)
    draft = Motion.objects.get()
    assert not draft.words.exists()
    assert notice_motion(actor=council.secretary, motion_id=draft.pk).words.count() == 2
