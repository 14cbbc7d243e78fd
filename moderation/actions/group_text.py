"""A text is compared with those of its place, and joins those that say the same."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Q
from django.utils import timezone

from consult.core.tasks import enqueue
from consult.core.transactions import command, step
from consult.core.words import fold
from moderation.actions.compare_voices import compare, key_rows, keys_of
from moderation.actions.voices import leave_step
from moderation.models import Campaign, CampaignText, Case, SignatureKey
from moderation.registry import handler_for, words_of
from moderation.rules.campaigns import COMPARED, EXEMPLARS, agrees, outline
from moderation.rules.campaigns.standing import CampaignState, Left
from moderation.rules.states import CaseState

# Texts that share keys with one, those first that share most: far more than `COMPARED` groups have.
_MOST_MET = 300
_GROUPABLE = (CaseState.PENDING, CaseState.APPROVED)


@step
def group_later_step(*, case_id: UUID) -> None:
    """Have a text grouped once the transaction that stores or changes it has committed.

    For a text that has come in, and for one whose words have changed since it was grouped.
    """
    enqueue("moderation.tasks.group_text", case_id=str(case_id))


@step
def group_text_step(*, case_id: UUID) -> None:
    """Compare a text with the stock of its place and let it join or begin a group, as a proposal.

    Does nothing for a text that was grouped since its case last changed, for one that was decided
    otherwise than to publish it, and for one without a place. A changed text that waits leaves its
    group first. Nobody else groups texts of the place meanwhile, since the subject's lock is held,
    so two texts that arrive at once make one group. A fixed number of queries for one text.
    """
    kind, subject_id = Case.objects.values_list("kind", "subject_id").get(pk=case_id)
    handler_for(kind).lock(subject_id)
    # PostgreSQL cannot lock the nullable side of a join, so only the case's own row is locked.
    case = (
        Case.objects.select_for_update(of=("self",))
        .select_related("campaign_text__campaign")
        .get(pk=case_id)
    )
    known: CampaignText | None = getattr(case, "campaign_text", None)
    waits = case.state == CaseState.PENDING
    if known is not None and (known.case_version == case.version or not waits):
        return
    if known is not None:
        if known.campaign is not None and not known.left:
            leave_step(text=known, by=Left.MODERATOR, at=timezone.now())
        known.delete()
        case.refresh_from_db()
    said = words_of([case])[case.pk]
    folded = fold(said.text)
    if case.state not in _GROUPABLE or not said.place or not folded:
        return
    text = CampaignText(
        case=case, case_version=case.version, outline=outline(folded), is_waiting=waits
    )
    _place(text, keys_of(folded, said.place))


def _place(text: CampaignText, keys: Sequence[int]) -> None:
    """Store a text alone, or with the group that it joins or begins."""
    alike = _alike(text, keys)
    campaign = _group([group.first for group in alike]) if alike and text.is_waiting else None
    if campaign is not None:
        leads = alike[0].leads if len(alike) == 1 else _count_leads(campaign)
        text.is_lead = leads < EXEMPLARS
        _fit(text, campaign)
    text.save(force_insert=True)
    if text.is_lead:
        SignatureKey.objects.bulk_create(key_rows(text, keys))
    if campaign is not None:
        _count_in(text, campaign)


class _Group(NamedTuple):
    """A group, or single text, by its earliest text and how many texts stand for it."""

    first: CampaignText
    leads: int


def _alike(text: CampaignText, keys: Sequence[int]) -> list[_Group]:
    """Return the groups, and single texts, that a text belongs to, the earliest first."""
    met = (
        SignatureKey.objects.filter(key__in=keys)
        .values_list("text_id", "text__campaign_id")
        .annotate(shared=Count("pk"))
        .order_by("-shared", "text_id")[:_MOST_MET]
    )
    shared: Counter[tuple[int | None, UUID | None]] = Counter()
    for text_id, campaign_id, count in met:
        shared[(None, campaign_id) if campaign_id else (text_id, None)] += count
    nearest = [group for group, _count in shared.most_common(COMPARED)]
    if not nearest:
        return []
    # Outlines alone are read of all that may be alike: most are not.
    compared = CampaignText.objects.filter(
        Q(pk__in=[text_id for text_id, _campaign in nearest if text_id])
        | Q(campaign__in=[campaign for _text, campaign in nearest if campaign], is_lead=True),
        left="",
    )
    groups: dict[UUID | int, list[tuple[int, str]]] = defaultdict(list)
    for pk, campaign_id, drawn in compared.order_by("pk").values_list(
        "pk", "campaign_id", "outline"
    ):
        groups[campaign_id or pk].append((pk, drawn))
    leads = {
        members[0][0]: len(members)
        for members in groups.values()
        if agrees(text.outline, [drawn for _pk, drawn in members])
    }
    if not leads:
        return []
    firsts = CampaignText.objects.filter(pk__in=leads).order_by("pk")
    return [
        _Group(first, leads[first.pk])
        for first in firsts.select_related("campaign__exemplar", "case")
    ]


def _group(alike: Sequence[CampaignText]) -> Campaign:
    """Return the group that a text joins: a confirmed one, else what proposals become together."""
    campaigns = [lead.campaign for lead in alike if lead.campaign is not None]
    confirmed = [campaign for campaign in campaigns if campaign.is_confirmed]
    if confirmed:
        return confirmed[0]
    singles = [lead for lead in alike if lead.campaign is None]
    if campaigns:
        campaign, others = campaigns[0], campaigns[1:]
    else:
        campaign, others = _begin(singles[0]), []
        singles = singles[1:]
    for single in singles:
        # What is published already stands by itself: only what waits can still be joined.
        if single.is_waiting:
            _fit(single, campaign)
            single.save(update_fields=["campaign", "adds", "turns", "is_turned"])
            _count_in(single, campaign)
    for other in others:
        _unite(campaign, other)
    return campaign


def _begin(first: CampaignText) -> Campaign:
    campaign = Campaign.objects.create(
        review_id=first.case.review_id,
        exemplar=first.case,
        voices=1,
        waiting=int(first.is_waiting),
        proposed_at=timezone.now(),
    )
    first.campaign = campaign
    first.save(update_fields=["campaign"])
    return campaign


def _fit(text: CampaignText, campaign: Campaign) -> None:
    """Let a text be of a group, and say what it adds to the one that stands for all."""
    said = words_of([campaign.exemplar, text.case])
    compare(text, said[text.case_id], said[campaign.exemplar_id])
    text.campaign = campaign


def _count_in(text: CampaignText, campaign: Campaign) -> None:
    """Count a waiting text in, behind the group's row in the queue where there is one."""
    if campaign.waiting:
        Case.objects.filter(pk=text.case_id).update(grouped_under=campaign)
    campaign.voices += 1
    campaign.waiting += 1
    campaign.save(update_fields=["voices", "waiting"])


def _unite(campaign: Campaign, other: Campaign) -> None:
    """Let a proposal become part of another one, unless a text of it is decided already."""
    if other.waiting < other.voices:
        return
    texts = CampaignText.objects.filter(campaign=other, left="")
    Case.objects.filter(campaign_text__in=texts.values("pk")).update(grouped_under=campaign)
    texts.update(campaign=campaign)
    if not campaign.waiting:
        Case.objects.filter(pk=other.exemplar_id).update(grouped_under=None)
    campaign.voices += other.voices
    campaign.waiting += other.waiting
    campaign.save(update_fields=["voices", "waiting"])
    other.state, other.voices, other.waiting = CampaignState.DISSOLVED, 0, 0
    other.save(update_fields=["state", "voices", "waiting"])
    enqueue("moderation.tasks.compare_voices", campaign_id=str(campaign.pk))


def _count_leads(campaign: Campaign) -> int:
    return CampaignText.objects.filter(campaign=campaign, left="", is_lead=True).count()


@command
def group_text(**arguments: UUID) -> None:
    """Group a text: see `group_text_step`."""
    group_text_step(**arguments)
