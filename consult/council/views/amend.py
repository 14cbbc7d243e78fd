"""The secretary puts an amendment: chooses the text, then passages, then writes new words."""

from __future__ import annotations

from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from consult.accounts.permissions import require_to_see
from consult.core.errors import DomainError, NotThere
from consult.core.middleware import translated
from consult.council.actions import discard_draft
from consult.council.actions.read_amendment import read_amendment
from consult.council.forms.amendment import AmendmentForm, TextForm
from consult.council.models import Motion
from consult.council.permissions import motion_to_see
from consult.council.rules.motion import Kind, State
from consult.council.selectors.amendments import Passage, passages_to_amend
from consult.council.views.keep_or_put import keep_or_put
from consult.drafts.models import Rendering
from consult.reviews.models import Review


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def amend(request: HttpRequest, review: str) -> HttpResponse:
    """Ask for the text, then for its passages, then for the new words; put or keep what was sent.

    Text and passages stand in the address, so that each step is a page of its own.
    """
    found = get_object_or_404(Review, slug=review)
    require_to_see(request.user, "council.put_motion", found)
    asked = TextForm(request.GET if "text" in request.GET else None, review=found)
    if not asked.is_valid():
        status = 400 if asked.is_bound else 200
        context = {"review": found, "form": asked}
        return render(request, "council/amend_text.html", context, status=status)
    rendering = asked.cleaned_data["text"]
    passages = passages_to_amend(rendering)
    chosen = [each for each in passages if each.key in request.GET.getlist("passage")]
    if not chosen:
        context = {"review": found, "rendering": rendering, "passages": passages}
        context["refused"] = "chosen" in request.GET
        return render(request, "council/amend_passages.html", context)
    with timezone.override(ZoneInfo(found.timezone)):
        if request.method != "POST":
            form = AmendmentForm(review=found, rendering=rendering, passages=chosen)
            return _show(request, found, form, rendering)
        form = AmendmentForm(request.POST, review=found, rendering=rendering, passages=chosen)
        return _take(request, found, form, rendering, None)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def amendment_draft(request: HttpRequest, motion: UUID) -> HttpResponse:
    """Show the draft of an amendment in the form; change it, notice it, or discard it."""
    found = motion_to_see(request.user, motion)
    require_to_see(request.user, "council.put_motion", found.review)
    if found.state != State.DRAFT:
        return redirect("council:motion", motion)
    if found.kind != Kind.AMENDMENT:
        raise NotThere()
    if request.POST.get("then") == "discard":
        discard_draft(actor=request.user, motion_id=found.pk)
        messages.success(request, _("The draft is discarded."))
        return redirect("council:room", found.review.slug)
    rendering, passages = _kept(found)
    given: dict[str, Any] = {
        "review": found.review,
        "rendering": rendering,
        "passages": passages,
        "draft": found,
    }
    with timezone.override(ZoneInfo(found.review.timezone)):
        if request.method != "POST":
            form = AmendmentForm(**given)
            return _show(request, found.review, form, rendering, found)
        form = AmendmentForm(request.POST, **given)
        return _take(request, found.review, form, rendering, found)


def _kept(draft: Motion) -> tuple[Rendering, list[Passage]]:
    """Return the text of a draft and the passages that it asks about."""
    kept = (draft.proposal or {})["amendment"]
    rendering = Rendering.objects.select_related("version__chapter").get(pk=kept["rendering"])
    return rendering, [each for each in passages_to_amend(rendering) if each.key in kept["typed"]]


def _take(
    request: HttpRequest,
    review: Review,
    form: AmendmentForm,
    rendering: Rendering,
    kept: Motion | None,
) -> HttpResponse:
    if not form.is_valid():
        return _show(request, review, form, rendering, kept, status=400)
    try:
        motion = _write(request, review, form, kept)
    except DomainError as error:
        form.add_error(form.field_of(error), translated(error))
        form.renew_key()
        return _show(request, review, form, rendering, kept, status=error.status)
    if motion.state == State.DRAFT:
        messages.success(request, _("The draft is kept. The council knows nothing of it yet."))
        return redirect("council:amendment_draft", motion.pk)
    words = _("Motion %(number)s is put to the council. Everybody on the roll is told by mail.")
    messages.success(request, words % {"number": motion.number})
    return redirect("council:motion", motion.pk)


def _write(
    request: HttpRequest, review: Review, form: AmendmentForm, kept: Motion | None
) -> Motion:
    """Keep the amendment as a draft, or put it."""
    amendment = read_amendment(**form.asked_amendment())
    return keep_or_put(request, review, {**form.arguments(), "amendment": amendment}, kept)


def _show(
    request: HttpRequest,
    review: Review,
    form: AmendmentForm,
    rendering: Rendering,
    kept: Motion | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    context = {"review": review, "form": form, "rendering": rendering, "draft": kept}
    return render(request, "council/amend.html", context, status=status)
