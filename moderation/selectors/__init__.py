from moderation.selectors.case import (
    CasePage,
    Offer,
    case_called,
    case_page,
    decisions_for,
    latest_decision,
)
from moderation.selectors.conduct import (
    code_in_force,
    code_version,
    code_versions,
    rules_in,
    rules_of,
    texts_by_language,
)
from moderation.selectors.objections import (
    Happening,
    appellants_page,
    case_about,
    history_of,
    may_appeal,
    report_called,
    reportable_case,
    was_cleared,
)
from moderation.selectors.queue import QueuePage, QueueRow, queue_page

__all__ = [
    "CasePage",
    "Happening",
    "Offer",
    "QueuePage",
    "QueueRow",
    "appellants_page",
    "case_about",
    "case_called",
    "case_page",
    "code_in_force",
    "code_version",
    "code_versions",
    "decisions_for",
    "history_of",
    "latest_decision",
    "may_appeal",
    "queue_page",
    "report_called",
    "reportable_case",
    "rules_in",
    "rules_of",
    "texts_by_language",
    "was_cleared",
]
