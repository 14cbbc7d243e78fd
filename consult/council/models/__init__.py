from consult.council.models.amendment import (
    Amendment,
    CarryingOut,
)
from consult.council.models.ballot import (
    Ballot,
    LaterReason,
)
from consult.council.models.certificate import (
    Certificate,
)
from consult.council.models.correction import (
    Correction,
)
from consult.council.models.extension import (
    Extension,
)
from consult.council.models.head import (
    Cosignature,
    SentHead,
)
from consult.council.models.letter import (
    Appointment,
    Letter,
)
from consult.council.models.minutes import (
    FixedMinutes,
    ItemMinutes,
)
from consult.council.models.motion import (
    Motion,
    MotionText,
)
from consult.council.models.paper import (
    PaperEntry,
    PaperPair,
    PaperScan,
)
from consult.council.models.proxy import (
    Proxy,
)
from consult.council.models.published import PublishedReason
from consult.council.models.question import (
    QuestionWords,
)
from consult.council.models.reminder import (
    Reminder,
)
from consult.council.models.reservation import (
    ReservationReply,
    ReservedBlock,
)
from consult.council.models.rival import (
    AmendmentOrder,
    RivalPlace,
)
from consult.council.models.roll import (
    RollEntry,
    RollPerson,
)
from consult.council.models.rollup import (
    RollUp,
)
from consult.council.models.seat import (
    Institution,
    Seat,
    SeatPerson,
)
from consult.council.models.sitting import (
    AgendaItem,
    Presence,
    Sitting,
)

__all__ = [
    "AgendaItem",
    "Amendment",
    "AmendmentOrder",
    "Appointment",
    "Ballot",
    "CarryingOut",
    "Certificate",
    "Correction",
    "Cosignature",
    "Extension",
    "FixedMinutes",
    "Institution",
    "ItemMinutes",
    "LaterReason",
    "Letter",
    "Motion",
    "MotionText",
    "PaperEntry",
    "PaperPair",
    "PaperScan",
    "Presence",
    "Proxy",
    "PublishedReason",
    "QuestionWords",
    "Reminder",
    "ReservationReply",
    "ReservedBlock",
    "RivalPlace",
    "RollEntry",
    "RollPerson",
    "RollUp",
    "Seat",
    "SeatPerson",
    "SentHead",
    "Sitting",
]
