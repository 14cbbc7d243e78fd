from consult.council.actions.add_institution import add_institution, add_institution_step
from consult.council.actions.cast_ballot import cast_ballot, cast_ballot_step
from consult.council.actions.close_motion import close_motion, close_motion_step
from consult.council.actions.put_motion import put_motion, put_motion_step
from consult.council.actions.set_seat import set_seat, set_seat_step

__all__ = [
    "add_institution",
    "add_institution_step",
    "cast_ballot",
    "cast_ballot_step",
    "close_motion",
    "close_motion_step",
    "put_motion",
    "put_motion_step",
    "set_seat",
    "set_seat_step",
]
