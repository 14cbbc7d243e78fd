"""Texts are imported here."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from consult.accounts.permissions import require_to_see
from consult.core.errors import DomainError
from consult.core.middleware import translated
from consult.drafts.actions import import_draft, import_markdown, import_pasted
from consult.drafts.forms import ImportForm
from consult.drafts.models import Draft
from consult.drafts.rules.sniff import check_size
from consult.reviews.models import Review
from consult.reviews.selectors import review_called


def import_text(request: HttpRequest, review: str) -> HttpResponse:
    """Show the form for a file or a text, and import it for checking on POST."""
    found = review_called(review)
    require_to_see(request.user, "drafts.import_draft", found)
    typed = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ImportForm(*typed, review=found, initial=request.GET.dict())
    status = 400 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        try:
            draft = _import(request.user, found, form.cleaned_data)
        except DomainError as error:
            form.add_error(form.field_of(error.field), translated(error))
            status = error.status
        else:
            return redirect("drafts:draft", draft.pk)
    return render(request, "drafts/import.html", {"review": found, "form": form}, status=status)


def _import(actor: Any, review: Review, given: dict[str, Any]) -> Draft:
    chapter = review.chapters.select_related("review").get(slug=given["chapter"])
    target = {"actor": actor, "chapter": chapter, "language": given["language"]}
    if given["html"] and given["file"] is None:
        return import_pasted(**target, html=given["html"])
    if given["file"] is None:
        name = given.get("source_name", "")
        return import_markdown(**target, text=given["text"], source_name=name)
    # The size is known before the bytes are read into memory.
    check_size(given["file"].size)
    return import_draft(**target, data=given["file"].read(), filename=given["file"].name)
