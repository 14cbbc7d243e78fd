"""The easy-to-read text of a chapter is written and published here."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from consult.core.errors import DomainError, NotThere
from consult.core.middleware import translated
from consult.drafts import actions
from consult.drafts.forms import EasyTextForm
from consult.drafts.models import Chapter
from consult.drafts.selectors import easy_languages, easy_text
from consult.drafts.views.translations import chapter_for


def easy(request: HttpRequest, review: str, chapter: str, language: str) -> HttpResponse:
    """Show the form for a chapter's easy-to-read text; save it, or publish what is saved."""
    found = chapter_for(request, review, chapter)
    if language not in found.review.languages:
        raise NotThere()
    saved = easy_text(found, language)
    form = EasyTextForm(
        request.POST if request.method == "POST" else None,
        language=language,
        initial={
            "text": saved.text if saved else "",
            "revision": saved.revision if saved else 0,
        },
    )
    status = 200
    if form.is_valid():
        status = _act(request, form, found, language)
        if status == HTTPStatus.FOUND:
            return redirect("drafts:easy", review, chapter, language)
    return render(
        request,
        "drafts/easy.html",
        {
            "review": found.review,
            "chapter": found,
            "language": language,
            "offered": found.review.languages,
            "published": language in easy_languages(found),
            "saved": saved,
            "form": form,
        },
        status=status,
    )


def _act(request: HttpRequest, form: EasyTextForm, chapter: Chapter, language: str) -> int:
    """Save, and publish where that was asked; return the status of the answer."""
    given = {"actor": request.user, "chapter": chapter, "language": language}
    try:
        saved = actions.write_easy_text(
            **given,
            text=form.cleaned_data["text"],
            seen_revision=form.cleaned_data["revision"],
        )
        # What is saved stays saved where publishing is refused.
        form.data = {**request.POST.dict(), "revision": saved.revision}
        if request.POST.get("act") == "publish":
            actions.publish_easy_text(**given)
            messages.success(request, _("The easy-to-read text is published."))
        else:
            messages.success(request, _("The text is saved. It is not published yet."))
    except DomainError as error:
        form.add_error("text" if error.field else None, translated(error))
        return error.status
    return HTTPStatus.FOUND
