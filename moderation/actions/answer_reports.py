"""Those who reported a text are told what was decided."""

from __future__ import annotations

from consult.core.transactions import step
from consult.notices.actions import tell_step
from moderation.models import Case, Decision, Report
from moderation.rules.appealing import Party


@step
def answer_reports_step(*, case: Case, decision: Decision) -> int:
    """Let a decision answer every report that waits, and an appeal that goes on with one.

    Returns how many people are told by mail; everybody else reads it on the page of their report.
    """
    waiting = list(case.reports.filter(answered_by=0).select_related("reporter"))
    appeal = decision.appeal
    if appeal is not None and appeal.party == Party.REPORTER and appeal.report_id is not None:
        again = case.reports.filter(pk=appeal.report_id).exclude(answered_by=0)
        waiting += list(again.select_related("reporter"))
    if not waiting:
        return 0
    case.reports.filter(pk__in=[report.pk for report in waiting]).update(
        answered_by=decision.number
    )
    return sum(_tell(report, case, decision) for report in waiting)


def _tell(report: Report, case: Case, decision: Decision) -> bool:
    address = report.reporter.email if report.reporter else report.email
    if not address:
        return False
    tell_step(
        to=address,
        language=report.reporter.language if report.reporter else report.page_language,
        template="moderation/mail/report_answered",
        context={"case": case, "decision": decision, "review": case.review, "report": report},
        about=report.reference,
    )
    return True
