"""The council comes in from a spreadsheet: the file, what it would change, and the import."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from consult.accounts.permissions import require_to_see
from consult.core.errors import DomainError
from consult.core.idempotency import fingerprint
from consult.core.middleware import translated
from consult.council.actions import import_seats
from consult.council.actions.parse_sheet import parse_sheet
from consult.council.exports.council_sheet import council_workbook
from consult.council.forms.languages import languages_asked
from consult.council.forms.sheet import ImportForm, SheetForm
from consult.council.rules.council_sheet import Problem, read_sheet
from consult.council.selectors.import_plan import ImportPlan, import_plan
from consult.reviews.models import Review

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def import_council(request: HttpRequest, review: str) -> HttpResponse:
    """Ask for a file, show what it would change, and import it once that has been seen."""
    found = get_object_or_404(Review, slug=review)
    require_to_see(request.user, "council.import_seats", found)
    if request.method != "POST":
        return _show(request, found, SheetForm())
    if "rows" in request.POST:
        return _import(request, found)
    form = SheetForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, found, form, status=400)
    try:
        rows = parse_sheet(form.cleaned_data["file"].read())
    except DomainError as error:
        form.add_error("file", translated(error))
        return _show(request, found, form, status=error.status)
    return _show(request, found, SheetForm(), rows=rows)


def _import(request: HttpRequest, review: Review) -> HttpResponse:
    form = ImportForm(request.POST)
    if not form.is_valid():
        return _show(request, review, SheetForm(), refusal=_("Choose the file again."), status=400)
    rows = form.cleaned_data["rows"]
    try:
        plan = import_seats(
            actor=request.user,
            review=review,
            rows=rows,
            languages=languages_asked(review),
            seen=form.cleaned_data["seen"],
        )
    except DomainError as error:
        said = translated(error)
        kept = rows if error.status == 409 else None
        return _show(request, review, SheetForm(), rows=kept, refusal=said, status=error.status)
    count = len(plan.written)
    words = ngettext("%(count)s seat is set.", "%(count)s seats are set.", count)
    messages.success(request, words % {"count": count})
    return redirect("council:room", review.slug)


@require_safe
@never_cache
@login_required
def download_council(request: HttpRequest, review: str) -> HttpResponse:
    """Hand out the council as it is now as a spreadsheet, to be changed and imported again."""
    found = get_object_or_404(Review, slug=review)
    require_to_see(request.user, "council.import_seats", found)
    answer = HttpResponse(council_workbook(found, languages_asked(found)), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="council-{found.slug}.xlsx"'
    return answer


def _said(problem: Problem) -> tuple[int, str]:
    sentence = _(problem.message)
    return problem.row, sentence % problem.params if problem.params else sentence


def _show(
    request: HttpRequest,
    review: Review,
    form: SheetForm,
    *,
    rows: list[list[str]] | None = None,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    plan: ImportPlan | None = None
    context: dict[str, Any] = {"review": review, "form": form, "refusal": refusal}
    if rows is not None:
        plan = import_plan(request.user, review, read_sheet(rows, languages_asked(review)))
        context |= {
            "plan": plan,
            "problems": [_said(problem) for problem in plan.problems],
            "import_form": ImportForm(
                initial={"rows": json.dumps(rows), "seen": fingerprint(plan.as_data())}
            ),
        }
    return render(request, "council/import.html", context, status=status)
