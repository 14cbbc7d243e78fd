from moderation.actions.claim_case import (
    claim_case,
    claim_case_step,
    release_case,
    release_case_step,
)
from moderation.actions.compare_voices import compare_voices, compare_voices_step
from moderation.actions.decide_campaign import (
    ask_to_decide,
    ask_to_decide_step,
    choose_exemplar,
    choose_exemplar_step,
    note_run,
    note_run_step,
    run_again,
    run_again_step,
)
from moderation.actions.decide_case import decide_case, decide_case_step
from moderation.actions.file_report import file_report, file_report_step
from moderation.actions.group_text import group_later_step, group_text, group_text_step
from moderation.actions.leave_campaign import leave_campaign, leave_campaign_step
from moderation.actions.lock_case import lock_case_step
from moderation.actions.lodge_appeal import lodge_appeal, lodge_appeal_step
from moderation.actions.open_case import open_case_step
from moderation.actions.publish_code import publish_code, publish_code_step
from moderation.actions.settle_campaign import (
    confirm_campaign,
    confirm_campaign_step,
    dissolve_campaign,
    dissolve_campaign_step,
    take_out,
    take_out_step,
)
from moderation.actions.state_reasons import explain_to_author_step
from moderation.actions.voices import exemplify_step, follow_decision_step, leave_step

__all__ = [
    "ask_to_decide",
    "ask_to_decide_step",
    "choose_exemplar",
    "choose_exemplar_step",
    "claim_case",
    "claim_case_step",
    "compare_voices",
    "compare_voices_step",
    "confirm_campaign",
    "confirm_campaign_step",
    "decide_case",
    "decide_case_step",
    "dissolve_campaign",
    "dissolve_campaign_step",
    "exemplify_step",
    "explain_to_author_step",
    "file_report",
    "file_report_step",
    "follow_decision_step",
    "group_later_step",
    "group_text",
    "group_text_step",
    "leave_campaign",
    "leave_campaign_step",
    "leave_step",
    "lock_case_step",
    "lodge_appeal",
    "lodge_appeal_step",
    "note_run",
    "note_run_step",
    "open_case_step",
    "publish_code",
    "publish_code_step",
    "release_case",
    "release_case_step",
    "run_again",
    "run_again_step",
    "take_out",
    "take_out_step",
]
