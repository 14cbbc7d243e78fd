"""The page on which a browser checks a file: what is whole passes, what was altered is told."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from consult.core.journal import receipt_file
from consult.core.signing import private_key, public_key
from consult.ledger.bundle import document_hash
from consult.ledger.canonical import canonical_bytes, parse_canonical
from consult.ledger.checkpoint import Checkpoint, read_checkpoint, sign_checkpoint
from consult.ledger.merkle import MemoryTree, leaf_hash
from consult.reporting.exports import ledger_bundle
from consult.reviews.models import Review
from tests.architecture.conftest import World, world  # noqa: F401
from tests.browser.altered import ALTERED, alter_signature
from tests.browser.conftest import OpenPage

WHOLE = "Nothing wrong was found: signatures, proofs and hashes hold."
Alter = Callable[[Any], Any]


def bundle_of(review: Review) -> Any:
    """Return the bundle, without a text that the world makes and never publishes."""
    review.log.refresh_from_db()
    bundle = parse_canonical(ledger_bundle(review))
    named = canonical_bytes(bundle["entries"]).decode()
    documents = {name: each for name, each in bundle["documents"].items() if name in named}
    return {**bundle, "documents": documents}


def head_of(review: Review, size: int, *, root: bytes | None = None, origin: str = "") -> str:
    """Return the head of the first `size` entries, signed by the installation's key."""
    entries = review.log.entries.order_by("index")
    tree = MemoryTree(leaf_hash(bytes(entry.leaf)) for entry in entries)
    key = private_key()
    name = public_key().partition("+")[0]
    signed = Checkpoint(origin or review.log.origin, size, root or tree.root(size))
    return sign_checkpoint(signed, key, name)


def check(page: Page, value: Any, *, key: str = "", kept: str = "") -> None:
    """Let the page check a value as a file."""
    content = value if isinstance(value, bytes) else canonical_bytes(value)
    page.get_by_label("Bundle, receipt or decision").set_input_files(
        {"name": "file.json", "mimeType": "application/json", "buffer": content}
    )
    page.get_by_label("Public key that you trust").fill(key or public_key())
    page.get_by_label("Older signed head").fill(kept)
    page.get_by_role("button", name="Check", exact=True).click()


def verdict(page: Page) -> Any:
    return page.locator("[data-verdict] [role=status]")


def findings(page: Page) -> Any:
    return page.locator("[data-findings]")


@pytest.fixture
def review_page(server: str, world: World, open_page: OpenPage, review: Review) -> Page:  # noqa: F811
    """Return the page, open before a ledger with texts, comments and a decision."""
    page = open_page()
    page.goto(reverse("portal:check", args=[review.slug]))
    return page


def test_a_whole_bundle_receipt_and_decision_pass(
    review_page: Page,
    review: Review,
    world: World,  # noqa: F811
    client: Any,
) -> None:
    bundle = bundle_of(review)
    check(review_page, bundle, kept=head_of(review, 5))
    expect(verdict(review_page)).to_have_text(WHOLE)
    expect(findings(review_page)).to_contain_text("grown since the older head of 5 entries")
    expect(findings(review_page)).to_contain_text(f"Entries checked: {len(bundle['entries'])}")
    expect(review_page.locator("[data-verdict]")).to_be_focused()
    check(review_page, receipt_file(review.log, 3))
    expect(findings(review_page)).to_contain_text("Entries checked: 1")
    expect(verdict(review_page)).to_have_text(WHOLE)
    decision = reverse("reporting:decision", args=[review.slug, world.words["decided_motion"]])
    check(review_page, client.get(decision).content)
    expect(findings(review_page)).to_contain_text("Entries checked: 4")
    expect(verdict(review_page)).to_have_text(WHOLE)


def test_each_alteration_of_a_bundle_is_told(review_page: Page, review: Review) -> None:
    whole = bundle_of(review)
    for alter, sentence in ALTERED:
        altered = copy.deepcopy(whole)
        alter(altered)
        check(review_page, altered)
        expect(findings(review_page)).to_contain_text(sentence)
        expect(verdict(review_page)).to_contain_text("NOT VALID")


def test_a_log_that_contradicts_a_kept_head_is_told(review_page: Page, review: Review) -> None:
    bundle = bundle_of(review)
    size = read_checkpoint(bundle["head"]).size
    for kept, sentence in (
        (head_of(review, 5, root=b"\1" * 32), "some were rewritten"),
        (head_of(review, size + 1, root=b"\1" * 32), "some were cut off"),
        (head_of(review, 5).replace("\n5\n", "\n6\n"), "of the older head does not fit"),
        (head_of(review, 5).replace("/vnr", "/other"), "of the older head does not fit"),
        (head_of(review, 5, origin="elsewhere.example/log"), "belongs to another log."),
        (
            head_of(review, 5).replace("— ", "— another."),
            "The older head bears no signature by this key.",
        ),
        ("nonsense", "The older head is malformed."),
    ):
        check(review_page, bundle, kept=kept)
        expect(findings(review_page)).to_contain_text(sentence)
        expect(verdict(review_page)).to_contain_text("NOT VALID")


def test_each_alteration_of_a_receipt_is_told(review_page: Page, review: Review) -> None:
    whole = receipt_file(review.log, 3)
    other = receipt_file(review.log, 2)
    for changes, sentence in (
        ({"path": other["path"]}, "Entry 3: its inclusion proof does not lead to the head."),
        ({"leaf": other["leaf"]}, "Entry 3: its leaf belongs to another place or another log."),
        ({"head": whole["head"].replace("\n", "\n1", 1)}, "of the head does not fit its text."),
        ({"index": 2}, "Entry 2: its inclusion proof does not lead to the head."),
    ):
        check(review_page, {**copy.deepcopy(whole), **changes})
        expect(findings(review_page)).to_contain_text(sentence)
        expect(verdict(review_page)).to_contain_text("NOT VALID")
    check(review_page, whole, kept=head_of(review, 2))
    expect(findings(review_page)).to_contain_text("The older head was not used")
    check(review_page, {**whole, "head": f"{whole['head']}— un.example AAAAAAAA\n"})
    expect(findings(review_page)).to_contain_text("other signatures too, which were not checked.")


def test_each_alteration_of_a_decision_is_told(
    review_page: Page,
    review: Review,
    world: World,  # noqa: F811
    client: Any,
) -> None:
    address = reverse("reporting:decision", args=[review.slug, world.words["decided_motion"]])
    whole = client.get(address).json()
    check(review_page, whole)
    expect(verdict(review_page)).to_have_text(WHOLE)
    expect(findings(review_page)).not_to_contain_text("not certified")
    uncertified = {**copy.deepcopy(whole), "certified_at": None}
    uncertified["ledger"]["entries"].pop()
    check(review_page, uncertified)
    expect(findings(review_page)).to_contain_text("This decision is not certified")

    def forge(decision: Any) -> None:
        decision["record"]["motion"]["title"]["en"] = "Adopt nothing"
        decision["record_sha256"] = document_hash(decision["record"])

    def forge_without_the_certificate(decision: Any) -> None:
        forge(decision)
        decision["ledger"]["entries"].pop()

    def other_path(decision: Any) -> None:
        entries = decision["ledger"]["entries"]
        entries[0]["path"] = entries[1]["path"]

    def other_head(decision: Any) -> None:
        alter_signature(decision["ledger"])

    for alter, sentence in (
        (forge, "is not the one that was certified"),
        (forge_without_the_certificate, "is not the one that was certified"),
        (other_path, "its inclusion proof does not lead to the head."),
        (other_head, "The signature of the head does not fit its text."),
    ):
        altered = copy.deepcopy(whole)
        alter(altered)
        check(review_page, altered)
        expect(findings(review_page)).to_contain_text(sentence)
        expect(verdict(review_page)).to_contain_text("NOT VALID")


def test_what_no_certificate_fixes_is_held_against_the_entries(
    review_page: Page,
    review: Review,
    world: World,  # noqa: F811
    client: Any,
) -> None:
    address = reverse("reporting:decision", args=[review.slug, world.words["decided_motion"]])
    whole = client.get(address).json()
    uncertified = {**copy.deepcopy(whole), "certified_at": None}
    uncertified["record"]["outcome"]["status"] = "tied"
    uncertified["record_sha256"] = document_hash(uncertified["record"])
    uncertified["ledger"]["entries"].pop()
    enrolled = {**copy.deepcopy(whole), "certified_at": None}
    enrolled["record"]["roll"][-1]["block"] = "invented"
    enrolled["record_sha256"] = document_hash(enrolled["record"])
    enrolled["ledger"]["entries"].pop()
    for altered, sentence in (
        (uncertified, "contradicts the entries about its motion."),
        (enrolled, "contradicts the entries about its motion."),
        ({**whole, "certified_at": "2020-01-01T00:00:00.000000Z"}, "is not the one that was"),
        ({**whole, "audited": "by nobody"}, "holds the field “audited”"),
    ):
        check(review_page, altered)
        expect(findings(review_page)).to_contain_text(sentence)
        expect(verdict(review_page)).to_contain_text("NOT VALID")
    check(review_page, {**whole, "later_replies": [{"text": "invented"}]})
    expect(findings(review_page)).to_contain_text("of later days is fixed by no certificate.")
    expect(verdict(review_page)).to_have_text(WHOLE)


def test_other_keys_and_other_files_are_told(
    review_page: Page,
    review: Review,
    world: World,  # noqa: F811
    client: Any,
) -> None:
    bundle = bundle_of(review)
    other = public_key()[:-2] + ("A=" if public_key()[-2:] != "A=" else "B=")
    for value, key, sentence in (
        (bundle, other, "The public key is malformed."),
        (json.dumps(bundle).encode(), "", "The file is not canonical JSON"),
        ({"format": "another/1", "key": public_key()}, "", "a format that this page does not know"),
        (b"{", "", "The file is damaged"),
    ):
        check(review_page, value, key=key)
        expect(findings(review_page)).to_contain_text(sentence)
    address = reverse("reporting:decision", args=[review.slug, world.words["decided_motion"]])
    decision = client.get(address).json()
    decision["record"]["outcome"]["choices"]["heads"]["approve"] += 1
    check(review_page, decision)
    expect(findings(review_page)).to_contain_text("is not the one that was certified")


def test_where_a_browser_lacks_ed25519_it_says_so(review_page: Page, review: Review) -> None:
    review_page.route(
        "**/ledger-worker*.js",
        lambda route: route.fulfill(
            content_type="text/javascript",
            body="crypto.subtle.importKey = () => Promise.reject(new Error('unknown'));\n"
            + str(route.fetch().text()),
        ),
    )
    check(review_page, bundle_of(review))
    expect(verdict(review_page)).to_contain_text("Incomplete")
    expect(findings(review_page)).to_contain_text("does not know Ed25519 signatures")


def test_without_javascript_the_page_explains_the_command(
    server: str, review: Review, open_page: OpenPage
) -> None:
    page = open_page(javascript=False, width=360)
    page.goto(reverse("portal:check", args=[review.slug]))
    expect(page.get_by_role("heading", name="In this browser")).to_be_hidden()
    expect(page.get_by_text("python -m consult.verify").first).to_be_visible()
