from moderation.actions.adjudicate import adjudicate, adjudicate_step
from moderation.actions.appeal_measure import (
    appeal_measure,
    appeal_measure_step,
)
from moderation.actions.claim_case import (
    claim_case,
    claim_case_step,
    release_case,
    release_case_step,
)
from moderation.actions.decide_case import decide_case, decide_case_step
from moderation.actions.end_measure import (
    answer_measure,
    answer_measure_step,
    lift_measure,
    lift_measure_step,
)
from moderation.actions.file_report import file_report, file_report_step
from moderation.actions.hand_over import (
    hand_over,
    hand_over_step,
    name_outside,
    name_outside_step,
    take_back,
    take_back_step,
)
from moderation.actions.lock_case import lock_case_step
from moderation.actions.lodge_appeal import lodge_appeal, lodge_appeal_step
from moderation.actions.open_case import open_case_step
from moderation.actions.publish_code import publish_code, publish_code_step
from moderation.actions.remind import remind_step
from moderation.actions.require_may_send import (
    require_may_send_step,
)
from moderation.actions.set_contact import set_contact, set_contact_step
from moderation.actions.sound_alarm import (
    lapse_hiding,
    lapse_hiding_step,
    raise_risk,
    raise_risk_step,
    settle_risk,
    settle_risk_step,
)
from moderation.actions.state_reasons import explain_to_author_step
from moderation.actions.take_measure import (
    take_measure,
    take_measure_step,
)
from moderation.actions.watch_due import watch_due, watch_due_step

__all__ = [
    "adjudicate",
    "adjudicate_step",
    "answer_measure",
    "answer_measure_step",
    "appeal_measure",
    "appeal_measure_step",
    "claim_case",
    "claim_case_step",
    "decide_case",
    "decide_case_step",
    "explain_to_author_step",
    "file_report",
    "file_report_step",
    "hand_over",
    "hand_over_step",
    "lapse_hiding",
    "lapse_hiding_step",
    "lift_measure",
    "lift_measure_step",
    "lock_case_step",
    "lodge_appeal",
    "lodge_appeal_step",
    "name_outside",
    "name_outside_step",
    "open_case_step",
    "publish_code",
    "publish_code_step",
    "raise_risk",
    "raise_risk_step",
    "release_case",
    "release_case_step",
    "remind_step",
    "require_may_send_step",
    "set_contact",
    "set_contact_step",
    "settle_risk",
    "settle_risk_step",
    "take_back",
    "take_back_step",
    "take_measure",
    "take_measure_step",
    "watch_due",
    "watch_due_step",
]
