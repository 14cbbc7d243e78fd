from moderation.actions.accept_code import (
    accept_code_step,
)
from moderation.actions.adjudicate import (
    adjudicate,
    adjudicate_step,
)
from moderation.actions.adjudicate_measure import (
    adjudicate_measure,
    adjudicate_measure_step,
)
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
from moderation.actions.compare_voices import (
    compare_voices,
    compare_voices_step,
)
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
from moderation.actions.decide_case import (
    decide_case,
    decide_case_step,
)
from moderation.actions.end_measure import (
    answer_measure,
    answer_measure_step,
    lift_measure,
    lift_measure_step,
)
from moderation.actions.erase_case import (
    ErasedWords,
    erase_case_step,
    erase_reports_step,
)
from moderation.actions.erase_measures import erase_measures_step
from moderation.actions.escalate_case import (
    escalate_case,
    escalate_case_step,
)
from moderation.actions.file_report import (
    file_report,
    file_report_step,
)
from moderation.actions.group_text import (
    group_later_step,
    group_text,
    group_text_step,
)
from moderation.actions.hand_over import (
    hand_over,
    hand_over_step,
    name_outside,
    name_outside_step,
    take_back,
    take_back_step,
)
from moderation.actions.keep_figures import (
    keep_figures,
    keep_figures_step,
    recount_figures,
    recount_figures_step,
)
from moderation.actions.keep_use import (
    keep_use_step,
)
from moderation.actions.leave_campaign import (
    leave_campaign,
    leave_campaign_step,
)
from moderation.actions.list_words import (
    list_words,
    list_words_step,
)
from moderation.actions.lock_case import (
    lock_case_step,
)
from moderation.actions.lodge_appeal import (
    lodge_appeal,
    lodge_appeal_step,
)
from moderation.actions.look_again import (
    look_again_step,
)
from moderation.actions.open_case import (
    open_case_step,
)
from moderation.actions.publish_code import (
    publish_code,
    publish_code_step,
)
from moderation.actions.remind import (
    remind_step,
)
from moderation.actions.remind_on_duty import (
    remind_on_duty,
    remind_on_duty_step,
)
from moderation.actions.require_may_send import (
    require_may_send_step,
)
from moderation.actions.resubmit_case import (
    resubmit_case_step,
)
from moderation.actions.set_contact import (
    set_contact,
    set_contact_step,
)
from moderation.actions.set_modes import (
    set_modes,
    set_modes_step,
)
from moderation.actions.set_rota import (
    add_duty,
    add_duty_step,
    remove_duty,
    remove_duty_step,
)
from moderation.actions.settle_campaign import (
    confirm_campaign,
    confirm_campaign_step,
    dissolve_campaign,
    dissolve_campaign_step,
    take_out,
    take_out_step,
)
from moderation.actions.sound_alarm import (
    lapse_hiding,
    lapse_hiding_step,
    raise_risk,
    raise_risk_step,
    settle_risk,
    settle_risk_step,
)
from moderation.actions.state_reasons import (
    explain_to_author_step,
)
from moderation.actions.take_measure import (
    take_measure,
    take_measure_step,
)
from moderation.actions.translate_case import (
    take_translation,
    translate_case,
    translate_case_step,
)
from moderation.actions.trust_author import (
    trust_author,
    trust_author_step,
    withdraw_trust,
    withdraw_trust_step,
)
from moderation.actions.undo_decision import (
    undo_decision,
    undo_decision_step,
)
from moderation.actions.voices import (
    exemplify_step,
    follow_decision_step,
    leave_step,
)
from moderation.actions.watch_due import (
    watch_due,
    watch_due_step,
)
from moderation.actions.write_answer import (
    write_answer,
    write_answer_step,
)

__all__ = [
    "ErasedWords",
    "accept_code_step",
    "add_duty",
    "add_duty_step",
    "adjudicate",
    "adjudicate_measure",
    "adjudicate_measure_step",
    "adjudicate_step",
    "answer_measure",
    "answer_measure_step",
    "appeal_measure",
    "appeal_measure_step",
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
    "erase_case_step",
    "erase_measures_step",
    "erase_reports_step",
    "escalate_case",
    "escalate_case_step",
    "exemplify_step",
    "explain_to_author_step",
    "file_report",
    "file_report_step",
    "follow_decision_step",
    "group_later_step",
    "group_text",
    "group_text_step",
    "hand_over",
    "hand_over_step",
    "keep_figures",
    "keep_figures_step",
    "keep_use_step",
    "lapse_hiding",
    "lapse_hiding_step",
    "leave_campaign",
    "leave_campaign_step",
    "leave_step",
    "lift_measure",
    "lift_measure_step",
    "list_words",
    "list_words_step",
    "lock_case_step",
    "lodge_appeal",
    "lodge_appeal_step",
    "look_again_step",
    "name_outside",
    "name_outside_step",
    "note_run",
    "note_run_step",
    "open_case_step",
    "publish_code",
    "publish_code_step",
    "raise_risk",
    "raise_risk_step",
    "recount_figures",
    "recount_figures_step",
    "release_case",
    "release_case_step",
    "remind_on_duty",
    "remind_on_duty_step",
    "remind_step",
    "remove_duty",
    "remove_duty_step",
    "require_may_send_step",
    "resubmit_case_step",
    "run_again",
    "run_again_step",
    "set_contact",
    "set_contact_step",
    "set_modes",
    "set_modes_step",
    "settle_risk",
    "settle_risk_step",
    "take_back",
    "take_back_step",
    "take_measure",
    "take_measure_step",
    "take_out",
    "take_out_step",
    "take_translation",
    "translate_case",
    "translate_case_step",
    "trust_author",
    "trust_author_step",
    "undo_decision",
    "undo_decision_step",
    "watch_due",
    "watch_due_step",
    "withdraw_trust",
    "withdraw_trust_step",
    "write_answer",
    "write_answer_step",
]
