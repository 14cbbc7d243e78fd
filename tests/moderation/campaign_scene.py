"""A campaign as tests need it: an appeal for buses, sent by many with small changes."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from consult.comments.models import Comment
    from moderation.models import Campaign, CampaignRun

PLEA = (
    "The bus to Sarn runs twice a day. Old people cannot reach the clinic before noon, and nobody "
    "drives them home. We ask the ministry to pay for four buses a day, and to publish what they "
    "cost."
)
OWN = "My mother fell on the way last winter."
NAME = "Buses to Sarn"


def turned(text: str = PLEA) -> str:
    """Return the plea against itself."""
    return text.replace("We ask the ministry to pay", "We do not ask the ministry to pay")


def campaign() -> Campaign:
    """Return the one campaign there is, as it is now."""
    from moderation.models import Campaign

    return Campaign.objects.select_related("exemplar").get(voices__gt=0)


@pytest.fixture
def send(post: Callable[..., Comment], person: Any, work_off_tasks: Any) -> Callable[..., Comment]:
    """Return a sender of texts, each by somebody new unless told, grouped as the task does it."""

    def run(body: str = PLEA, **changes: Any) -> Comment:
        comment = post(body, **{"actor": changes.pop("actor", None) or person(), **changes})
        work_off_tasks()
        return comment

    return run


@pytest.fixture
def confirm(moderator: Any) -> Callable[..., Campaign]:
    """Return who confirms the one campaign there is."""
    from moderation.actions import confirm_campaign

    def run(**changes: Any) -> Campaign:
        found = campaign()
        arguments = {
            "actor": moderator,
            "campaign_id": found.pk,
            "seen_exemplar": found.exemplar_id,
            "name": NAME,
            "reason": "The same plea, with names and a sentence of their own.",
        }
        return confirm_campaign(**{**arguments, **changes})

    return run


@pytest.fixture
def decide_all(moderator: Any, work_off_tasks: Any) -> Callable[..., CampaignRun]:
    """Return who decides on everything that waits in the one campaign there is."""
    from moderation.actions import ask_to_decide
    from moderation.models import CampaignRun, CampaignText
    from moderation.rules.states import Verdict

    def run(**changes: Any) -> CampaignRun:
        found = campaign()
        last = CampaignText.objects.order_by("-pk")[0].pk
        arguments = {
            "actor": moderator,
            "campaign_id": found.pk,
            "verdict": Verdict.APPROVE,
            "until": last,
            "key": uuid.uuid4(),
        }
        asked = ask_to_decide(**{**arguments, **changes})
        work_off_tasks()
        return CampaignRun.objects.get(pk=asked.pk)

    return run


OTHER_PLEA = (
    "The water tower of Brell leaks, and the school below it floods with every rain. Move the "
    "classes to the town hall until it is repaired, and do not wait for the next budget."
)


def campaign_words(chapter: Any, moderator: Any, author: Any, code: int) -> dict[str, Any]:
    """Publish a campaign of three, leave another one proposed; return the words for both."""
    from consult.comments.actions import post_comment
    from moderation.actions import ask_to_decide, confirm_campaign, group_text
    from moderation.models import Campaign, CampaignText, Case
    from moderation.rules.states import Verdict
    from moderation.tasks import decide_campaign

    def sent(*bodies: str) -> list[Comment]:
        comments = [
            post_comment(
                actor=author,
                chapter=chapter,
                anchor_at=None,
                language="en",
                body=body,
                accepted_code_version=code,
                key=uuid.uuid4(),
            )
            for body in bodies
        ]
        for comment in comments:
            group_text(case_id=Case.objects.get(subject_id=comment.public_id).pk)
        return comments

    comments = sent(PLEA, f"{PLEA} {OWN}", PLEA)
    found = Campaign.objects.get(exemplar__subject_id=comments[0].public_id)
    confirm_campaign(
        actor=moderator,
        campaign_id=found.pk,
        seen_exemplar=found.exemplar_id,
        name=NAME,
        reason="The same plea.",
    )
    run = ask_to_decide(
        actor=moderator,
        campaign_id=found.pk,
        verdict=Verdict.APPROVE,
        until=CampaignText.objects.order_by("-pk")[0].pk,
        key=uuid.uuid4(),
    )
    decide_campaign.func(run_id=str(run.pk))
    first, *_others = sent(OTHER_PLEA, OTHER_PLEA.replace("do not wait", "wait"), OTHER_PLEA)
    proposed = Campaign.objects.get(exemplar__subject_id=first.public_id)
    return {
        "campaign": found.pk,
        "campaign_run": run.pk,
        "campaign_receipt": comments[1].receipt_token,
        "proposed_campaign": proposed.pk,
    }


def shown(comment: Comment) -> tuple[str, bool, bool]:
    """Return a comment's state, and whether it is counted in a campaign or stands for one."""
    found = type(comment).objects.get(pk=comment.pk)
    return found.state, found.counted_in is not None, found.stands_for is not None
