from moderation.models.case import Case
from moderation.models.conduct import CodeOfConduct, Rule
from moderation.models.decision import Decision

__all__ = ["Case", "CodeOfConduct", "Decision", "Rule"]
