from moderation.models.appeal import (
    Appeal,
)
from moderation.models.case import (
    Case,
)
from moderation.models.conduct import (
    CodeOfConduct,
    Rule,
)
from moderation.models.decision import (
    Decision,
)
from moderation.models.escalation import (
    Escalation,
)
from moderation.models.figure import (
    Figure,
)
from moderation.models.listed_act import (
    ListedAct,
)
from moderation.models.reckoned import (
    Reckoned,
)
from moderation.models.report import (
    Report,
)

__all__ = [
    "Appeal",
    "Case",
    "CodeOfConduct",
    "Decision",
    "Escalation",
    "Figure",
    "ListedAct",
    "Reckoned",
    "Report",
    "Rule",
]
