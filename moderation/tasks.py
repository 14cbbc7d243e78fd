"""What moderation does in the background, a little at a time, and what its clock causes."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from django_tasks import task

from consult.core.errors import DomainError
from consult.reviews.models import Review
from moderation import actions
from moderation.actions import keep_figures, remind_on_duty, watch_due
from moderation.actions import lapse_hiding as end_hiding
from moderation.models import CampaignRun, CampaignText
from moderation.rules.states import Effect, Verdict
from moderation.selectors import (
    campaign_called,
    latest_decision,
    reviews_that_press,
    reviews_to_reckon,
    run_called,
    unnoted_ends,
    waiting_texts,
    watched_reviews,
)

BATCHES_AT_ONCE = 20
NOTED_EVERY = 20

logger = logging.getLogger(__name__)


def keep_all_figures() -> int:
    """Count what is new in every review's ledger; return how many entries were counted.

    Stops after `BATCHES_AT_ONCE` batches, so that a long log holds up nothing else in the sweep.
    """
    counted = 0
    for _batch in range(BATCHES_AT_ONCE):
        waiting: list[Review] = reviews_to_reckon()
        if not waiting:
            break
        counted += sum(keep_figures(review=review) for review in waiting)
    return counted


def remind_due(now: datetime | None = None) -> int:
    """Tell who is on duty of cases near their promised time; return how many mails were written.

    Each review in a transaction of its own: one that fails is logged and holds up no other.
    """
    sent, at = 0, now or timezone.now()
    for review in reviews_that_press(at):
        try:
            sent += remind_on_duty(actor=None, review=review, now=at)
        except Exception:
            logger.exception("Nobody could be reminded of the cases of %s.", review.slug)
    return sent


@task()
def lapse_hiding(case_id: str) -> None:
    """Put search and bundle in order once a text's hiding has ended by itself."""
    end_hiding(case_id=UUID(case_id))


def watch() -> int:
    """Tell leads what falls due, and note the hidings whose task was lost; return how much.

    Each review and each case is a transaction of its own, and one that fails holds up no other:
    it is logged, and the sweeper tries it again a minute later.
    """
    done = 0
    for case_id in unnoted_ends(timezone.now()):
        try:
            done += end_hiding(case_id=case_id)
        except Exception:
            logger.exception("The hiding of case %s could not be ended.", case_id)
    for review in watched_reviews():
        try:
            done += watch_due(review=review)
        except Exception:
            logger.exception("What is due in review %s could not be told.", review.slug)
    return done


@task()
def group_text(case_id: str) -> None:
    """Group a text that has come in or changed; however often this is run, once."""
    actions.group_text(case_id=UUID(case_id))


@task()
def compare_voices(campaign_id: str) -> None:
    """Work out what the texts of a group add to the one that stands for it."""
    actions.compare_voices(campaign_id=UUID(campaign_id))


@task()
def decide_campaign(run_id: str) -> None:
    """Decide what waits in a group, each case by a command of its own.

    What is refused is left out and kept with the reason. Run again, it goes on with what still
    waits: a case that was decided is not decided twice.
    """
    run = run_called(UUID(run_id))
    if run.done_at is not None:
        return
    # Whoever asked may have been erased since, and then nobody may.
    actor = run.asked_by or AnonymousUser()
    left_out: list[tuple[str, str]] = []
    for place, text in enumerate(waiting_texts(run), start=1):
        try:
            _decide(run, actor, text)
        except DomainError as error:
            left_out.append((text.case.number, error.code))
        if place % NOTED_EVERY == 0:
            actions.note_run(run_id=run.pk, left_out=left_out, done=False)
    actions.note_run(run_id=run.pk, left_out=left_out, done=True)


def _decide(run: CampaignRun, actor: Any, text: CampaignText) -> None:
    """Refuse the text, or publish it: first one that stands for all, then the others with it."""
    verdict = Verdict(run.verdict)
    if verdict is Verdict.APPROVE:
        campaign = campaign_called(run.campaign_id)
        if campaign.exemplar_id != text.case_id:
            shown = latest_decision(campaign.exemplar)
            if shown is not None and shown.effect == Effect.PUBLISH:
                verdict = Verdict.MERGE
            else:
                actions.choose_exemplar(actor=actor, campaign_id=campaign.pk, case_id=text.case_id)
    actions.decide_case(
        actor=actor,
        case_id=text.case_id,
        seen_version=text.case_version,
        verdict=verdict,
        rule_code=run.rule_code,
        explanation=run.explanation,
        key=uuid5(run.pk, f"{actor.pk}{text.case_id}"),
    )
