"""Campaigns: a group with its voices for moderators, and what the public reads of one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from consult.core.errors import NotThere
from moderation.models import Campaign, CampaignRun, CampaignText, Case
from moderation.registry import Subject, subjects_of
from moderation.rules.campaigns import Piece, Turn, highlighted
from moderation.rules.states import CaseState
from moderation.selectors.queue import own_case
from moderation.selectors.turning import turning_words

VOICES_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Voice:
    """A text of a group: the sentences it adds in pieces, and the turning words in question.

    `is_own` marks one of the reader or their organisation, which a colleague decides.
    """

    case: Case
    subject: Subject
    adds: list[list[Piece]]
    turns: list[Turn]
    is_own: bool
    is_waiting: bool


@dataclass(frozen=True, slots=True)
class CampaignPage:
    """A group as its page shows it; `following` is the key of the next page of voices, or 0.

    `until` is the last text that had come in when the page was made: what is decided goes no
    further. `has_words` is false where there is no list of turning words for the language.
    """

    campaign: Campaign
    exemplar: Subject
    pieces: list[Piece]
    voices: list[Voice]
    following: int
    until: int
    has_words: bool
    run: CampaignRun | None


def campaign_called(campaign_id: UUID) -> Campaign:
    """Return a campaign with its review and exemplar's case; raises `NotThere`."""
    try:
        return Campaign.objects.select_related("review", "exemplar").get(pk=campaign_id)
    except Campaign.DoesNotExist:
        raise NotThere() from None


def run_called(run_id: UUID) -> CampaignRun:
    """Return a decision over a group with its review and rule code; raises `NotThere`."""
    try:
        return CampaignRun.objects.select_related(
            "campaign__review", "campaign__exemplar", "asked_by"
        ).get(pk=run_id)
    except CampaignRun.DoesNotExist:
        raise NotThere() from None


def campaign_page(campaign: Campaign, person: Any, *, after: int, turned: bool) -> CampaignPage:
    """Return a group with a page of its voices, in five queries whatever its size.

    `after` is the key that the page goes on from, `turned` leaves out the voices without a warning.
    """
    texts = CampaignText.objects.filter(campaign=campaign, left="")
    last = texts.order_by("-pk").values_list("pk", flat=True).first() or 0
    listed = texts.exclude(case_id=campaign.exemplar_id).filter(pk__gt=after)
    if turned:
        listed = listed.filter(is_turned=True)
    found = list(listed.select_related("case").order_by("pk")[: VOICES_SHOWN + 1])
    more, found = len(found) > VOICES_SHOWN, found[:VOICES_SHOWN]
    subjects = subjects_of([campaign.exemplar, *(text.case for text in found)])
    exemplar = subjects[campaign.exemplar_id]
    words = turning_words(campaign.exemplar.language)
    return CampaignPage(
        campaign=campaign,
        exemplar=exemplar,
        pieces=highlighted(exemplar.original, words),
        voices=[_voice(text, subjects[text.case_id], person) for text in found],
        following=found[-1].pk if more else 0,
        until=last,
        has_words=bool(words.every),
        run=campaign.runs.order_by("-asked_at").first(),
    )


def _voice(text: CampaignText, subject: Subject, person: Any) -> Voice:
    words = turning_words(text.case.language)
    return Voice(
        case=text.case,
        subject=subject,
        adds=[highlighted(sentence, words) for sentence in text.adds],
        turns=[Turn(word, added) for word, added in text.turns],
        is_own=own_case(text.case, person),
        is_waiting=text.is_waiting,
    )


def campaign_of(case: Case) -> Campaign | None:
    """Return the confirmed campaign that a case's text is counted in, or None; one query."""
    text = (
        CampaignText.objects.filter(case=case, left="", is_waiting=False)
        .select_related("campaign")
        .first()
    )
    campaign = text.campaign if text else None
    return campaign if campaign is not None and campaign.is_confirmed else None


def exemplar_of(case: Case) -> tuple[UUID, UUID]:
    """Return the campaign of a case that is merged, and the subject that stands for it.

    Raises `NotThere` where the text is of no campaign.
    """
    text = CampaignText.objects.filter(case=case, left="", campaign__isnull=False)
    found = text.values_list("campaign_id", "campaign__exemplar__subject_id").first()
    if found is None or found[0] is None:
        raise NotThere()
    return found[0], found[1]


def added_by(subject_ids: Iterable[UUID]) -> dict[UUID, list[str]]:
    """Return the sentences that texts add to their campaign, by the subject's key; one query."""
    texts = CampaignText.objects.filter(case__subject_id__in=list(subject_ids), left="")
    return dict(texts.values_list("case__subject_id", "adds"))


def names_of(campaign_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Return the names of confirmed campaigns by their key, in one query."""
    return dict(Campaign.objects.filter(pk__in=list(campaign_ids)).values_list("pk", "name"))


def waiting_texts(run: CampaignRun) -> list[CampaignText]:
    """Return the texts that a run has yet to decide, the exemplar's first, in one query.

    Those that came in after the moderator looked are not among them.
    """
    texts = CampaignText.objects.filter(
        campaign_id=run.campaign_id,
        is_waiting=True,
        pk__lte=run.until,
        case__state=CaseState.PENDING,
    )
    found = list(texts.select_related("case").order_by("pk"))
    return sorted(found, key=lambda text: text.case_id != run.campaign.exemplar_id)
