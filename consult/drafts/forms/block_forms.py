"""The forms on the page of one block of a draft."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from consult.core.languages import direction
from consult.drafts.forms.act_form import LAST_REVISION
from consult.drafts.rules.blocks import BlockKind, ParsedBlock
from consult.drafts.rules.editing.cells import cells_of
from consult.drafts.rules.editing.cut import sentence_starts
from consult.drafts.rules.editing.markup import typed
from consult.drafts.rules.editing.refusals import BeginningNotFound, BeginningTwice, PlaceRefused
from consult.drafts.rules.editing.shapes import Shape, shape_of, shapes_for

# As long as the longest text that can be imported.
LONGEST_WORDS = 600_000
LONGEST_BEGINNING = 1000
# A longer list of sentences is no help; the beginning of the second part can be typed.
MOST_PLACES = 40
SHOWN_OF_A_SENTENCE = 60


class BlockForm(forms.Form):
    """A form about a block as it was at a revision of its draft."""

    revision = forms.IntegerField(min_value=0, max_value=LAST_REVISION, widget=forms.HiddenInput)

    def field_of(self, name: str | None) -> str | None:
        """Return the field that a refusal named `name` belongs to, None for the whole form."""
        return name if name in self.fields else None


class WordsForm(BlockForm):
    """Asks for a block's words, for a table row those of each cell."""

    def __init__(self, *args: Any, block: ParsedBlock, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        is_row = block.kind is BlockKind.TABLE_ROW
        self._names = []
        htmls = [cell.html for cell in cells_of(block.html)] if is_row else [block.html]
        for number, html in enumerate(htmls, start=1):
            name = f"cell_{number}" if is_row else "words"
            self._names.append(name)
            self.fields[name] = forms.CharField(
                label=_("Cell %(number)s") % {"number": number} if is_row else _("Words"),
                required=False,
                strip=False,
                max_length=LONGEST_WORDS,
                initial=typed(html),
                widget=forms.Textarea(
                    attrs={
                        "rows": 2 if is_row else 8,
                        "lang": language,
                        "dir": direction(language),
                    }
                ),
            )

    @property
    def words(self) -> tuple[str, ...]:
        """Return what was typed, in order."""
        return tuple(self.cleaned_data[name] for name in self._names)

    def field_of(self, name: str | None) -> str | None:
        """Return the field that a refusal named `name` belongs to, None for the whole form."""
        return self._names[0] if name == "words" else super().field_of(name)


class RetypeForm(BlockForm):
    """Asks what a block shall be."""

    shape = forms.ChoiceField(label=_("Kind"))

    def __init__(
        self,
        *args: Any,
        block: ParsedBlock,
        name_of: Callable[[Shape], str | Promise],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._shapes = {shape.code: shape for shape in shapes_for(block)}
        field = self.fields["shape"]
        field.choices = [  # type: ignore[attr-defined]
            (code, name_of(shape)) for code, shape in self._shapes.items()
        ]
        field.initial = shape_of(block).code

    @property
    def chosen(self) -> Shape:
        """Return the shape that was chosen."""
        return self._shapes[self.cleaned_data["shape"]]


class SplitForm(BlockForm):
    """Asks where the second part begins: at a sentence, or with words that are typed."""

    place = forms.IntegerField(
        label=_("The second part begins with the sentence"),
        required=False,
        widget=forms.RadioSelect,
    )
    begins = forms.CharField(
        label=_("Or with these words"),
        required=False,
        max_length=LONGEST_BEGINNING,
        help_text=_("Copy a few words from the block as they stand there."),
    )

    def __init__(self, *args: Any, block: ParsedBlock, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._text = block.text
        attrs = {"lang": language, "dir": direction(language)}
        self.fields["begins"].widget.attrs.update(attrs)
        starts = sentence_starts(block.text)[:MOST_PLACES]
        if starts:
            widget = self.fields["place"].widget
            widget.attrs.update(attrs)
            widget.choices = [
                (start, _shortened(block.text, start, end))
                for start, end in zip(starts, [*starts[1:], len(block.text)], strict=True)
            ]
        else:
            self.fields["place"].widget = forms.HiddenInput()

    @property
    def at(self) -> int:
        """Return the code point at which to split.

        Raises `BeginningNotFound`, `BeginningTwice`, and `PlaceRefused` where nothing was chosen.
        """
        begins = self.cleaned_data["begins"]
        place = self.cleaned_data["place"]
        if begins:
            count = self._text.count(begins)
            if count == 0:
                raise BeginningNotFound()
            if count > 1:
                raise BeginningTwice()
            return self._text.index(begins)
        if place is None:
            raise PlaceRefused()
        return int(place)


class MoveForm(BlockForm):
    """Asks at which number a block shall stand."""

    to = forms.IntegerField(label=_("New number"), min_value=1)

    def __init__(self, *args: Any, blocks: Sequence[ParsedBlock], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].widget.attrs["max"] = len(blocks)


def _shortened(text: str, start: int, end: int) -> str:
    sentence = " ".join(text[start:end].split())
    if len(sentence) <= SHOWN_OF_A_SENTENCE:
        return sentence
    return sentence[: SHOWN_OF_A_SENTENCE - 1].rstrip() + "…"
