"""An imported draft is checked and mended, and discarded where it is not wanted."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from consult.accounts.permissions import require_to_see
from consult.core.errors import DomainError
from consult.core.middleware import translated
from consult.drafts import actions
from consult.drafts.forms import ActForm
from consult.drafts.models import Draft, DraftChange
from consult.drafts.rules.editing.acts import Act, Merge, Move, Remove, What
from consult.drafts.selectors import (
    changes_of,
    checking_of,
    draft_called,
    history_of,
    page_of,
    tally_of,
)
from consult.drafts.selectors.checking import PAGE_SIZE
from consult.drafts.views.words import CHANGES, DONE, DROPPED, FINDINGS, KINDS, MENDS, TOLD

# More is not read on a refusal; the history has them all.
MOST_CHANGES = 20


@require_safe
def check_draft(request: HttpRequest, draft: UUID) -> HttpResponse:
    """Show the blocks that were recognised, a page at a time, and all that is to be known."""
    return _page(request, _found(request, draft))


@require_POST
def change_draft(request: HttpRequest, draft: UUID) -> HttpResponse:
    """Do what one of the buttons of the page says, and return to the block."""
    found = _found(request, draft)
    form = ActForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form=form, status=400)
    try:
        change = _perform(request.user, found, form)
    except DomainError as error:
        form.add_error(None, translated(error))
        since = changes_of(found, after=form.cleaned_data["revision"])[:MOST_CHANGES]
        return _page(
            request, draft_called(draft), form=form, status=error.status, since=list(since)
        )
    return done(request, change)


@require_safe
def list_told(request: HttpRequest, draft: UUID) -> HttpResponse:
    """List what was left out and what bars readers, all or of one kind, with links."""
    found = _found(request, draft)
    checking = checking_of(found)
    kind = request.GET.get("kind", "")
    told = [entry for entry in checking.told if not kind or entry.kind == kind]
    page = Paginator(told, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(
        request,
        "drafts/told.html",
        {
            "review": found.chapter.review,
            "draft": found,
            "kinds": [(one, TOLD[one], count) for one, count in checking.told_kinds.items()],
            "kind": kind,
            "count": len(checking.told),
            "page": page,
            "names": TOLD,
            "sentences": FINDINGS,
        },
    )


def discard_draft(request: HttpRequest, draft: UUID) -> HttpResponse:
    """Ask whether the draft shall be discarded, and discard it on POST."""
    found = _found(request, draft)
    review = found.chapter.review
    form = Form(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            actions.discard_draft(actor=request.user, draft=found)
        except DomainError as error:
            form.add_error(None, translated(error))
            status = error.status
        else:
            messages.success(request, _("The draft is discarded."))
            return redirect("drafts:desk", review.slug)
    return render(
        request,
        "drafts/discard.html",
        {"review": review, "draft": found, "form": form},
        status=status,
    )


@require_POST
def restore_draft(request: HttpRequest, draft: UUID) -> HttpResponse:
    """Bring a discarded draft back, or say why not."""
    found = _found(request, draft)
    form = Form(request.POST)
    try:
        actions.restore_draft(actor=request.user, draft=found)
    except DomainError as error:
        form.add_error(None, translated(error))
        return _page(request, found, form=form, status=error.status)
    messages.success(request, _("The draft waits to be checked again."))
    return redirect("drafts:draft", found.pk)


def done(request: HttpRequest, change: DraftChange) -> HttpResponse:
    """Say what was done, and lead to the block on its page."""
    messages.success(request, DONE[What(change.what)] % {"number": change.number})
    address = reverse("drafts:draft", args=[change.draft_id])
    return redirect(f"{address}?page={page_of(change.number)}#n-{change.number}")


def _found(request: HttpRequest, draft: UUID) -> Draft:
    found = draft_called(draft)
    require_to_see(request.user, "drafts.import_draft", found.chapter.review)
    return found


def _perform(actor: Any, draft: Draft, form: ActForm) -> DraftChange:
    given = {"actor": actor, "draft": draft, "revision": form.cleaned_data["revision"]}
    number = form.number
    match form.verb:
        case "undo":
            return actions.undo_change(**given)
        case "redo":
            return actions.redo_change(**given)
        case "restore":
            return actions.restore_block(**given, removal=number)
    acts: dict[str, Act] = {
        "merge": Merge(number),
        "up": Move(number, number - 1),
        "down": Move(number, number + 1),
        "remove": Remove(number),
    }
    return actions.change_draft(**given, act=acts[form.verb])


def _page(
    request: HttpRequest,
    draft: Draft,
    *,
    form: Form | None = None,
    status: int = 200,
    since: list[DraftChange] | None = None,
) -> HttpResponse:
    checking = checking_of(draft)
    page = Paginator(checking.blocks, PAGE_SIZE).get_page(request.GET.get("page"))
    if isinstance(form, ActForm) and form.is_bound and "act" in form.cleaned_data:
        page = page.paginator.get_page(page_of(max(form.number, 1)))
    is_open = checking.can_be_published
    return render(
        request,
        "drafts/draft.html",
        {
            "review": draft.chapter.review,
            "checking": checking,
            "page": page,
            "is_open": is_open,
            "tally": [(KINDS[kind], count) for kind, count in checking.kinds.items()],
            "told": [(one, TOLD[one], count) for one, count in checking.told_kinds.items()],
            "difference": tally_of(draft) if is_open and page.number == 1 else None,
            "history": history_of(draft),
            "since": since,
            "form": form,
            "kinds": KINDS,
            "reasons": DROPPED,
            "sentences": FINDINGS,
            "mends": MENDS,
            "changes": CHANGES,
        },
        status=status,
    )
