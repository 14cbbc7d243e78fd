"""The record of a decision: what it holds, that it stays, and who may read it from when on."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from lxml import html

from consult.core.models import Entry
from consult.council.actions import certify_motion, close_motion
from consult.council.models import Ballot, Certificate, Motion
from consult.council.rules.__main__ import recompute
from consult.council.selectors.decision import decided, decision_of
from consult.ledger.bundle import document_hash
from consult.ledger.checkpoint import open_checkpoint, parse_verifier_key
from consult.ledger.leaf import Leaf
from consult.ledger.proof import verify_inclusion
from tests.council.conftest import Council

SCHEMA = Path(__file__).parents[2] / "docs" / "decision.schema.json"
pytestmark = pytest.mark.django_db

Put = Callable[..., Motion]
Say = Callable[..., Ballot]
End = Callable[[Motion], Motion]


def document_of(motion: Motion) -> dict[str, Any]:
    return decision_of(decided(motion.review).get(pk=motion.pk)).document


def addresses(motion: Motion) -> tuple[str, str]:
    place = f"reviews/{motion.review.slug}/decisions/{motion.number}"
    return f"/en/{place}/", f"/{place}.json"


def test_the_record_can_be_recounted_from_itself(closed: Motion) -> None:
    record = document_of(closed)["record"]
    roll = [{name: seat[name] for name in seat if name != "name"} for seat in record["roll"]]
    ballots = [
        {name: each[name] for name in ("ballot", "seat", "person", "rank", "choice")}
        for each in record["ballots"]
    ]
    found = recompute({"roll": roll, "ballots": ballots, "rules": record["rules"]})
    assert found == record["outcome"] == closed.outcome
    assert {each["ballot"] for each in record["ballots"] if each["counts"]} == {
        each["ballot"] for each in found["counting"]
    }
    assert set(record["rule"]) == {"en", "fr", "ar", "ka"}
    assert [text["authentic"] for text in record["texts"]] == [True, False]


def test_the_record_says_no_more_than_the_ledger_opens(closed: Motion, council: Council) -> None:
    text = json.dumps(document_of(closed), ensure_ascii=False)
    assert "The table is missing." not in text
    assert council.people[0][0].name not in text
    assert council.people[0][0].reference in text


def test_certifying_keeps_the_record_with_proofs_and_enters_its_hash(
    closed: Motion, council: Council, put_by: Put
) -> None:
    before = document_of(closed)
    assert before["certified_at"] is None
    certify_motion(actor=council.secretary, motion_id=closed.pk)
    document = document_of(closed)
    assert document["record"] == before["record"]
    entry = Entry.objects.get(event="motion.certified.v1")
    assert json.loads(bytes(entry.leaf))["data"]["record_sha256"] == document["record_sha256"]
    assert document_hash(document["record"]) == document["record_sha256"]
    ledger = document["ledger"]
    head = open_checkpoint(ledger["head"], parse_verifier_key(ledger["key"]))
    assert ledger["entries"][-1]["index"] == entry.index == head.size - 1
    assert len(ledger["entries"]) == 2 + 5 + 1 + 1
    for each in ledger["entries"]:
        path = [bytes.fromhex(digest) for digest in each["path"]]
        hashed = Leaf.parse(each["leaf"]).hash()
        assert hashed.hex() == each["hash"]
        assert verify_inclusion(hashed, each["index"], head.size, path, head.root)
    put_by("two_thirds", versions=[closed.texts.all()[0].rendering.version])
    assert document_of(closed) == document
    certify_motion(actor=council.secretary, motion_id=closed.pk)
    assert Certificate.objects.count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Certificate.objects.update(record_sha256="0" * 64)


def test_page_and_api_are_open_to_everybody_after_the_close_and_say_the_recounts_numbers(
    closed: Motion, client: Client
) -> None:
    page, data = addresses(closed)
    outcome = closed.outcome or {}
    assert client.get(data).json() == document_of(closed)
    shown = html.fromstring(client.get(page).content)
    rows = {
        row.xpath("string(th)"): [cell.text_content() for cell in row.xpath("td")]
        for row in shown.xpath("//section[@aria-labelledby='result']//tbody/tr")
    }
    heads = outcome["choices"]["heads"]
    assert rows["Approve"] == [str(heads["approve"]), str(outcome["choices"]["weight"]["approve"])]
    assert rows["Approve with reservations"][0] == str(heads["reservations"]) == "1"
    passes = outcome["passes"]
    compared = [str(passes[name]) for name in ("value", "of", "needed")]
    assert [*compared, "Yes"] in rows.values()
    listed = client.get(f"/reviews/{closed.review.slug}/decisions.json").json()
    assert [each["number"] for each in listed["decisions"]] == [closed.number]
    index = client.get(f"/en/reviews/{closed.review.slug}/decisions/").content.decode()
    assert closed.number in index
    assert re.search(rf'href="{page}"', index)


def test_nothing_is_public_before_the_close_and_of_a_rehearsal_never(
    council: Council, put_by: Put, say: Say, let_voting_end: End, client: Client
) -> None:
    motion = put_by("two_thirds")
    version = motion.texts.all()[0].rendering.version
    rehearsal = put_by("two_thirds", versions=[version], rehearsal=True)
    for seat in range(3):
        say(rehearsal, seat, "approve")
    close_motion(actor=None, motion_id=let_voting_end(rehearsal).pk)
    certify_motion(actor=council.secretary, motion_id=rehearsal.pk)
    assert not Certificate.objects.exists()
    for hidden in (motion, rehearsal):
        for address in addresses(hidden):
            assert client.get(address).status_code == 404
    assert client.get(f"/reviews/{motion.review.slug}/decisions.json").json()["decisions"] == []


def test_a_decision_costs_the_same_however_many_voted(
    closed: Motion, council: Council, client: Client, django_assert_num_queries: Any
) -> None:
    page, _data = addresses(closed)
    client.get(page)
    with django_assert_num_queries(14):
        client.get(page)
    certify_motion(actor=council.secretary, motion_id=closed.pk)
    with django_assert_num_queries(3):
        client.get(page)


def departures(schema: Any, value: Any, path: str = "$") -> Iterator[str]:
    """Yield where a value has keys that the schema does not describe, or lacks one it asks for."""
    if isinstance(value, dict) and "properties" in schema:
        for name in set(schema["required"]) - value.keys():
            yield f"{path} lacks {name}"
        for name, inner in value.items():
            if name in schema["properties"]:
                yield from departures(schema["properties"][name], inner, f"{path}.{name}")
            elif schema.get("additionalProperties") is False:
                yield f"{path}.{name} is not described"
    if isinstance(value, list) and "items" in schema:
        for place, inner in enumerate(value):
            yield from departures(schema["items"], inner, f"{path}[{place}]")
    if "pattern" in schema and not re.search(schema["pattern"], value):
        yield f"{path} is {value}"


def test_the_document_is_what_its_schema_says(closed: Motion, council: Council) -> None:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    certify_motion(actor=council.secretary, motion_id=closed.pk)
    document = document_of(closed)
    assert list(departures(schema, document)) == []
    del document["record"]["rule"]
    document["record"]["times"]["closed_at"] = 3
    document["more"] = None
    document["record_sha256"] = "x"
    assert list(departures(schema, document)) == [
        "$.record lacks rule",
        "$.record_sha256 is x",
        "$.more is not described",
    ]
