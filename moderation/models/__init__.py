from moderation.models.acceptance import (
    Acceptance,
)
from moderation.models.appeal import (
    Appeal,
)
from moderation.models.campaign import (
    Campaign,
    CampaignRun,
    CampaignText,
    SignatureKey,
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
from moderation.models.contact import (
    SafeContact,
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
from moderation.models.measure import (
    Measure,
    MeasureAppeal,
    MeasureGround,
)
from moderation.models.measure_mandate import (
    MeasureMandate,
)
from moderation.models.model_answer import (
    AnswerUse,
    ModelAnswer,
)
from moderation.models.modes import (
    Admission,
    ModeSetting,
    Trust,
)
from moderation.models.outside import (
    Adjudicator,
    Mandate,
)
from moderation.models.reckoned import (
    Reckoned,
)
from moderation.models.report import (
    Report,
)
from moderation.models.safeguard import (
    Safeguard,
)
from moderation.models.said import (
    Said,
)
from moderation.models.signal import (
    Signal,
)
from moderation.models.word_list import (
    WordList,
)

__all__ = [
    "Acceptance",
    "Adjudicator",
    "Admission",
    "AnswerUse",
    "Appeal",
    "Campaign",
    "CampaignRun",
    "CampaignText",
    "Case",
    "CaseTranslation",
    "CodeOfConduct",
    "Decision",
    "Duty",
    "Escalation",
    "Figure",
    "ListedAct",
    "Mandate",
    "Measure",
    "MeasureAppeal",
    "MeasureGround",
    "MeasureMandate",
    "ModeSetting",
    "ModelAnswer",
    "Reckoned",
    "Reminder",
    "Report",
    "Rule",
    "SafeContact",
    "Safeguard",
    "Said",
    "Signal",
    "SignatureKey",
    "Trust",
    "WordList",
]
