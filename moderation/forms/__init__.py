from moderation.forms.appeal import AppealForm
from moderation.forms.decision import DecisionForm, SeveralForm
from moderation.forms.measure import LiftForm, MeasureAnswerForm, MeasureForm
from moderation.forms.outside import AnswerForm, OutsideForm
from moderation.forms.queue import HOLDER_NAMES, STATE_NAMES, QueueForm
from moderation.forms.report import ReportForm
from moderation.forms.safety import ContactForm, RiskForm, SettleForm

__all__ = [
    "HOLDER_NAMES",
    "STATE_NAMES",
    "AnswerForm",
    "AppealForm",
    "ContactForm",
    "DecisionForm",
    "LiftForm",
    "MeasureAnswerForm",
    "MeasureForm",
    "OutsideForm",
    "QueueForm",
    "ReportForm",
    "RiskForm",
    "SettleForm",
    "SeveralForm",
]
