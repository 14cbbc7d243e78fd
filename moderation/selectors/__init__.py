from moderation.selectors.case import CasePage, case_called, case_page, decisions_for
from moderation.selectors.conduct import (
    code_in_force,
    code_version,
    code_versions,
    rules_of,
    texts_by_language,
)
from moderation.selectors.queue import (
    COUNTED_TO,
    QueuePage,
    QueueRow,
    count_new,
    next_case,
    queue_page,
    ticked_rows,
)

__all__ = [
    "COUNTED_TO",
    "CasePage",
    "QueuePage",
    "QueueRow",
    "case_called",
    "case_page",
    "code_in_force",
    "code_version",
    "code_versions",
    "count_new",
    "decisions_for",
    "next_case",
    "queue_page",
    "rules_of",
    "texts_by_language",
    "ticked_rows",
]
