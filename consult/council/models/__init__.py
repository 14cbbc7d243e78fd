from consult.council.models.ballot import Ballot, LaterReason
from consult.council.models.correction import Correction
from consult.council.models.extension import Extension
from consult.council.models.motion import Motion, MotionText
from consult.council.models.roll import RollEntry, RollPerson
from consult.council.models.seat import Institution, Seat, SeatPerson
from consult.council.models.sitting import AgendaItem, Presence, Sitting

__all__ = [
    "AgendaItem",
    "Ballot",
    "Correction",
    "Extension",
    "Institution",
    "LaterReason",
    "Motion",
    "MotionText",
    "Presence",
    "RollEntry",
    "RollPerson",
    "Seat",
    "SeatPerson",
    "Sitting",
]
