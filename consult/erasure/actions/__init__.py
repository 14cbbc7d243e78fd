from consult.erasure.actions.ask_for_everything import ask_for_everything, mail_erase_link
from consult.erasure.actions.carry_out import erase_next, finish_erasure
from consult.erasure.actions.erase_submission import erase_submission, erase_submission_step
from consult.erasure.actions.set_hold import lift_hold, set_hold
from consult.erasure.actions.tidy_up import tidy_up

__all__ = [
    "ask_for_everything",
    "erase_next",
    "erase_submission",
    "erase_submission_step",
    "finish_erasure",
    "lift_hold",
    "mail_erase_link",
    "set_hold",
    "tidy_up",
]
