from moderation.models.acceptance import Acceptance
from moderation.models.appeal import Appeal
from moderation.models.case import Case
from moderation.models.conduct import CodeOfConduct, Rule
from moderation.models.decision import Decision
from moderation.models.modes import Admission, ModeSetting, Trust
from moderation.models.report import Report
from moderation.models.signal import Signal
from moderation.models.word_list import WordList

__all__ = [
    "Acceptance",
    "Admission",
    "Appeal",
    "Case",
    "CodeOfConduct",
    "Decision",
    "ModeSetting",
    "Report",
    "Rule",
    "Signal",
    "Trust",
    "WordList",
]
