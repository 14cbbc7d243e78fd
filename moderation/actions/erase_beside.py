"""What stands beside a case and holds words of its text is erased with it."""

from __future__ import annotations

from datetime import datetime

from consult.core.text import ERASED
from consult.core.transactions import step
from moderation.actions.voices import leave_step
from moderation.models import CampaignRun, CampaignText, Case
from moderation.rules.campaigns.standing import Left


@step
def erase_beside_step(*, case: Case, now: datetime) -> None:
    """Erase translations, signals, notes, and what a group of texts knows of a case's text.

    Guarantees that the text leaves its group, where another takes its place if it stood for all,
    and that none of its words nor a hash of them stay. What a moderator wrote to a group may quote
    any of its texts and goes too. The caller holds the subject's lock and the case's.
    """
    case.translations.update(text="", original_sha256="")
    case.signals.all().delete()
    case.escalations.update(note=ERASED)
    case.safeguards.update(text_sha256="")
    case.safeguards.exclude(reason="").update(reason=ERASED)
    text = CampaignText.objects.select_related("campaign", "case").filter(case=case).first()
    if text is None:
        return
    if text.campaign is not None:
        CampaignRun.objects.filter(campaign=text.campaign).exclude(explanation="").update(
            explanation=ERASED
        )
        if not text.left:
            leave_step(text=text, by=Left.ERASED, at=now)
    text.keys.all().delete()
    text.outline, text.adds, text.turns = "", [], []
    text.save(update_fields=["outline", "adds", "turns"])
