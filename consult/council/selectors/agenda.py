"""The agenda of a live session, as its secretary changes it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from consult.council.models import AgendaItem, Motion, Sitting
from consult.council.rules.motion import PENDING
from consult.council.rules.sitting import SittingState


@dataclass(frozen=True, slots=True)
class AgendaPage:
    """What was dealt with, what is ahead, and the motions that an item may deal with."""

    dealt_with: list[AgendaItem]
    ahead: list[AgendaItem]
    motions: list[Motion]


def agenda_page(sitting: Sitting) -> AgendaPage:
    """Return a session's agenda in two queries; of a session that has ended, nothing is ahead."""
    items = list(sitting.items.select_related("motion").order_by("position"))
    place = len(items) if sitting.state == SittingState.ENDED else sitting.place
    linked = [each.motion_id for each in items if each.motion_id]
    motions = Motion.objects.filter(review=sitting.review_id)
    offered = motions.filter(Q(state__in=sorted(PENDING)) | Q(pk__in=linked))
    return AgendaPage(
        dealt_with=[each for each in items if each.position <= place],
        ahead=[each for each in items if each.position > place],
        motions=list(offered.order_by("number")),
    )
