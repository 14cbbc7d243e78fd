"""What a report of a published text needs, and when it puts the text before moderators again."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from consult.core.errors import DomainError, N_

REPORT_MAX: Final = 2_000
MOST_REPORTS: Final = 20
MOST_REPORTS_WITHIN: Final = timedelta(days=1)
SAFETY: Final = "safety"
"""What a report chooses in place of a rule where somebody is at risk."""


class ReportRuleMissing(DomainError):
    """A report names a rule of the code of conduct in force, or says that somebody is at risk."""

    code = "report_rule_missing"
    field = "rule"
    message = N_("Choose the rule that the text breaks.")


class ReportTooLong(DomainError):
    """What a report adds in own words is longer than `REPORT_MAX` code points."""

    code = "report_too_long"
    field = "explanation"
    message = N_("A report may have at most %(limit)s characters.")


class ReportAddressWrong(DomainError):
    """The address to which the answer shall go cannot be one."""

    code = "report_address_wrong"
    field = "email"
    message = N_("Write a whole e-mail address, such as name@example.org, or none.")


class TooManyReports(DomainError):
    """One account, address or connection sends more reports than people do."""

    code = "too_many_reports"
    status = 429
    message = N_("Too many reports came from you in a short time. Try again tomorrow.")


class NotPublishedNow(DomainError):
    """Only what the public sees can be reported."""

    code = "not_published_now"
    status = 404
    message = N_("This text is not published, so there is nothing to report.")


def is_muted(*, is_safety: bool, was_cleared: bool) -> bool:
    """Say whether a report puts nothing before moderators.

    So does one under a rule under which the same words were cleared already, but never one that
    says that somebody is at risk.
    """
    return was_cleared and not is_safety
