"""Somebody accepts the code of conduct."""

from __future__ import annotations

from datetime import datetime

from consult.accounts.models import User
from consult.core.transactions import step
from moderation.models import Acceptance, CodeOfConduct


@step
def accept_code_step(*, person: User, code: CodeOfConduct, now: datetime) -> None:
    """Record that a person accepts a version; once, however often and at once it is said."""
    Acceptance.objects.bulk_create(
        [Acceptance(conduct=code, person=person, accepted_at=now)], ignore_conflicts=True
    )
