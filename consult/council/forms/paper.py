"""What is asked of somebody who enters a paper ballot."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from consult.council.forms.key import with_new_key
from consult.council.models import RollPerson
from consult.council.models.ballot import REASON_LENGTH
from consult.council.rules.roll import MEMBER_RANK, PROXY_RANK
from consult.council.rules.ruleset import Rules
from consult.council.rules.stage import Stage, choices_at
from consult.council.selectors.names import name_shown
from consult.council.selectors.words import choice_words


class PaperForm(forms.Form):
    """Whose paper it is, what it says, and its scan."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    holder = forms.TypedChoiceField(label=_("Seat and person"), coerce=int)
    choice = forms.ChoiceField(label=_("The vote on the paper"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason on the paper"),
        required=False,
        max_length=REASON_LENGTH,
        help_text=_("Exactly as it is written: the other person has to read the same words."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    scan = forms.FileField(
        label=_("Scan of the signed paper"),
        help_text=_("PDF of at most 20 pages, PNG or JPEG, at most 8 MB."),
        widget=forms.FileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg"}),
    )

    def __init__(
        self,
        *args: Any,
        rules: Rules,
        stage: Stage,
        holders: Iterable[RollPerson],
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("initial", {"key": uuid.uuid4()})
        super().__init__(*args, **kwargs)
        words = choice_words(rules)
        choice = cast("forms.ChoiceField", self.fields["choice"])
        choice.choices = [(str(code), words[code]) for code in choices_at(rules, stage)]
        holder = cast("forms.TypedChoiceField", self.fields["holder"])
        holder.choices = [("", _("Choose a seat and a person"))] + [
            (each.pk, _holder_label(each)) for each in holders
        ]

    def renew_key(self) -> None:
        """Give a refused form a new key, since the old one may stand for what was sent before."""
        self.data = with_new_key(self.data)


def _holder_label(holder: RollPerson) -> str:
    named = {
        "institution": name_shown(holder.entry.institution_name).text,
        "person": holder.user.name,
        "rank": holder.rank,
    }
    if holder.rank == MEMBER_RANK:
        return gettext("%(institution)s: %(person)s, member") % named
    if holder.rank == PROXY_RANK:
        return gettext("%(institution)s: %(person)s, proxy") % named
    return gettext("%(institution)s: %(person)s, alternate %(rank)s") % named
