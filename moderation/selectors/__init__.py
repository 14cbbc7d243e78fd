from moderation.selectors.case import CasePage, case_called, case_page, decisions_for, latest_decision
from moderation.selectors.conduct import (
    code_in_force,
    code_version,
    code_versions,
    rules_of,
    texts_by_language,
)
from moderation.selectors.queue import QueuePage, QueueRow, queue_page

__all__ = [
    "CasePage",
    "QueuePage",
    "QueueRow",
    "case_called",
    "case_page",
    "code_in_force",
    "code_version",
    "code_versions",
    "decisions_for",
    "latest_decision",
    "queue_page",
    "rules_of",
    "texts_by_language",
]
