"""What moderation does outside a request: texts are grouped, and groups decided."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid5

from django.contrib.auth.models import AnonymousUser
from django_tasks import task

from consult.core.errors import DomainError
from moderation import actions
from moderation.models import CampaignRun, CampaignText
from moderation.rules.states import Effect, Verdict
from moderation.selectors import campaign_called, latest_decision, run_called, waiting_texts

NOTED_EVERY = 20


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
