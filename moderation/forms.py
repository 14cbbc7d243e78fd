"""What narrows the queue, and what a decision asks of a moderator."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from consult.core.errors import DomainError
from consult.core.languages import name_of, shown
from moderation.models import Rule
from moderation.rules.judging import ExplanationMissing, RuleMissing
from moderation.rules.queue_filter import Holder, QueueFilter
from moderation.rules.states import CaseState, Verdict

STATE_NAMES = {
    CaseState.PENDING: _("Waiting"),
    CaseState.APPROVED: _("Published"),
    CaseState.REJECTED: _("Not published"),
}


HOLDER_NAMES = {
    Holder.FREE: _("Cases that nobody holds"),
    Holder.MINE: _("Cases that I hold"),
}


class QueueForm(forms.Form):
    """What narrows the queue, filled with the narrowing that the address asks for."""

    state = forms.ChoiceField(label=_("State"), choices=list(STATE_NAMES.items()), required=False)
    holder = forms.ChoiceField(
        label=_("Who works on it"),
        choices=[("", _("Everybody’s")), *HOLDER_NAMES.items()],
        required=False,
    )
    overdue = forms.BooleanField(label=_("Only what is overdue"), required=False)
    kind = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, narrowed: QueueFilter, *, languages: Sequence[str]) -> None:
        super().__init__(
            initial={
                "state": narrowed.state,
                "holder": narrowed.holder or "",
                "overdue": narrowed.overdue,
                "kind": narrowed.kind,
            }
        )
        self.fields["language"] = forms.MultipleChoiceField(
            label=_("Languages that you read"),
            choices=[(code, name_of(code)) for code in languages],
            widget=forms.CheckboxSelectMultiple,
            initial=list(narrowed.languages),
            required=False,
        )
        self.order_fields(["state", "holder", "language", "overdue"])


class DecisionForm(forms.Form):
    """Approve, or reject with a rule and an explanation."""

    verdict = forms.ChoiceField(
        choices=[(verdict.value, verdict.value) for verdict in Verdict], widget=forms.HiddenInput
    )
    explanation = forms.CharField(
        label=_("Which words break it, and why?"),
        help_text=_(
            "The author reads this by mail and on the receipt. Name the words, say what could be "
            "published, and keep to the rule: criticism of the government never breaks one."
        ),
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
        error_messages={"required": _(ExplanationMissing.message)},
    )
    seen_version = forms.IntegerField(widget=forms.HiddenInput)
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any, *, rules: Sequence[Rule], seen_version: int) -> None:
        super().__init__(data)
        self.current_version = seen_version
        self.kept: dict[str, str] = {}
        # Whoever publishes is asked for neither; the other form on the page needs both at once.
        refusing = not data or data.get("verdict") != Verdict.APPROVE
        self.fields["explanation"].required = refusing
        self.fields["rule"] = forms.ChoiceField(
            label=_("Which rule does the text break?"),
            choices=[(rule.code, f"{rule.code} {shown(rule, 'title')}") for rule in rules],
            widget=forms.RadioSelect,
            required=refusing,
            error_messages={"required": gettext(RuleMissing.message)},
        )
        self.order_fields(["rule", "explanation"])

    @property
    def unseen(self) -> dict[str, str]:
        """Return the hidden fields for the next sending, which is about the case as it is now."""
        return {"seen_version": str(self.current_version), "key": str(uuid4()), **self.kept}

    def refuse(self, error: DomainError, sentence: str) -> None:
        """Show a refusal beside its field, and ask again for all that a rejection needs."""
        for name in ("rule", "explanation"):
            self.fields[name].required = True
        self.add_error(error.field if error.field in self.fields else None, sentence)


class SeveralForm(DecisionForm):
    """One verdict for several cases, whose versions stand beside it."""

    def __init__(self, data: Any, *, rules: Sequence[Rule]) -> None:
        super().__init__(data, rules=rules, seen_version=0)
        del self.fields["seen_version"]

    @property
    def unseen(self) -> dict[str, str]:
        """Return the hidden fields for the next sending."""
        return {"key": str(uuid4())}
