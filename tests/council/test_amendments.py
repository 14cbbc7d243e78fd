"""Amendments: what changes a text is pinned before the vote, and carried out by a version."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from consult.core.models import Entry, Opening
from consult.council.actions import (
    certify_motion,
    close_motion,
    notice_motion,
    put_motion,
    save_draft,
)
from consult.council.actions.read_amendment import ProposerMissing, read_amendment
from consult.council.actions.read_proposal import AmendmentRehearsed
from consult.council.models import Amendment, CarryingOut, Motion
from consult.council.rules.amending import TypedPassage
from consult.council.rules.amendment_errors import AmendmentEmpty, AmendmentMisfit
from consult.drafts.rules.editing.refusals import LinkRefused
from tests.council.amendments import (  # noqa: F401
    TEXT,
    Water,
    amend,
    amendment_arguments,
    water,
)
from tests.council.conftest import Council
from tests.council.test_record import SCHEMA, departures, document_of

pytestmark = pytest.mark.django_db

Put = Callable[..., Motion]


def leaves(event: str) -> list[Any]:
    entries = Entry.objects.filter(event=event).order_by("index")
    return [json.loads(bytes(entry.leaf)) for entry in entries]


@pytest.fixture
def adopt(
    amend: Put,  # noqa: F811
    say: Any,
    let_voting_end: Callable[[Motion], Motion],
) -> Put:
    def make(amendment: Any, choice: str = "approve") -> Motion:
        motion = amend(amendment)
        for seat in range(3):
            say(motion, seat, choice)
        return close_motion(actor=None, motion_id=let_voting_end(motion).pk)

    return make


def test_the_difference_is_in_the_ledger_before_any_ballot(
    water: Water,  # noqa: F811
    amend: Put,  # noqa: F811
) -> None:
    motion = amend(water.asked("Wells were repaired.", "All wells were **repaired**."))
    lines = motion.amendment.difference.splitlines()
    assert lines[:2] == ["--- version 1", "+++ version 1 as amended"]
    assert [line for line in lines[2:] if line[0] in "+-"] == [
        "-paragraph: Wells were repaired.",
        "+paragraph: All wells were <strong>repaired</strong>.",
    ]
    (leaf,) = leaves("motion.put.v1")
    assert leaf["data"]["kind"] == "amendment"
    assert leaf["data"]["amendment"] == {
        "chapter": "water",
        "version": 1,
        "language": "en",
        "sha256": water.rendering.sha256,
        "difference_sha256": hashlib.sha256(motion.amendment.difference.encode()).hexdigest(),
        "proposer": "Ministry 0",
    }
    assert set(leaf["committed"]) == {"operations"}
    assert not Opening.objects.get(field="operations").public


def test_a_passage_is_taken_away_or_followed_by_another(water: Water) -> None:  # noqa: F811
    gone = water.asked("Pumps were bought.", "  ")
    assert gone.operations == [{"act": "delete", "block": water.key("Pumps were bought.")}]
    (added,) = water.asked("First step.", "First step.", after="A step between.").operations
    assert (added["act"], added["kind"], added["html"]) == (
        "insert",
        "list_item",
        "A step between.",
    )
    both = water.asked("Water", "Clean water", after="A sentence.").operations
    assert [(each["act"], each.get("kind")) for each in both] == [
        ("replace", None),
        ("insert", "paragraph"),
    ]


def test_what_changes_nothing_or_fits_nowhere_is_refused(
    water: Water,  # noqa: F811
    amendment_arguments: Callable[..., dict[str, Any]],  # noqa: F811
) -> None:
    with pytest.raises(AmendmentEmpty):
        water.asked("Wells were repaired.", "Wells were repaired.")
    with pytest.raises(ProposerMissing):
        water.asked("Wells were repaired.", "No wells.", proposer=" ")
    with pytest.raises(LinkRefused):
        water.asked("Wells were repaired.", "[wells](javascript:alert)")
    strange = TypedPassage("00000000-0000-0000-0000-000000000000", ("x",), "")
    with pytest.raises(AmendmentMisfit):
        read_amendment(rendering=water.rendering, passages=[strange], proposer="x")
    with pytest.raises(AmendmentRehearsed):
        put_motion(**amendment_arguments(water.asked("Water", "Wells"), rehearsal=True))
    assert not Motion.objects.exists()


def test_a_draft_keeps_its_amendment_until_it_is_noticed(
    water: Water,  # noqa: F811
    council: Council,
    amendment_arguments: Callable[..., dict[str, Any]],  # noqa: F811
) -> None:
    arguments = amendment_arguments(water.asked("Water", "Wells"))
    draft = save_draft(**arguments)
    assert save_draft(**arguments).pk == draft.pk
    assert not Amendment.objects.exists()
    motion = notice_motion(actor=council.secretary, motion_id=draft.pk)
    assert Amendment.objects.get().motion == motion
    with pytest.raises(IntegrityError), transaction.atomic():
        Amendment.objects.update(proposer="Somebody else")


def test_the_close_opens_what_the_amendment_said(water: Water, adopt: Put) -> None:  # noqa: F811
    adopt(water.asked("Wells were repaired.", "All wells were repaired."))
    assert Opening.objects.get(field="operations").public


def test_the_first_version_that_holds_it_carries_an_adopted_amendment_out(
    water: Water,  # noqa: F811
    adopt: Put,
    amend: Put,  # noqa: F811
) -> None:
    adopted = adopt(water.asked("Wells were repaired.", "All wells were repaired."))
    rejected = adopt(water.asked("Pumps were bought.", ""), "reject")
    pending = amend(water.asked("Pumps were bought.", "Pumps were sold."))
    water.publish(TEXT.replace("First step", "One step"))
    assert not CarryingOut.objects.exists()
    pending.refresh_from_db()
    assert (pending.state, pending.void_cause) == ("void", "text_changed")
    third = water.publish(TEXT.replace("Wells", "All wells").replace("First step", "One step"))
    found = CarryingOut.objects.get()
    assert (found.amendment.motion, found.version) == (adopted, third)
    (leaf,) = leaves("amendment.carried_out.v1")
    assert leaf["actor"] == water.editor.reference
    assert leaf["data"] == {
        "motion": adopted.number,
        "chapter": "water",
        "version": 3,
        "language": "en",
        "sha256": third.renderings.get(language="en").sha256,
    }
    water.publish(TEXT.replace("Wells", "All wells").replace("Pumps were bought.\n\n", ""))
    assert CarryingOut.objects.get() == found
    assert not CarryingOut.objects.filter(amendment__motion=rejected).exists()


@pytest.mark.parametrize(
    ("words", "new", "after", "text"),
    [
        ("Pumps were bought.", "", "", TEXT.replace("Pumps were bought.\n\n", "")),
        (
            "Pumps were bought.",
            "Something altogether different stands here now.",
            "",
            TEXT.replace("Pumps were bought.", "Something altogether different stands here now."),
        ),
        (
            "Second step.",
            "Second step.",
            "Third step.",
            TEXT + "- Third step.\n",
        ),
    ],
)
def test_each_operation_is_found_in_a_later_version(
    words: str,
    new: str,
    after: str,
    text: str,
    water: Water,  # noqa: F811
    adopt: Put,
) -> None:
    motion = adopt(water.asked(words, new, after))
    version = water.publish(text)
    assert CarryingOut.objects.get(amendment__motion=motion).version == version


def test_the_record_of_an_amendment_is_what_its_schema_says(
    water: Water,  # noqa: F811
    council: Council,
    adopt: Put,
) -> None:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    motion = adopt(water.asked("Wells were repaired.", "All wells.", after="And pumps."))
    certify_motion(actor=council.secretary, motion_id=motion.pk)
    before = document_of(motion)
    assert list(departures(schema, before)) == []
    assert before["carried_out"] is None
    found = before["record"]["amendment"]
    assert (found["proposer"], found["order"]) == ("Ministry 0", None)
    assert [each["act"] for each in found["operations"]] == ["replace", "insert"]
    water.publish(TEXT.replace("Wells were repaired.", "All wells.\n\nAnd pumps."))
    after = document_of(motion)
    assert after["carried_out"]["version"] == 2
    assert after["record_sha256"] == before["record_sha256"]
    assert list(departures(schema, after)) == []
