"""What each text of a group says beyond the one that stands for all is worked out and kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from consult.core.transactions import command, step
from consult.core.words import fold
from moderation.models import CampaignText, SignatureKey
from moderation.registry import Subject, handler_for, subjects_of
from moderation.rules.campaigns import EXEMPLARS, added, band_keys, placed, turned
from moderation.selectors import campaign_called, turning_words

AT_ONCE = 200


def compare(text: CampaignText, subject: Subject, exemplar: Subject) -> None:
    """Reads only. Fill in what a text adds to the exemplar and which turning words differ."""
    words = turning_words(text.case.language)
    text.adds = added(exemplar.original, subject.original)
    text.turns = [
        [turn.word, turn.added] for turn in turned(exemplar.original, subject.original, words)
    ]
    text.is_turned = bool(text.turns)


def keys_of(text: CampaignText, folded: str, place: str) -> list[SignatureKey]:
    """Reads only. Return the keys under which later texts of the place find a text."""
    return [SignatureKey(key=key, text=text) for key in placed(band_keys(folded), place)]


@step
def compare_voices_step(*, campaign_id: UUID) -> None:
    """Compare every text of a group with the present exemplar again, in batches.

    Where texts by which the group is found have left, others take their part.
    """
    campaign = campaign_called(campaign_id)
    handler_for(campaign.exemplar.kind).lock(campaign.exemplar.subject_id)
    campaign = campaign_called(campaign_id)
    texts = CampaignText.objects.filter(campaign=campaign, left="").order_by("pk")
    exemplar = subjects_of([campaign.exemplar])[campaign.exemplar_id]
    after = 0
    while batch := list(texts.filter(pk__gt=after).select_related("case")[:AT_ONCE]):
        after = batch[-1].pk
        subjects = subjects_of([text.case for text in batch])
        for text in batch:
            compare(text, subjects[text.case_id], exemplar)
        CampaignText.objects.bulk_update(batch, ["adds", "turns", "is_turned"])
    lacking = EXEMPLARS - texts.filter(is_lead=True).count()
    if lacking > 0:
        _lead(list(texts.filter(is_lead=False).select_related("case")[:lacking]))


def _lead(texts: Sequence[CampaignText]) -> None:
    subjects: Mapping[UUID, Subject] = subjects_of([text.case for text in texts])
    keys = []
    for text in texts:
        text.is_lead = True
        subject = subjects[text.case_id]
        keys += keys_of(text, fold(subject.original), subject.place)
    CampaignText.objects.bulk_update(texts, ["is_lead"])
    SignatureKey.objects.bulk_create(keys)


@command
def compare_voices(**arguments: UUID) -> None:
    """Compare a group's texts again: see `compare_voices_step`."""
    compare_voices_step(**arguments)
