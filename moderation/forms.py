"""What narrows the queue, and what a decision asks of a moderator."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from consult.core.errors import DomainError
from consult.core.languages import name_of, shown
from moderation.models import Rule
from moderation.rules.appealing import AppealTextMissing
from moderation.rules.judging import ExplanationMissing, RuleMissing
from moderation.rules.queue_filter import Holder, QueueFilter
from moderation.rules.reporting import SAFETY, ReportAddressWrong, ReportRuleMissing
from moderation.rules.states import CaseState, Verdict

STATE_NAMES = {
    CaseState.PENDING: _("Waiting"),
    CaseState.REPORTED: _("Reported"),
    CaseState.APPEALED: _("Appealed"),
    CaseState.CHANGES_REQUESTED: _("Changes requested"),
    CaseState.ESCALATED: _("With a lead moderator"),
    CaseState.APPROVED: _("Published"),
    CaseState.REJECTED: _("Not published"),
    CaseState.DUPLICATE: _("Part of a campaign"),
    CaseState.UPHELD: _("Upheld on appeal"),
    CaseState.OVERTURNED: _("Overturned on appeal"),
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
    """Approve, or reject with a rule and an explanation; or answer an appeal.

    `withholds` are the verdicts after which the public sees the text no longer and which choose
    the rule; `reasoned` says whether every verdict needs a reason, as all but a first one do.
    """

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

    def __init__(
        self,
        data: Any,
        *,
        rules: Sequence[Rule],
        seen_version: int,
        withholds: Collection[Verdict] = (Verdict.REJECT,),
        reasoned: bool = False,
        ids: str = "id_%s",
    ) -> None:
        super().__init__(data, auto_id=ids)
        self.current_version = seen_version
        self.kept: dict[str, str] = {}
        # Who publishes for the first time is asked for neither; who refuses for both at once.
        refusing = not data or data.get("verdict") in {str(verdict) for verdict in withholds}
        self.fields["explanation"].required = refusing or reasoned
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


class ReportForm(forms.Form):
    """What a published text is reported for, and where a guest wants the answer."""

    explanation = forms.CharField(
        label=_("Which words, and why?"),
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        required=False,
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("Only for the answer. It is shown to nobody."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        required=False,
        error_messages={"invalid": _(ReportAddressWrong.message)},
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any, *, rules: Sequence[Rule], guest: bool) -> None:
        super().__init__(data, initial={"key": uuid4()})
        self.fields["rule"] = forms.ChoiceField(
            label=_("What is wrong with the text?"),
            choices=[
                *((rule.code, f"{rule.code} {shown(rule, 'title')}") for rule in rules),
                (SAFETY, gettext("Somebody is at risk because of this text")),
            ],
            widget=forms.RadioSelect,
            error_messages={"required": gettext(ReportRuleMissing.message)},
        )
        if not guest:
            del self.fields["email"]
        self.order_fields(["rule", "explanation", "email"])

    def refuse(self, error: DomainError, sentence: str) -> None:
        """Show a refusal beside its field."""
        self.add_error(error.field if error.field in self.fields else None, sentence)


class AppealForm(forms.Form):
    """What somebody says against a decision."""

    text = forms.CharField(
        label=_("What should be looked at again, and why?"),
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
        error_messages={"required": _(AppealTextMissing.message)},
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any) -> None:
        super().__init__(data, initial={"key": uuid4()})

    def refuse(self, error: DomainError, sentence: str) -> None:
        """Show a refusal beside its field."""
        self.add_error(error.field if error.field in self.fields else None, sentence)
