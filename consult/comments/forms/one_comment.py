"""What somebody who comments is asked, and what the form carries along unseen."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django_comments.forms import CommentSecurityForm

from consult.comments.rules.acceptance import AcceptanceMissing, AcceptanceStale
from consult.comments.rules.passage import Passage
from consult.comments.rules.submission import NAME_MAX, EmailWrong, NameMissing, TextMissing
from consult.core.errors import KeyReused
from consult.core.languages import choices
from consult.drafts.models import Chapter

LONGEST_STAMP = 12
_SECURITY = ("content_type", "object_pk", "timestamp", "security_hash")


class PassageForm(forms.Form):
    """The passage in an address or in hidden fields. Whatever makes no sense marks nothing."""

    block = forms.UUIDField()
    lang = forms.CharField(max_length=12)
    start = forms.IntegerField(min_value=0, required=False)
    end = forms.IntegerField(min_value=0, required=False)
    exact = forms.CharField(strip=False, required=False)

    @cached_property
    def passage(self) -> Passage | None:
        """Return the passage, or None for the chapter as a whole."""
        if not self.is_valid():
            return None
        said = self.cleaned_data
        # A form sends line ends as CR LF, whatever they were on the page.
        exact = said["exact"].replace("\r\n", "\n")
        return Passage(said["block"], said["lang"], said["start"], said["end"], exact)


class CommentForm(CommentSecurityForm):
    """A comment, with the name and address of a guest.

    The library's security fields show that the form came from us for this chapter. What a reader
    cannot see is written anew each time (`unseen`), so that a refused form, sent again, is not
    refused for being old. Somebody who has `accepted` the version in force is not asked again.
    """

    data: Any
    name = forms.CharField(
        label=_("Your name"),
        help_text=_("Shown beside your comment. A pseudonym will do."),
        max_length=NAME_MAX,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _(NameMissing.message)},
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("We send you a link to confirm the comment. The address is never shown."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": _(EmailWrong.message), "invalid": _(EmailWrong.message)},
    )
    body = forms.CharField(
        label=_("Your comment"),
        widget=forms.Textarea(attrs={"rows": 10, "dir": "auto"}),
        error_messages={"required": _(TextMissing.message)},
    )
    language = forms.ChoiceField(
        label=_("Language of your comment"),
        help_text=_("Others read it in this language or in a translation."),
        choices=choices,
    )
    accept = forms.BooleanField(label=_("My comment keeps to the code of conduct."), required=False)
    honeypot = forms.CharField(label=_("Leave this field empty."), required=False)
    code_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self,
        chapter: Chapter,
        data: Any = None,
        *,
        guest: bool,
        code_version: int | None,
        accepted: bool = False,
        opened_at: datetime | None = None,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(chapter, data=data, initial=initial or {})
        self.in_force = code_version
        self._opened = str(data.get("opened") or "") if data else ""
        if not data and opened_at is not None:
            self._opened = str(int(opened_at.timestamp()))
        if accepted:
            del self.fields["accept"]
        self._key = str(data.get("key") or uuid4()) if data else str(uuid4())
        if not guest:
            del self.fields["name"], self.fields["email"]
        # What is wrong is told in the order in which the page asks.
        self.order_fields(["body", "language", "name", "email", "accept"])

    def clean(self) -> dict[str, Any]:
        """Put one sentence in the place of the library's, which speak to programmers."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        stale = [self.errors.pop(name) for name in (*_SECURITY, "key") if name in self.errors]
        if stale:
            self._key = str(uuid4())
            self.add_error(
                None,
                _("This page had been open for too long. Your text is kept: send it once more."),
            )
        if self.in_force is not None and "accept" in self.fields and not cleaned.get("accept"):
            # Asked for with everything else, so that nobody corrects one thing after the other.
            self.add_error("accept", self._not_accepted(cleaned.get("code_version")))
        if cleaned.get("honeypot"):
            self.add_error(None, _("One field of this form must stay empty. Clear it."))
        return cleaned

    @property
    def accepted_version(self) -> int | None:
        """Return which version of the code was ticked, if any."""
        if "accept" not in self.fields:
            return self.in_force
        said = self.cleaned_data
        return said["code_version"] if said.get("accept") else None

    def seconds_open(self, now: datetime) -> int | None:
        """Return how long ago the form was first shown, as it says itself; None where it cannot.

        Whoever forges it gains a signal less and nothing else.
        """
        opened = self._opened
        if not opened.isdecimal() or len(opened) > LONGEST_STAMP:
            return None
        return max(0, int(now.timestamp()) - int(opened))

    def _not_accepted(self, seen: int | None) -> str:
        """Say that a newer version came in between, where the page showed an older one."""
        if seen is None or seen == self.in_force:
            return str(_(AcceptanceMissing.message))
        return str(_(AcceptanceStale.message)) % {"version": self.in_force}

    @property
    def unseen(self) -> dict[str, str]:
        """Return the hidden fields with values that are good for the next sending."""
        fresh = {name: str(value) for name, value in self.generate_security_data().items()}
        return {
            **fresh,
            "key": self._key,
            "code_version": str(self.in_force or ""),
            "opened": self._opened,
        }

    def refuse(self, error: Exception, sentence: str) -> None:
        """Show a refusal beside its field, and change what must not be sent again as it is."""
        field = getattr(error, "field", None)
        self.add_error(field if field in self.fields else None, sentence)
        if isinstance(error, KeyReused):
            self._key = str(uuid4())
        if field == "accept":
            self.data = {name: value for name, value in self.data.items() if name != "accept"}
