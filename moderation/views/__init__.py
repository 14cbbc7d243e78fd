from moderation.views.campaign import (
    campaign,
    campaign_run,
)
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
from moderation.views.measures import (
    measures,
    one_measure,
    take,
)
from moderation.views.modes import (
    modes,
    trusted,
    words,
)
from moderation.views.objections import (
    appeal,
    history,
    report,
    report_receipt,
)
from moderation.views.outside import (
    adjudicate,
    adjudicate_measure,
    outside,
    take_back,
)
from moderation.views.own_measures import (
    mailed_measure,
    my_measure,
    my_measures,
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
from moderation.views.safety import (
    contact,
    raise_risk,
    risks,
    settle_risk,
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
    "adjudicate",
    "adjudicate_measure",
    "answer",
    "appeal",
    "campaign",
    "campaign_run",
    "case",
    "claim",
    "conduct",
    "contact",
    "decide",
    "escalate",
    "figures",
    "history",
    "insert",
    "mailed_measure",
    "measures",
    "modes",
    "my_measure",
    "my_measures",
    "one_measure",
    "outside",
    "playbook",
    "queue",
    "raise_risk",
    "release",
    "renew",
    "report",
    "report_receipt",
    "risks",
    "rota",
    "settle_risk",
    "several",
    "take",
    "take_back",
    "translate",
    "trusted",
    "undo",
    "words",
]
