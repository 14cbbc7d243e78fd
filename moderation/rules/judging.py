"""Who may judge a case, and when."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from consult.core.errors import DomainError, N_

LEASE: Final = timedelta(minutes=15)
EXPLANATION_MAX: Final = 4_000
ORDER_SOURCE_MAX: Final = 300


class StaleDecision(DomainError):
    """The case has changed since the moderator opened it."""

    code = "stale_decision"
    status = 409
    message = N_(
        "Somebody else has worked on this case since you opened it. What you typed is kept below. "
        "Look at the case as it stands now, then decide."
    )


class CaseTaken(DomainError):
    """Another moderator has claimed the case, and the lease has not run out."""

    code = "case_taken"
    status = 409
    message = N_(
        "%(name)s is working on this case. It is free again when they release it, or at the end "
        "of their time."
    )


class SubjectErased(DomainError):
    """The text was erased at somebody's request, so there is nothing left to judge."""

    code = "subject_erased"
    status = 410
    message = N_("This text has been erased. Nothing is left to decide.")


class OwnSubmission(DomainError):
    """Nobody decides about their own text, nor about one from their own organisation."""

    code = "own_submission"
    status = 403
    message = N_(
        "This text comes from you or from your organisation. Another moderator must decide about "
        "it."
    )


class NoCodeInForce(DomainError):
    """Texts are judged against a published code of conduct and against nothing else."""

    code = "no_code_in_force"
    status = 409
    message = N_("Publish a code of conduct first: without one, no text can be judged.")


class RuleMissing(DomainError):
    """A rejection must cite a rule of the code of conduct in force."""

    code = "rule_missing"
    field = "rule"
    message = N_("Choose the rule that the text breaks.")


class ExplanationMissing(DomainError):
    """A rejection must explain why the rule was broken (Regulation (EU) 2022/2065, Art. 17(3))."""

    code = "explanation_missing"
    field = "explanation"
    message = N_("Explain to the author which words break the rule, and why.")


class ReasonMissing(DomainError):
    """Whatever changes or confirms an earlier decision, or answers an appeal, gives its reason."""

    code = "reason_missing"
    field = "explanation"
    message = N_("Give the reason of your decision in your own words.")


class ExplanationTooLong(DomainError):
    """The explanation is longer than a statement of reasons may be; lengths count code points."""

    code = "explanation_too_long"
    field = "explanation"
    message = N_("The explanation may have at most %(limit)s characters.")


class OrderSourceTooLong(DomainError):
    """The name of a court's order is longer than `ORDER_SOURCE_MAX` code points."""

    code = "order_source_too_long"
    field = "order_source"
    message = N_("Name the court and its order in at most %(limit)s characters.")


def require_unmoved(seen_version: int, version: int) -> None:
    """Raise `StaleDecision` where a case is no longer as the moderator saw it."""
    if seen_version != version:
        raise StaleDecision()


def is_own(
    author_id: UUID | None,
    organisation_id: UUID | None,
    person_id: UUID,
    persons_organisation_id: UUID | None,
) -> bool:
    """Say whether a person wrote the text, or belongs to the organisation that it speaks for."""
    if author_id is not None and author_id == person_id:
        return True
    return organisation_id is not None and organisation_id == persons_organisation_id


def is_held(claimed_by: UUID | None, claimed_until: datetime | None, now: datetime) -> bool:
    """Say whether somebody's claim runs at `now`; it ends at `claimed_until` itself."""
    return claimed_by is not None and claimed_until is not None and now < claimed_until
