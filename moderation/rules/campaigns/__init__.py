"""Which submissions are one campaign: the same text, sent by many with small changes.

A group is only a proposal. One word can join opponents, so a person confirms it before it is shown
as one, and an author may leave it (see the moderators' page in `docs/`).
"""

from moderation.rules.campaigns.grouping import COMPARED, EXEMPLARS, Grouping, agrees
from moderation.rules.campaigns.outline import alike, outline
from moderation.rules.campaigns.signature import band_keys, placed
from moderation.rules.campaigns.voice import (
    Piece,
    Turn,
    TurningWords,
    added,
    highlighted,
    turned,
)

__all__ = [
    "COMPARED",
    "EXEMPLARS",
    "Grouping",
    "Piece",
    "Turn",
    "TurningWords",
    "added",
    "agrees",
    "alike",
    "band_keys",
    "highlighted",
    "outline",
    "placed",
    "turned",
]
