from moderation.forms.appeal import (
    AppealForm,
)
from moderation.forms.campaign import (
    GroupForm,
)
from moderation.forms.decision import (
    DecisionForm,
    SeveralForm,
)
from moderation.forms.measure import (
    LiftForm,
    MeasureAnswerForm,
    MeasureForm,
)
from moderation.forms.modes import (
    ModesForm,
    TrustForm,
    WithdrawForm,
    WordsForm,
)
from moderation.forms.outside import (
    AdjudicationForm,
    OutsideForm,
)
from moderation.forms.playbook import (
    FEEDBACK_NAMES,
    AnswerForm,
)
from moderation.forms.queue import (
    HOLDER_NAMES,
    STATE_NAMES,
    QueueForm,
)
from moderation.forms.report import (
    ReportForm,
)
from moderation.forms.rota import (
    DutyForm,
)
from moderation.forms.safety import (
    ContactForm,
    RiskForm,
    SettleForm,
)
from moderation.forms.translation import (
    TranslationForm,
)
from moderation.forms.undo import (
    EscalationForm,
    UndoForm,
)

__all__ = [
    "FEEDBACK_NAMES",
    "HOLDER_NAMES",
    "STATE_NAMES",
    "AdjudicationForm",
    "AnswerForm",
    "AppealForm",
    "ContactForm",
    "DecisionForm",
    "DutyForm",
    "EscalationForm",
    "GroupForm",
    "LiftForm",
    "MeasureAnswerForm",
    "MeasureForm",
    "ModesForm",
    "OutsideForm",
    "QueueForm",
    "ReportForm",
    "RiskForm",
    "SettleForm",
    "SeveralForm",
    "TranslationForm",
    "TrustForm",
    "UndoForm",
    "WithdrawForm",
    "WordsForm",
]
