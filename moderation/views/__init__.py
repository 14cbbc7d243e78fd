from moderation.views.case import (
    case,
    claim,
    conduct,
    decide,
    insert,
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
from moderation.views.playbook import (
    answer,
    playbook,
)
from moderation.views.queue import (
    queue,
)
from moderation.views.rota import (
    rota,
)
from moderation.views.several import (
    several,
)
from moderation.views.translation import (
    translate,
)
from moderation.views.undo import (
    escalate,
    undo,
)

__all__ = [
    "answer",
    "appeal",
    "case",
    "claim",
    "conduct",
    "decide",
    "escalate",
    "figures",
    "history",
    "insert",
    "playbook",
    "queue",
    "release",
    "renew",
    "report",
    "report_receipt",
    "rota",
    "several",
    "translate",
    "undo",
]
