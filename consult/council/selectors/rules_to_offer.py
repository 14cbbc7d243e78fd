"""Which of the known rules a council could decide by."""

from __future__ import annotations

from consult.council.models import Seat
from consult.council.rules.presets import PRESETS
from consult.council.rules.ruleset import Over, Rules, Session
from consult.reviews.models import Review


def rules_to_offer(review: Review, *, live: bool) -> list[str]:
    """Return the codes of the presets in their order, in one query.

    Those that count in each block are among them only where every seat belongs to a block, since
    a motion by them would be refused. `live` says that there is a session to vote in, without
    which those that count who is present are refused as well.
    """
    seats = Seat.objects.filter(institution__review=review, active=True)
    blocks = set(seats.values_list("block", flat=True))
    in_blocks = bool(blocks) and "" not in blocks
    return [
        code
        for code, rules in _presets()
        if (live or rules.session is Session.WRITTEN)
        and (in_blocks or all(test.measure.over is Over.EVERYONE for _path, test in rules.tests()))
    ]


def _presets() -> list[tuple[str, Rules]]:
    return [(code, preset.rules()) for code, preset in PRESETS.items()]
