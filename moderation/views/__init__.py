from moderation.views.case import (
    case,
    claim,
    conduct,
    decide,
    release,
)
from moderation.views.figures import (
    figures,
)
from moderation.views.lease import (
    renew,
)
from moderation.views.objections import (
    appeal,
    history,
    report,
    report_receipt,
)
from moderation.views.queue import (
    queue,
)
from moderation.views.several import (
    several,
)
from moderation.views.undo import (
    escalate,
    undo,
)

__all__ = [
    "appeal",
    "case",
    "claim",
    "conduct",
    "decide",
    "escalate",
    "figures",
    "history",
    "queue",
    "release",
    "renew",
    "report",
    "report_receipt",
    "several",
    "undo",
]
