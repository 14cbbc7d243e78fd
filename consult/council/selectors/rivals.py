"""The amendments of one order, as the rules and the pages need them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from consult.council.models import AmendmentOrder, Motion, RivalPlace
from consult.council.rules.motion import Kind, State
from consult.council.rules.rivals import Rival
from consult.council.selectors.clock import database_now
from consult.council.selectors.phase import Phase, phase_of
from consult.drafts.models import Rendering
from consult.reviews.models import Review


def rivals_of(motion: Motion) -> list[Motion]:
    """Return the motions of an amendment's order by their places, or none; one query at most."""
    if motion.kind != Kind.AMENDMENT:
        return []
    order = RivalPlace.objects.filter(motion=motion).values("order")
    motions = Motion.objects.filter(rival__order__in=order)
    return list(motions.select_related("review", "rival__order").order_by("rival__place"))


def plain_rivals(motions: Iterable[Motion]) -> list[Rival]:
    """Return motions as the rules know them."""
    return [
        Rival(each.state, each.outcome["status"] if each.outcome else None, each.waits)
        for each in motions
    ]


@dataclass(frozen=True, slots=True)
class OrderShown:
    """An order as the page of one of its motions shows it: each motion with its phase, in order."""

    order: AmendmentOrder
    place: int
    rows: list[tuple[Motion, Phase]]


def order_shown(motion: Motion) -> OrderShown | None:
    """Return the order that an amendment stands in, if there is one, in one query."""
    rivals = rivals_of(motion)
    if not rivals:
        return None
    now = database_now()
    own = next(each for each in rivals if each.pk == motion.pk)
    rows = [(each, phase_of(each, now)) for each in rivals]
    return OrderShown(own.rival.order, own.rival.place, rows)


@dataclass(frozen=True, slots=True)
class AmendmentDraft:
    """A draft of an amendment with the text that it is to change."""

    motion: Motion
    rendering: Rendering
    proposer: str


def amendment_drafts(review: Review) -> list[AmendmentDraft]:
    """Return the drafts of amendments that an order can be made of, in two queries."""
    drafts = list(
        Motion.objects.filter(review=review, kind=Kind.AMENDMENT, state=State.DRAFT).order_by(
            "number"
        )
    )
    kept = [(draft.proposal or {})["amendment"] for draft in drafts]
    renderings = Rendering.objects.select_related("version__chapter").in_bulk(
        [each["rendering"] for each in kept]
    )
    return [
        AmendmentDraft(draft, renderings[each["rendering"]], each["proposer"])
        for draft, each in zip(drafts, kept, strict=True)
    ]
