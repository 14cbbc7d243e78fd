"""Rival amendments: one after the other in the stated order, until one is adopted."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from consult.core.models import Entry, Opening, OutgoingMail
from consult.council.actions import (
    close_motion,
    order_amendments,
    put_motion,
    save_draft,
    void_motion,
)
from consult.council.actions.close_motion import NotDueYet
from consult.council.actions.order_amendments import AmendmentNoDraft, OrderUnexplained
from consult.council.models import AmendmentOrder, CarryingOut, Motion, RivalPlace
from consult.council.rules.amendment_errors import NotRivals, RivalWaits
from consult.council.rules.errors import MoveNotAllowed
from consult.council.selectors.due import due_motions, motions_to_open
from consult.reviews.models import Review
from tests.council.amendments import (  # noqa: F401
    HOUR,
    TEXT,
    Water,
    amendment_arguments,
    kept,
    order,
    water,
)
from tests.council.conftest import Council
from tests.council.verified import found_wrong

pytestmark = pytest.mark.django_db

Order = Callable[..., list[Motion]]
End = Callable[[Motion], Motion]
Decide = Callable[[Motion, str], Motion]


def states() -> list[str]:
    places = RivalPlace.objects.order_by("place").select_related("motion")
    return [each.motion.state for each in places]


@pytest.fixture
def decide(all_say: Callable[[Motion, str], None], let_voting_end: End) -> Decide:
    """Return a function that lets all seats say the same of a motion, and closes it."""

    def vote(motion: Motion, choice: str) -> Motion:
        all_say(motion, choice)
        return close_motion(actor=None, motion_id=let_voting_end(motion).pk)

    return vote


def test_the_order_is_in_the_ledger_before_any_ballot(
    order: Order,  # noqa: F811
    council: Council,
) -> None:
    first, second, third = order()
    events = list(Entry.objects.order_by("index").values_list("event", flat=True))
    assert events[-1] == "amendments.ordered.v1"
    leaf = json.loads(bytes(Entry.objects.get(event="amendments.ordered.v1").leaf))
    found = AmendmentOrder.objects.get()
    assert (leaf["actor"], leaf["subject"]) == (council.secretary.reference, found.reference)
    assert leaf["data"] == {
        "order": "VNR26-A-001",
        "motions": [first.number, second.number, third.number],
        "reason": "Furthest from the text first.",
        "period": 3600,
    }
    assert [each.state for each in (first, second, third)] == ["open", "noticed", "noticed"]
    assert [each.waits for each in (first, second, third)] == [False, True, True]
    assert (second.opens_at, third.opens_at) == (first.closes_at, second.closes_at)
    assert third.closes_at - third.opens_at == HOUR


def test_the_next_opens_when_one_is_not_adopted_and_the_rest_fall_when_one_is(
    order: Order,  # noqa: F811
    decide: Decide,
) -> None:
    first, second, third = order()
    closed = decide(first, "reject")
    second.refresh_from_db()
    assert (second.state, second.waits, states()) == (
        "noticed",
        False,
        ["closed", *["noticed"] * 2],
    )
    assert second.opens_at > closed.closed_at
    Motion.objects.filter(pk=second.pk).update(opens_at=closed.closed_at)
    second.refresh_from_db()
    OutgoingMail.objects.all().delete()
    adopted = decide(second, "approve")
    third.refresh_from_db()
    assert (third.state, third.void_cause, third.void_reason) == ("void", "rival", "")
    events = list(Entry.objects.order_by("index").values_list("event", flat=True))
    assert events[-2:] == ["motion.closed.v1", "motion.voided.v1"]
    leaf = json.loads(bytes(Entry.objects.get(event="motion.voided.v1").leaf))
    assert (leaf["data"]["cause"], leaf["data"]["rival"]) == ("rival", adopted.number)
    void = OutgoingMail.objects.filter(subject__endswith="is void")[0]
    assert f"{adopted.number} was adopted" in " ".join(void.text.split())
    public = Opening.objects.filter(field="operations", public=True)
    subjects = set(public.values_list("entry__subject", flat=True))
    assert subjects == {first.reference, second.reference}


def test_a_turn_that_comes_late_starts_then_and_lasts_the_stated_period(
    order: Order,  # noqa: F811
    decide: Decide,
) -> None:
    first, second, _third = order()
    Motion.objects.filter(pk=second.pk).update(
        opens_at=second.opens_at - 2 * HOUR, closes_at=second.closes_at - 2 * HOUR
    )
    assert second.pk not in {*due_motions(), *motions_to_open()}
    OutgoingMail.objects.all().delete()
    closed = decide(first, "abstain")
    second.refresh_from_db()
    assert (second.state, second.opens_at) == ("open", closed.closed_at)
    assert second.closes_at - second.opens_at == HOUR
    leaf = json.loads(bytes(Entry.objects.get(event="amendment.called.v1").leaf))
    assert leaf["data"]["motion"] == second.number
    called = OutgoingMail.objects.filter(subject__contains=f"{second.number} is voted on next")
    assert called.count() == 6


def test_nothing_is_voted_on_before_its_turn(
    order: Order,  # noqa: F811
    let_voting_end: End,
    decide: Decide,
) -> None:
    _first, second, _third = order()
    Motion.objects.filter(pk=second.pk).update(opens_at=second.opens_at - 2 * HOUR)
    with pytest.raises(RivalWaits):
        decide(second, "approve")
    with pytest.raises(NotDueYet):
        close_motion(actor=None, motion_id=second.pk)
    let_voting_end(second)
    with pytest.raises(MoveNotAllowed):
        close_motion(actor=None, motion_id=second.pk)
    for change in ({"state": "open"}, {"waits": False}, {"state": "open", "waits": False}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Motion.objects.filter(pk=second.pk).update(**change)


def test_a_void_amendment_gives_way_to_the_next(
    order: Order,  # noqa: F811
    council: Council,
) -> None:
    first, second, third = order()
    void_motion(actor=council.secretary, motion_id=second.pk, reason="Withdrawn.")
    assert not Entry.objects.filter(event="amendment.called.v1").exists()
    void_motion(actor=council.secretary, motion_id=first.pk, reason="Withdrawn too.")
    third.refresh_from_db()
    assert (third.state, third.waits) == ("noticed", False)


def test_a_change_of_the_text_voids_all_that_are_not_decided(
    order: Order,  # noqa: F811
    water: Water,  # noqa: F811
) -> None:
    order()
    water.publish(TEXT.replace("Wells", "All wells"))
    assert states() == ["void"] * 3
    assert not Entry.objects.filter(event="amendment.called.v1").exists()


def test_an_order_is_stated_once_and_with_a_reason(
    order: Order,  # noqa: F811
    kept: list[Motion],  # noqa: F811
) -> None:
    with pytest.raises(OrderUnexplained):
        order(reason=" ")
    key = uuid.uuid4()
    assert order(key=key) == order(key=key)
    with pytest.raises(AmendmentNoDraft):
        order()
    assert AmendmentOrder.objects.count() == 1


def test_amendments_of_different_passages_are_no_rivals(
    order: Order,  # noqa: F811
    water: Water,  # noqa: F811
    kept: list[Motion],  # noqa: F811
    amendment_arguments: Callable[..., dict[str, Any]],  # noqa: F811
) -> None:
    other = save_draft(**amendment_arguments(water.asked("Pumps were bought.", "Pumps.")))
    with pytest.raises(NotRivals):
        order(places={kept[0].pk: 1, other.pk: 2})
    assert states() == []


def test_the_database_takes_no_order_of_what_is_no_rival(
    order: Order,  # noqa: F811
    water: Water,  # noqa: F811
    council: Council,
    amendment_arguments: Callable[..., dict[str, Any]],  # noqa: F811
) -> None:
    order()
    found = AmendmentOrder.objects.get()
    late = put_motion(**amendment_arguments(water.asked("Wells were repaired.", "No wells.")))
    with pytest.raises(IntegrityError), transaction.atomic():
        RivalPlace.objects.create(order=found, motion=late, place=4)
    with pytest.raises(IntegrityError), transaction.atomic():
        Motion.objects.filter(pk=late.pk).update(waits=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        AmendmentOrder.objects.update(period=timedelta(days=1))


def test_an_order_needs_the_secretary(
    order: Order,  # noqa: F811
    council: Council,
) -> None:
    from consult.core.errors import NotPermitted

    with pytest.raises(NotPermitted):
        order_amendments(
            actor=council.people[0][0],
            review=council.seats[0].institution.review,
            places={},
            reason="x",
            period=HOUR,
            opens_at=None,
            key=uuid.uuid4(),
        )


@pytest.mark.parametrize("choice", ["approve", "reject"])
def test_the_verifier_finds_nothing_wrong_with_what_was_written(
    choice: str,
    review: Review,
    order: Order,  # noqa: F811
    water: Water,  # noqa: F811
    council: Council,
    decide: Decide,
) -> None:
    first, second, third = order()
    assert found_wrong(review) == []
    decide(first, choice)
    assert found_wrong(review) == []
    if choice == "reject":
        void_motion(actor=council.secretary, motion_id=second.pk, reason="Withdrawn.")
        third.refresh_from_db()
        assert (third.state, third.waits) == ("noticed", False)
    water.publish(TEXT.replace("Wells", "All wells"))
    assert CarryingOut.objects.count() == (choice == "approve")
    assert found_wrong(review) == []
