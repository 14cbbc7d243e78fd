from consult.council.models.ballot import Ballot
from consult.council.models.motion import Motion, MotionText
from consult.council.models.roll import RollEntry, RollPerson
from consult.council.models.seat import Institution, Seat, SeatPerson

__all__ = [
    "Ballot",
    "Institution",
    "Motion",
    "MotionText",
    "RollEntry",
    "RollPerson",
    "Seat",
    "SeatPerson",
]
