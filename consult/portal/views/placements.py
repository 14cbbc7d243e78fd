"""Editors say where passages stand that a new version left in doubt."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from consult.accounts.permissions import require_to_see
from consult.core.errors import DomainError
from consult.core.middleware import translated
from consult.drafts.models import Chapter
from consult.drafts.rules.settling import Verdict
from consult.portal.actions import settle_passage
from consult.portal.forms import PlaceForm, SettleForm
from consult.portal.selectors.chapter import chapter_called
from consult.portal.selectors.placements import choosing, doubts_of

PERMISSION = "drafts.settle_placement"


@require_safe
def placements(request: HttpRequest, review: str, chapter: str) -> HttpResponse:
    """List the passages that wait, or with `?settled` those that are settled."""
    found = chapter_called(review, chapter)
    require_to_see(request.user, PERMISSION, found.review)
    settled = "settled" in request.GET
    page = doubts_of(found, settled=settled, after=request.GET.get("after", ""))
    return render(
        request,
        "portal/placements.html",
        {"review": found.review, "chapter": found, "page": page, "settled": settled},
    )


def settle(request: HttpRequest, review: str, chapter: str, anchor: UUID) -> HttpResponse:
    """Show one passage with paragraphs to choose from; on POST decide about it."""
    found = chapter_called(review, chapter)
    require_to_see(request.user, PERMISSION, found.review)
    if request.method == "POST" and request.POST.get("verdict") != Verdict.PLACED:
        return _decide(request, found, anchor)
    sought = request.GET.get("q", "").strip()
    page = choosing(found, anchor, sought)
    typed = request.POST if request.method == "POST" else None
    wording = page.doubt.wording
    form = PlaceForm(
        typed,
        blocks=page.blocks,
        initial={
            "verdict": Verdict.PLACED,
            "version": page.version.number,
            "seen": wording.seen,
            "block": str(wording.block_key or ""),
        },
    )
    status = 200
    if form.is_valid():
        try:
            _settle(request, found, anchor, form, block_key=form.chosen)
        except DomainError as error:
            form.add_error(form.field_of(error.field), translated(error))
            status = error.status
        else:
            return _back(found)
    return render(
        request,
        "portal/settle.html",
        {
            "review": found.review,
            "chapter": found,
            "page": page,
            "form": form,
            "sought": sought,
        },
        status=status,
    )


def _decide(request: HttpRequest, chapter: Chapter, anchor: UUID) -> HttpResponse:
    """Take one of the decisions that a single button makes."""
    form = SettleForm(request.POST)
    if not form.is_valid():
        return redirect("portal:settle", chapter.review.slug, chapter.slug, anchor)
    _settle(request, chapter, anchor, form)
    return _back(chapter)


def _settle(
    request: HttpRequest, chapter: Chapter, anchor: UUID, form: SettleForm, **place: Any
) -> None:
    given = form.cleaned_data
    settle_passage(
        actor=request.user,
        chapter=chapter,
        anchor_id=anchor,
        verdict=Verdict(given["verdict"]),
        version_number=given["version"],
        seen=given["seen"],
        words=given.get("words", ""),
        **place,
    )
    said = {
        Verdict.ACCEPTED: _("The proposed place is accepted."),
        Verdict.PLACED: _("The comment has its new place."),
        Verdict.REMOVED: _("It is confirmed that the passage is gone."),
        Verdict.UNDONE: _("The decision is taken back."),
    }
    messages.success(request, said[Verdict(given["verdict"])])


def _back(chapter: Chapter) -> HttpResponse:
    """Lead back to the list, of which the passage that came next is now the first."""
    return redirect("portal:placements", chapter.review.slug, chapter.slug)
