from moderation.forms.appeal import AppealForm
from moderation.forms.campaign import GroupForm
from moderation.forms.decision import DecisionForm, SeveralForm
from moderation.forms.queue import HOLDER_NAMES, STATE_NAMES, QueueForm
from moderation.forms.report import ReportForm

__all__ = [
    "HOLDER_NAMES",
    "STATE_NAMES",
    "AppealForm",
    "DecisionForm",
    "GroupForm",
    "QueueForm",
    "ReportForm",
    "SeveralForm",
]
