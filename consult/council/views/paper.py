"""Paper ballots: entering them, and their scans."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from consult.accounts.permissions import require_to_see
from consult.core.errors import DomainError
from consult.core.middleware import translated
from consult.council.actions import enter_paper
from consult.council.actions.check_scan import check_scan
from consult.council.forms.paper import PaperForm
from consult.council.models import Motion, PaperEntry
from consult.council.permissions import motion_to_see
from consult.council.rules.reader import parse_rules
from consult.council.rules.scan import MAX_SCAN_BYTES
from consult.council.selectors.deadline import stage_now
from consult.council.selectors.paper import (
    holders_of,
    papers_differing,
    papers_waiting,
    scan_to_see,
)
from consult.council.selectors.words import choice_words


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def paper(request: HttpRequest, motion: UUID) -> HttpResponse:
    """Show the papers that wait or differ and the form; enter the paper that was sent."""
    found = motion_to_see(request.user, motion)
    require_to_see(request.user, "council.enter_paper", found.review)
    rules = parse_rules(found.rules)
    given: dict[str, Any] = {
        "rules": rules,
        "stage": stage_now(found),
        "holders": holders_of(found),
    }
    if request.method != "POST":
        return _show(request, found, PaperForm(**given))
    form = PaperForm(request.POST, request.FILES, **given)
    if not form.is_valid():
        return _show(request, found, form, status=400)
    try:
        entry = enter_paper(
            actor=request.user,
            motion_id=motion,
            holder_id=form.cleaned_data["holder"],
            choice=form.cleaned_data["choice"],
            reason=form.cleaned_data["reason"],
            scan=check_scan(form.cleaned_data["scan"].read(MAX_SCAN_BYTES + 1)),
            key=form.cleaned_data["key"],
        )
    except DomainError as error:
        form.add_error(error.field if error.field in form.fields else None, translated(error))
        form.renew_key()
        return _show(request, found, form, status=error.status)
    _say(request, entry)
    return redirect("council:paper", motion)


def _say(request: HttpRequest, entry: PaperEntry) -> None:
    pair = getattr(entry, "following", None)
    if pair is None:
        messages.success(
            request, _("The paper ballot is entered. It counts once a second person enters it.")
        )
    elif pair.ballot is None:
        messages.warning(
            request,
            _("The two entries differ, so neither counts. Look at the paper and enter it anew."),
        )
    else:
        words = _("Both entries agree. The paper is ballot %(number)s of this motion.")
        messages.success(request, words % {"number": pair.ballot.sequence})


def _show(
    request: HttpRequest, motion: Motion, form: PaperForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "review": motion.review,
        "motion": motion,
        "form": form,
        "waiting": papers_waiting(motion, request.user),
        "differing": papers_differing(motion, request.user),
        "choice_words": choice_words(parse_rules(motion.rules)),
    }
    return render(request, "council/paper.html", context, status=status)


@require_safe
@never_cache
@login_required
def scan(request: HttpRequest, motion: UUID, sha256: str) -> HttpResponse:
    """Hand out a scan as a file, never as a page of this site."""
    found = scan_to_see(motion_to_see(request.user, motion), sha256, request.user)
    response = HttpResponse(bytes(found.content), content_type=found.media_type)
    ending = found.media_type.rpartition("/")[2]
    response["Content-Disposition"] = f'attachment; filename="scan-{sha256[:12]}.{ending}"'
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
