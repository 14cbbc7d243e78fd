"""What is asked of somebody who votes."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from copy import deepcopy
from typing import Any, cast

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from consult.core.languages import direction, shown
from consult.council.forms.key import with_new_key
from consult.council.models.ballot import REASON_LENGTH
from consult.council.rules.ballot import Choice
from consult.council.rules.ruleset import Rules
from consult.council.rules.stage import Stage, choices_at
from consult.council.selectors.reservations import Passage
from consult.council.selectors.words import choice_words


def _passage_label(passage: Passage) -> str:
    chapter = shown(passage.chapter, "title")
    return format_html(
        '<span lang="{}" dir="{}">{}</span>: <span lang="{}" dir="{}">{}</span>',
        chapter.language,
        direction(chapter.language),
        chapter.text,
        passage.language,
        direction(passage.language),
        passage.beginning,
    )


class BallotForm(forms.Form):
    """One seat's vote: the choices that the rules offer, a reason, and the key of this form."""

    seat = forms.UUIDField(widget=forms.HiddenInput)
    key = forms.UUIDField(widget=forms.HiddenInput)
    choice = forms.ChoiceField(
        label=_("Your vote"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how you vote.")},
    )
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=REASON_LENGTH,
        help_text=_(
            "Needed for reservations. The council and its observers read it once voting has closed."
        ),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    publish = forms.BooleanField(
        label=_("Publish the reason with the decision"),
        required=False,
        help_text=_(
            "If this ballot counts, everybody reads its reason after the close, with the passages "
            "it points at. Otherwise only the council and its observers do."
        ),
    )
    blocks = forms.TypedMultipleChoiceField(
        label=_("Passages that your reservations are about"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": _("One of the passages is not in the texts of this motion.")
        },
    )

    def __init__(
        self,
        *args: Any,
        rules: Rules,
        seat: uuid.UUID | None,
        stage: Stage = Stage.VOTE,
        passages: Iterable[Passage] = (),
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("initial", {"seat": seat, "key": uuid.uuid4()})
        # Somebody may vote for two seats on one page, whose fields need ids of their own.
        kwargs.setdefault("auto_id", f"seat-{seat}-%s")
        super().__init__(*args, **kwargs)
        choice = cast("forms.ChoiceField", self.fields["choice"])
        words = choice_words(rules)
        choice.choices = [(str(code), words[code]) for code in choices_at(rules, stage)]
        del self.fields["blocks"]
        self._may_point = Choice.RESERVATIONS in choices_at(rules, stage)
        self.offer(passages)
        if stage is Stage.SILENCE:
            del self.fields["publish"]
            choice.label = _("Your objection")
            choice.error_messages["required"] = _("Choose what you say.")
            self.fields["reason"].help_text = _(
                "Everybody in the council’s room reads it at once. It may also follow later: the "
                "objection counts from now."
            )

    def offer(self, passages: Iterable[Passage]) -> None:
        """Let reservations point at these passages, also in a form that was read without them."""
        choices = [(each.block, _passage_label(each)) for each in passages]
        if self._may_point and choices:
            blocks = cast("forms.TypedMultipleChoiceField", deepcopy(self.base_fields["blocks"]))
            blocks.choices = choices
            self.fields["blocks"] = blocks

    def renew_key(self) -> None:
        """Give a refused form a new key, since the old one may stand for what was sent before."""
        self.data = with_new_key(self.data)
