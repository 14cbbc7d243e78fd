"""Which submissions are one campaign: the same text, sent by many with small changes.

A group is only a proposal. One word can join opponents, so a person confirms it before it is shown
as one, and an author may leave it (see the moderators' page in `docs/`).
"""

from moderation.rules.campaigns.grouping import Grouping
from moderation.rules.campaigns.outline import alike, outline
from moderation.rules.campaigns.signature import band_keys

__all__ = ["Grouping", "alike", "band_keys", "outline"]
