from moderation.models.appeal import Appeal
from moderation.models.case import Case
from moderation.models.conduct import CodeOfConduct, Rule
from moderation.models.decision import Decision
from moderation.models.escalation import Escalation
from moderation.models.report import Report

__all__ = ["Appeal", "Case", "CodeOfConduct", "Decision", "Escalation", "Report", "Rule"]
