"""What each text of a group says beyond the one that stands for all is worked out and kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from consult.core.transactions import command, step
from consult.core.words import fold
from moderation.models import CampaignText, SignatureKey
from moderation.registry import Words, handler_for, words_of
from moderation.rules.campaigns import EXEMPLARS, added, band_keys, placed, turned
from moderation.selectors import campaign_called, turning_words

AT_ONCE = 200


def compare(text: CampaignText, said: Words, exemplar: Words) -> None:
    """Reads only. Fill in what a text adds to the exemplar and which turning words differ."""
    words = turning_words(text.case.language)
    text.adds = added(exemplar.text, said.text)
    text.turns = [[turn.word, turn.added] for turn in turned(exemplar.text, said.text, words)]
    text.is_turned = bool(text.turns)


def keys_of(folded: str, place: str) -> list[int]:
    """Reads only. Return the keys under which texts of the place find each other."""
    return placed(band_keys(folded), place)


def key_rows(text: CampaignText, keys: Iterable[int]) -> list[SignatureKey]:
    """Reads only. Return the rows by which later texts find this one."""
    return [SignatureKey(key=key, text=text) for key in keys]


@step
def compare_voices_step(*, campaign_id: UUID) -> None:
    """Compare every text of a group with the present exemplar again, in batches.

    Where texts by which the group is found have left, others take their part.
    """
    campaign = campaign_called(campaign_id)
    handler_for(campaign.exemplar.kind).lock(campaign.exemplar.subject_id)
    campaign = campaign_called(campaign_id)
    texts = CampaignText.objects.filter(campaign=campaign, left="").order_by("pk")
    exemplar = words_of([campaign.exemplar])[campaign.exemplar_id]
    after = 0
    while batch := list(texts.filter(pk__gt=after).select_related("case")[:AT_ONCE]):
        after = batch[-1].pk
        said = words_of([text.case for text in batch])
        for text in batch:
            compare(text, said[text.case_id], exemplar)
        CampaignText.objects.bulk_update(batch, ["adds", "turns", "is_turned"])
    lacking = EXEMPLARS - texts.filter(is_lead=True).count()
    if lacking > 0:
        _lead(list(texts.filter(is_lead=False).select_related("case")[:lacking]))


def _lead(texts: Sequence[CampaignText]) -> None:
    said = words_of([text.case for text in texts])
    keys = []
    for text in texts:
        text.is_lead = True
        words = said[text.case_id]
        keys += key_rows(text, keys_of(fold(words.text), words.place))
    CampaignText.objects.bulk_update(texts, ["is_lead"])
    SignatureKey.objects.bulk_create(keys)


@command
def compare_voices(**arguments: UUID) -> None:
    """Compare a group's texts again: see `compare_voices_step`."""
    compare_voices_step(**arguments)
