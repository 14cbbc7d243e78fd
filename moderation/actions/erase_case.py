"""What moderation holds of a text, or of somebody's reports, is erased."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from consult.core.addresses import one_of
from consult.core.journal import erase_openings
from consult.core.text import ERASED
from consult.core.transactions import step
from moderation.actions.erase_beside import erase_beside_step
from moderation.models import Appeal, Case, Decision, Report
from moderation.rules.statement import without_words


@dataclass(frozen=True, slots=True)
class ErasedWords:
    """What was emptied: the references that mails name, and the keys that requests made."""

    references: tuple[str, ...]
    made: tuple[str, ...]


@step
def erase_case_step(*, case_id: UUID, now: datetime) -> ErasedWords:
    """Erase every word that moderation holds about a text, and close its case for good.

    What reports, appeals, explanations and statements say may quote the text, so `ERASED` takes
    their place. Guarantees that decisions, their rule, verdict, dates and order stay. Who reported
    the text is forgotten too, since no answer is owed any longer. The caller holds the subject's
    lock; the salts and values in the ledger go too.
    """
    case = Case.objects.select_for_update(of=("self",)).select_related("review").get(pk=case_id)
    case.erased_at = now
    case.claimed_by = case.claimed_until = None
    case.version += 1
    case.save(update_fields=["erased_at", "claimed_by", "claimed_until", "version"])
    decisions = list(case.decisions.all())
    for decision in decisions:
        decision.explanation = ERASED if decision.explanation else ""
        decision.statement = without_words(decision.statement)
    Decision.objects.bulk_update(decisions, ["explanation", "statement"])
    reports, appeals = list(case.reports.all()), list(case.appeals.all())
    _empty_reports(Q(case=case))
    case.appeals.update(text=ERASED)
    erase_beside_step(case=case, now=now)
    erase_openings(case.review.log_id, subject=case.reference)
    rows: list[Decision | Report | Appeal] = [*decisions, *reports, *appeals]
    return ErasedWords(
        (case.reference, *(row.reference for row in rows)),
        tuple(str(row.pk) for row in rows),
    )


@step
def erase_reports_step(*, person_id: UUID | None, addresses: list[str]) -> ErasedWords:
    """Erase what somebody said in reports of others' texts, and in the appeals that follow them.

    The reports stay as what moderators looked at: rule, date and answer, by nobody.
    """
    mine = one_of("email", addresses)
    if person_id is not None:
        mine |= Q(reporter_key=person_id)
    reports = list(Report.objects.filter(mine).select_related("case__review"))
    appeals = list(Appeal.objects.filter(report_id__in=[report.pk for report in reports]))
    by_key = {report.pk: report for report in reports}
    for report in reports:
        who = f"person:{report.reporter_key}" if report.reporter_key else f"guest:{report.pk}"
        _erase_openings(report, "case.reported.v1", who)
    for appeal in appeals:
        who = f"person:{appeal.appellant_id}" if appeal.appellant_id else f"guest:{appeal.pk}"
        if appeal.report_id is not None:
            _erase_openings(by_key[appeal.report_id], "case.appealed.v1", who)
    _empty_reports(mine)
    Appeal.objects.filter(pk__in=[appeal.pk for appeal in appeals]).update(text=ERASED)
    rows: list[Report | Appeal] = [*reports, *appeals]
    return ErasedWords(tuple(row.reference for row in rows), tuple(str(row.pk) for row in rows))


def _erase_openings(report: Report, event: str, who: str) -> None:
    case = report.case
    erase_openings(case.review.log_id, subject=case.reference, event=event, actor=who)


def _empty_reports(which: Q) -> None:
    """Empty reports; the hash of the reported text goes too, since it lets a text be guessed."""
    found = Report.objects.filter(which)
    found.exclude(explanation="").update(explanation=ERASED)
    found.update(email="", reporter=None, text_sha256="")
