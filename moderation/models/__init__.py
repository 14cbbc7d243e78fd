from moderation.models.appeal import Appeal
from moderation.models.case import Case
from moderation.models.conduct import CodeOfConduct, Rule
from moderation.models.contact import SafeContact
from moderation.models.decision import Decision
from moderation.models.measure import Measure, MeasureAppeal, MeasureGround
from moderation.models.outside import Adjudicator, Mandate
from moderation.models.reminder import Reminder
from moderation.models.report import Report
from moderation.models.safeguard import Safeguard

__all__ = [
    "Adjudicator",
    "Appeal",
    "Case",
    "CodeOfConduct",
    "Decision",
    "Mandate",
    "Measure",
    "MeasureAppeal",
    "MeasureGround",
    "Reminder",
    "Report",
    "Rule",
    "SafeContact",
    "Safeguard",
]
