"""What a decision asks of a moderator."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from consult.core.errors import DomainError
from consult.core.languages import shown
from moderation.models import Rule
from moderation.rules.judging import ORDER_SOURCE_MAX, ExplanationMissing, RuleMissing
from moderation.rules.playbook import open_placeholders
from moderation.rules.redacting import WordsMissing
from moderation.rules.states import Verdict


class DecisionForm(forms.Form):
    """Approve, or reject with a rule and an explanation; or answer an appeal.

    `withholds` are the verdicts after which the public sees less of the text and which choose the
    rule; `reasoned` says whether every verdict needs a reason, as all but a first one do. Where it
    `redacts`, it asks for words; where the text `has_gaps` already, none need be added.
    `may_order` offers a court's order in place of a rule; `typed` is what was typed before a model
    answer was inserted.
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
    model_answer = forms.CharField(widget=forms.HiddenInput, required=False)
    seen_version = forms.IntegerField(widget=forms.HiddenInput)
    seen_revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any,
        *,
        rules: Sequence[Rule],
        seen_version: int,
        withholds: Collection[Verdict] = (Verdict.REJECT,),
        reasoned: bool = False,
        may_order: bool = False,
        redacts: bool = False,
        has_gaps: bool = False,
        seen_revision: int = 1,
        ids: str = "id_%s",
        typed: dict[str, str] | None = None,
    ) -> None:
        super().__init__(data, auto_id=ids, initial=typed)
        self.current_version = seen_version
        self.current_revision = seen_revision
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
        if may_order:
            self.fields["order_source"] = forms.CharField(
                label=_("Or a court’s order: which court, its number and date"),
                help_text=_(
                    "Only where a court has ordered that the text be withheld. It then stands in "
                    "place of the rule, and everybody reads it."
                ),
                max_length=ORDER_SOURCE_MAX,
                required=False,
            )
            if data and data.get("order_source", "").strip():
                self.fields["rule"].required = False
        if redacts:
            self.fields["words"] = _words(has_gaps)
        self.order_fields(["words", "rule", "order_source", "explanation"])

    @property
    def unseen(self) -> dict[str, str]:
        """Return the hidden fields for the next sending, which is about the case as it is now."""
        begun_with = self["model_answer"].value()
        sent = {
            "seen_version": str(self.current_version),
            "seen_revision": str(self.current_revision),
            "key": str(uuid4()),
            **self.kept,
        }
        return {**sent, "model_answer": begun_with} if begun_with else sent

    @property
    def left_open(self) -> list[str]:
        """Return the placeholders of the explanation that are still to be completed."""
        return open_placeholders(self["explanation"].value() or "")

    def refuse(self, error: DomainError, sentence: str) -> None:
        """Show a refusal beside its field, and ask again for all that a rejection needs."""
        for name in ("rule", "explanation"):
            self.fields[name].required = True
        self.add_error(error.field if error.field in self.fields else None, sentence)


def _words(has_gaps: bool) -> forms.CharField:
    return forms.CharField(
        label=_("Which words are redacted?"),
        help_text=_(
            "Exactly as they were typed, one entry a line: names, addresses, telephone numbers. "
            "Every place where they stand gets a gap, and the gap says which rule asks for it."
        ),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto", "spellcheck": "false"}),
        required=not has_gaps,
        error_messages={"required": _(WordsMissing.message)},
    )


class SeveralForm(DecisionForm):
    """One verdict for several cases, whose versions stand beside it."""

    def __init__(self, data: Any, *, rules: Sequence[Rule]) -> None:
        super().__init__(data, rules=rules, seen_version=0)
        del self.fields["seen_version"], self.fields["seen_revision"]

    @property
    def unseen(self) -> dict[str, str]:
        """Return the hidden fields for the next sending."""
        return {"key": str(uuid4())}
