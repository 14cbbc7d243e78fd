"""A review's text and comments are searched here."""

from __future__ import annotations

from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from consult.comments.rules.searchable import COMMENT
from consult.core.languages import in_order, name_of
from consult.core.words import LONGEST_QUERY
from consult.drafts.rules.searchable import BLOCK
from consult.portal.selectors import SearchPage, search_page
from consult.reviews.selectors import review_called


class SearchForm(forms.Form):
    """Asks for words, where to look for them, and in which language."""

    q = forms.CharField(
        label=_("Words"),
        max_length=LONGEST_QUERY,
        widget=forms.TextInput(attrs={"type": "search", "dir": "auto"}),
    )
    kind = forms.ChoiceField(
        label=_("Where"),
        required=False,
        choices=[
            ("", _("Text and comments")),
            (BLOCK, _("Text")),
            (COMMENT, _("Comments")),
        ],
    )
    language = forms.ChoiceField(label=_("Language"), required=False)

    def __init__(self, *args: object, languages: list[str], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["language"].choices = [  # type: ignore[attr-defined]
            ("", _("All languages")),
            *((code, name_of(code)) for code in languages),
        ]


def search(request: HttpRequest, review: str) -> HttpResponse:
    """Show the form, and under it what holds the words."""
    found = review_called(review)
    asked = "q" in request.GET
    form = SearchForm(
        request.GET if asked else None, languages=in_order(found.languages, found.languages)
    )
    page: SearchPage | None = None
    addresses = {"previous": "", "next": ""}
    if form.is_valid():
        words = form.cleaned_data
        page = search_page(
            review=found,
            query=words["q"],
            kinds=[words["kind"]] if words["kind"] else [BLOCK, COMMENT],
            language=words["language"],
            number=_number(request.GET.get("page", "")),
        )
        addresses = _neighbours(words, page)
    return render(
        request,
        "portal/search.html",
        {"review": found, "form": form, "page": page, **addresses},
        status=400 if asked and page is None else 200,
    )


def _number(typed: str) -> int:
    """Return the page asked for, the first where it is no small number."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 4 else 1


def _neighbours(words: dict[str, str], page: SearchPage) -> dict[str, str]:
    kept = {name: value for name, value in words.items() if value}

    def address(number: int) -> str:
        return "?" + urlencode({**kept, "page": number})

    return {
        "previous": address(page.number - 1) if page.number > 1 else "",
        "next": address(page.number + 1) if page.has_next else "",
    }
