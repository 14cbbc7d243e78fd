"""What narrows the queue."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from consult.core.languages import name_of
from moderation.rules.queue_filter import DATE_PASSED, Holder, QueueFilter
from moderation.rules.states import CaseState

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

_STATES = [
    *STATE_NAMES.items(),
    (DATE_PASSED, _("Changes requested, date passed")),
]

HOLDER_NAMES = {
    Holder.FREE: _("Cases that nobody holds"),
    Holder.MINE: _("Cases that I hold"),
}


class QueueForm(forms.Form):
    """What narrows the queue, filled with the narrowing that the address asks for."""

    state = forms.ChoiceField(label=_("State"), choices=_STATES, required=False)
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
                "state": narrowed.state_name,
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
