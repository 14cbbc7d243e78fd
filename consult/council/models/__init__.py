from consult.council.models.ballot import Ballot, LaterReason
from consult.council.models.certificate import Certificate
from consult.council.models.correction import Correction
from consult.council.models.extension import Extension
from consult.council.models.head import Cosignature, SentHead
from consult.council.models.motion import Motion, MotionText
from consult.council.models.roll import RollEntry, RollPerson
from consult.council.models.seat import Institution, Seat, SeatPerson

__all__ = [
    "Ballot",
    "Certificate",
    "Correction",
    "Cosignature",
    "Extension",
    "Institution",
    "LaterReason",
    "Motion",
    "MotionText",
    "RollEntry",
    "RollPerson",
    "Seat",
    "SeatPerson",
    "SentHead",
]
