"""Which of the known rules a council could decide by."""

from __future__ import annotations

from consult.council.models import Seat
from consult.council.rules.presets import PRESETS
from consult.council.rules.ruleset import Over
from consult.reviews.models import Review


def rules_to_offer(review: Review) -> list[str]:
    """Return the codes of the presets in their order, in one query.

    Those that count in each block are among them only where every seat belongs to a block, since
    a motion by them would be refused.
    """
    seats = Seat.objects.filter(institution__review=review, active=True)
    blocks = set(seats.values_list("block", flat=True))
    in_blocks = bool(blocks) and "" not in blocks
    return [
        code
        for code, preset in PRESETS.items()
        if in_blocks
        or all(test.measure.over is Over.EVERYONE for _path, test in preset.rules().tests())
    ]
