"""What is asked of the secretary who puts an amendment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from consult.core.errors import DomainError
from consult.core.languages import direction, name_of, shown
from consult.council.forms.motion import MotionForm, rule_choices
from consult.council.models import Institution, Motion
from consult.council.rules.amending import TypedPassage
from consult.council.rules.motion import Kind
from consult.council.selectors.amendments import Passage, texts_to_amend
from consult.council.selectors.names import first_name, names_of
from consult.drafts.models import Rendering
from consult.drafts.rules.blocks import BlockKind
from consult.drafts.rules.editing.cells import cells_of
from consult.drafts.rules.editing.markup import typed
from consult.reviews.models import Review

SECRETARIAT = "secretariat"
LONGEST_WORDS = 20_000

# What an amendment shares with a motion on a text; texts, language and kind follow from it.
_SHARED = ("rule", "quorum", "tie", "extensions", "proxies", "opens_at", "closes_at")


class TextChoices(forms.ModelChoiceField[Rendering]):
    """The texts that can be amended, each named by its chapter, version and language."""

    def label_from_instance(self, rendering: Rendering) -> str:
        """Return the words beside the button."""
        return gettext("%(chapter)s, version %(number)s, %(language)s") % {
            "chapter": shown(rendering.version.chapter, "title"),
            "number": rendering.version.number,
            "language": name_of(rendering.language),
        }


class TextForm(forms.Form):
    """Asks which text the amendment changes: a chapter’s present one, in one language."""

    text = TextChoices(
        queryset=Rendering.objects.none(),
        label=_("Text that the amendment changes"),
        help_text=_("In the language that counts where translations differ."),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": _("Choose a text.")},
    )

    def __init__(self, *args: Any, review: Review, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        text = cast("TextChoices", self.fields["text"])
        text.queryset = texts_to_amend(review)


@dataclass(frozen=True, slots=True)
class AskedPassage:
    """One passage of the form: its own words, one field a cell, and what is added after it."""

    passage: Passage
    words: list[BoundField]
    after: BoundField


class AmendmentForm(MotionForm):
    """An amendment: new words for passages of one text, whose it is, title, rule and times.

    It asks what `MotionForm` asks of the vote itself. With `draft`, the form shows first what that
    draft holds.
    """

    proposer = forms.ChoiceField(label=_("Proposed by"))

    def __init__(
        self,
        *args: Any,
        review: Review,
        rendering: Rendering,
        passages: Sequence[Passage],
        draft: Motion | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, review=review, draft=draft, **kwargs)
        self._rendering = rendering
        self._passages = passages
        kept: Mapping[str, Any] = (draft.proposal or {})["amendment"] if draft else {}
        proposer = cast("forms.ChoiceField", self.fields["proposer"])
        proposer.choices = _proposers(review)
        proposer.initial = kept.get("proposer", SECRETARIAT)
        # Amendments are voted on in writing, so no rule of a live session is offered.
        rule = cast("forms.ChoiceField", self.fields["rule"])
        rule.choices = rule_choices(review, live=False)
        for name in list(self.fields):
            if name not in ("key", "proposer", *self._asked(), *_SHARED):
                del self.fields[name]
        for passage in passages:
            self._ask_words(passage, kept.get("typed", {}).get(passage.key))
        self.order_fields([*("key", "proposer"), *self._asked(), *self._names_of_words(), *_SHARED])

    def _ask_words(self, passage: Passage, kept: Mapping[str, Any] | None) -> None:
        row = passage.kind is BlockKind.TABLE_ROW
        htmls = [cell.html for cell in cells_of(passage.html)] if row else [passage.html]
        words = kept["words"] if kept else [typed(html) for html in htmls]
        attrs = {"lang": passage.language, "dir": direction(passage.language)}
        for number, initial in enumerate(words, start=1):
            label = gettext("Cell %(number)s") % {"number": number} if row else gettext("New words")
            self.fields[f"words-{passage.key}-{number}"] = forms.CharField(
                label=label,
                required=False,
                strip=False,
                max_length=LONGEST_WORDS,
                initial=initial,
                help_text="" if row else gettext("Empty: the passage is deleted."),
                widget=forms.Textarea(attrs={**attrs, "rows": 2 if row else 5}),
            )
        self.fields[f"after-{passage.key}"] = forms.CharField(
            label=gettext("New passage after it"),
            required=False,
            max_length=LONGEST_WORDS,
            initial=kept["after"] if kept else "",
            widget=forms.Textarea(attrs={**attrs, "rows": 3}),
        )

    def _names_of_words(self) -> list[str]:
        return [name for name in self.fields if name.startswith(("words-", "after-"))]

    @property
    def asked_passages(self) -> Iterator[AskedPassage]:
        """Yield each passage with its fields."""
        for passage in self._passages:
            words = [name for name in self.fields if name.startswith(f"words-{passage.key}-")]
            yield AskedPassage(
                passage, [self[name] for name in words], self[f"after-{passage.key}"]
            )

    @property
    def title_fields(self) -> list[BoundField]:
        """Return the fields before the passages."""
        return [self[name] for name in ("proposer", *self._asked())]

    @property
    def vote_fields(self) -> list[BoundField]:
        """Return the fields about the vote, after the passages."""
        return [self[name] for name in _SHARED]

    def arguments(self) -> dict[str, Any]:
        """Return what was asked for as the keyword arguments of `put_motion` and `save_draft`.

        The amendment itself is what `asked_amendment` returns, once it is read.
        """
        data = self.cleaned_data
        return {
            "title": self._by_language("title"),
            "explanation": self._by_language("explanation"),
            "versions": [self._rendering.version],
            "authentic_language": self._rendering.language,
            "rules": self._rules(),
            "asked": {name: data[name] for name in ("rule", "quorum", "extensions", "proxies")},
            "kind": Kind.AMENDMENT,
            "rehearsal": False,
            "opens_at": data["opens_at"],
            "closes_at": data["closes_at"],
            "key": data["key"],
        }

    def asked_amendment(self) -> dict[str, Any]:
        """Return what was typed as the keyword arguments of `read_amendment`."""
        return {
            "rendering": self._rendering,
            "passages": self._typed(),
            "proposer": self.cleaned_data["proposer"],
        }

    def _typed(self) -> list[TypedPassage]:
        return [
            TypedPassage(
                asked.passage.key,
                tuple(self.cleaned_data[field.name] for field in asked.words),
                self.cleaned_data[asked.after.name],
            )
            for asked in self.asked_passages
        ]

    def field_of(self, error: DomainError) -> str | None:
        """Return the field that a refusal belongs to, None for the whole form."""
        name = super().field_of(error)
        return name if name in self.fields else None


def _proposers(review: Review) -> list[tuple[str, str]]:
    """Return who may propose: the institutions, as the ledger names them, or the secretariat."""
    institutions = Institution.objects.filter(review=review, seats__active=True).distinct()
    named = [
        (first_name(names_of(each)), str(shown(each, "name")))
        for each in institutions.order_by("slug")
    ]
    return [(SECRETARIAT, gettext("The secretariat")), *named]
