"""What is asked of the secretary who announces a live session."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from consult.council.forms.key import with_new_key
from consult.council.forms.motion import MOMENT
from consult.council.models import Motion
from consult.council.rules.agenda import ITEMS_AT_MOST, LINE_LENGTH
from consult.council.rules.motion import State
from consult.reviews.models import Review


class SittingForm(forms.Form):
    """A session: title, start, video link, and its agenda, one item a line.

    A line may begin with a motion's number, such as “VNR26-M-003 Adopt the highlights”.
    """

    key = forms.UUIDField(widget=forms.HiddenInput)
    title = forms.CharField(label=_("Title"), max_length=200)
    starts_at = forms.DateTimeField(label=_("Starts"), widget=MOMENT)
    video_link = forms.CharField(
        label=_("Link to the video meeting"),
        required=False,
        max_length=500,
        validators=[URLValidator(schemes=["https"])],
        help_text=_("Begins with https://. Only those who may enter the council’s room see it."),
    )
    agenda = forms.CharField(
        label=_("Agenda"),
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
        help_text=_(
            "One item on each line. Begin a line with the number of a motion to deal with it there."
        ),
    )

    def __init__(self, *args: Any, review: Review, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"key": uuid.uuid4()})
        super().__init__(*args, **kwargs)
        self.review = review

    def clean_agenda(self) -> list[tuple[str, Motion | None]]:
        """Return the items in order, each with the motion whose number it begins with."""
        lines = [line.strip() for line in self.cleaned_data["agenda"].splitlines() if line.strip()]
        if len(lines) > ITEMS_AT_MOST or any(len(line) > LINE_LENGTH for line in lines):
            words = gettext("Write at most %(items)s items of at most %(length)s characters each.")
            raise forms.ValidationError(words % {"items": ITEMS_AT_MOST, "length": LINE_LENGTH})
        motions = Motion.objects.filter(review=self.review).exclude(state=State.DRAFT)
        numbered = {motion.number: motion for motion in motions}
        return [(line, numbered.get(line.split(maxsplit=1)[0].rstrip(":."))) for line in lines]

    def renew_key(self) -> None:
        """Give a refused form a new key, since the old one may stand for what was sent before."""
        self.data = with_new_key(self.data)
