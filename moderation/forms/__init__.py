from moderation.forms.appeal import AppealForm
from moderation.forms.decision import DecisionForm, SeveralForm
from moderation.forms.queue import HOLDER_NAMES, STATE_NAMES, QueueForm
from moderation.forms.report import ReportForm
from moderation.forms.undo import EscalationForm, UndoForm

__all__ = [
    "HOLDER_NAMES",
    "STATE_NAMES",
    "AppealForm",
    "DecisionForm",
    "EscalationForm",
    "QueueForm",
    "ReportForm",
    "SeveralForm",
    "UndoForm",
]
