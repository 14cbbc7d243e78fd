"""The secretary types the minutes of a live session along, item by item."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from consult.accounts.permissions import require_to_see
from consult.core.errors import DomainError
from consult.core.middleware import translated
from consult.council.actions import write_minutes
from consult.council.forms.minutes import MinutesForm
from consult.council.models import Sitting
from consult.council.permissions import sitting_to_see
from consult.council.selectors.minutes import Written, fixed_minutes_of, minutes_of


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def minutes(request: HttpRequest, sitting: UUID) -> HttpResponse:
    """Show the minutes of each item, and keep those of the one that was sent.

    A script that saves by itself is answered in JSON; otherwise what was typed is given back with
    whatever refuses it.
    """
    found = sitting_to_see(request.user, sitting)
    require_to_see(request.user, "council.run_session", found.review)
    if request.method != "POST":
        return _show(request, found)
    by_script = request.headers.get("Accept") == "application/json"
    form = MinutesForm(request.POST)
    if not form.is_valid():
        return _refuse(request, found, form, by_script=by_script, status=400)
    data = form.cleaned_data
    try:
        kept = write_minutes(
            actor=request.user,
            sitting_id=sitting,
            item_id=data["item"],
            text=data["text"],
            seen=data["seen"],
        )
    except DomainError as error:
        form.add_error(error.field, translated(error))
        return _refuse(request, found, form, by_script=by_script, status=error.status)
    if by_script:
        return JsonResponse({"revision": kept.revision})
    messages.success(request, _("The minutes are saved."))
    return redirect("council:minutes", sitting)


def _refuse(
    request: HttpRequest, sitting: Sitting, form: MinutesForm, *, by_script: bool, status: int
) -> HttpResponse:
    if by_script:
        said = [str(error) for errors in form.errors.values() for error in errors]
        return JsonResponse({"refusal": " ".join(said)}, status=status)
    return _show(request, sitting, form, status=status)


def _show(
    request: HttpRequest, sitting: Sitting, refused: MinutesForm | None = None, *, status: int = 200
) -> HttpResponse:
    written = minutes_of(sitting)
    context = {
        "review": sitting.review,
        "sitting": sitting,
        "rows": [(each, *_form(each, refused)) for each in written],
        "fixed": fixed_minutes_of(sitting),
        "form": refused,
    }
    return render(request, "council/minutes.html", context, status=status)


def _form(written: Written, refused: MinutesForm | None) -> tuple[MinutesForm, bool]:
    """Return the form of an item, and whether it holds other words than are kept."""
    if refused is None or refused.data.get("item") != str(written.item_id):
        return MinutesForm(written=written), False
    refused.auto_id = f"minutes-{written.item_id}-%s"
    stale = refused.data.get("seen") != str(written.revision)
    refused.has_read(written.revision)
    return refused, stale
