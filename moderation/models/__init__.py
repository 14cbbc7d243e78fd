from moderation.models.appeal import (
    Appeal,
)
from moderation.models.case import (
    Case,
)
from moderation.models.case_translation import (
    CaseTranslation,
)
from moderation.models.conduct import (
    CodeOfConduct,
    Rule,
)
from moderation.models.decision import (
    Decision,
)
from moderation.models.duty import (
    Duty,
    Reminder,
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
from moderation.models.model_answer import (
    AnswerUse,
    ModelAnswer,
)
from moderation.models.reckoned import (
    Reckoned,
)
from moderation.models.report import (
    Report,
)

__all__ = [
    "AnswerUse",
    "Appeal",
    "Case",
    "CaseTranslation",
    "CodeOfConduct",
    "Decision",
    "Duty",
    "Escalation",
    "Figure",
    "ListedAct",
    "ModelAnswer",
    "Reckoned",
    "Reminder",
    "Report",
    "Rule",
]
