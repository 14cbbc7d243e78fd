from moderation.actions.claim_case import (
    claim_case,
    claim_case_step,
    release_case,
    release_case_step,
)
from moderation.actions.decide_case import (
    decide_case,
    decide_case_step,
)
from moderation.actions.erase_case import (
    ErasedWords,
    erase_case_step,
    erase_reports_step,
)
from moderation.actions.escalate_case import (
    escalate_case,
    escalate_case_step,
)
from moderation.actions.file_report import (
    file_report,
    file_report_step,
)
from moderation.actions.keep_figures import (
    keep_figures,
    keep_figures_step,
    recount_figures,
    recount_figures_step,
)
from moderation.actions.lock_case import (
    lock_case_step,
)
from moderation.actions.lodge_appeal import (
    lodge_appeal,
    lodge_appeal_step,
)
from moderation.actions.open_case import (
    open_case_step,
)
from moderation.actions.publish_code import (
    publish_code,
    publish_code_step,
)
from moderation.actions.state_reasons import (
    explain_to_author_step,
)
from moderation.actions.undo_decision import (
    undo_decision,
    undo_decision_step,
)

__all__ = [
    "ErasedWords",
    "claim_case",
    "claim_case_step",
    "decide_case",
    "decide_case_step",
    "erase_case_step",
    "erase_reports_step",
    "escalate_case",
    "escalate_case_step",
    "explain_to_author_step",
    "file_report",
    "file_report_step",
    "keep_figures",
    "keep_figures_step",
    "lock_case_step",
    "lodge_appeal",
    "lodge_appeal_step",
    "open_case_step",
    "publish_code",
    "publish_code_step",
    "recount_figures",
    "recount_figures_step",
    "release_case",
    "release_case_step",
    "undo_decision",
    "undo_decision_step",
]
