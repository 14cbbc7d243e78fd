from moderation.models.appeal import Appeal
from moderation.models.case import Case
from moderation.models.case_translation import CaseTranslation
from moderation.models.conduct import CodeOfConduct, Rule
from moderation.models.decision import Decision
from moderation.models.duty import Duty, Reminder
from moderation.models.model_answer import AnswerUse, ModelAnswer
from moderation.models.report import Report

__all__ = [
    "AnswerUse",
    "Appeal",
    "Case",
    "CaseTranslation",
    "CodeOfConduct",
    "Decision",
    "Duty",
    "ModelAnswer",
    "Reminder",
    "Report",
    "Rule",
]
