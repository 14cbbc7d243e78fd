"""Chapters are added here."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from consult.accounts.permissions import require_to_see
from consult.core.errors import DomainError
from consult.core.middleware import translated
from consult.drafts import actions
from consult.drafts.forms import ChapterForm
from consult.reviews.selectors import review_called


def add_chapter(request: HttpRequest, review: str) -> HttpResponse:
    """Show the form for a new chapter, and add it on POST."""
    found = review_called(review)
    require_to_see(request.user, "drafts.import_draft", found)
    last = found.chapters.aggregate(last=Max("position"))["last"] or 0
    typed = request.POST if request.method == "POST" else None
    form = ChapterForm(typed, review=found, initial={"position": last + 1})
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_chapter(
                actor=request.user,
                review=found,
                slug=form.cleaned_data["slug"],
                position=form.cleaned_data["position"],
                title=form.titles,
                source_language=form.cleaned_data["source_language"],
            )
        except DomainError as error:
            form.add_error(form.field_of(error.field), translated(error))
            status = error.status
        else:
            messages.success(request, _("The chapter is added. Import its text next."))
            return redirect("drafts:desk", review)
    return render(
        request, "drafts/add_chapter.html", {"review": found, "form": form}, status=status
    )
