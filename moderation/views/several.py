"""Several cases decided alike, each by a decision of its own, after a look at all of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import ngettext

from consult.accounts.permissions import require_to_see
from consult.core.errors import DomainError
from consult.core.middleware import translated
from consult.reviews.models import Review
from consult.reviews.selectors import review_called
from moderation.actions import decide_case
from moderation.forms import SeveralForm
from moderation.registry import subjects_of
from moderation.rules.states import Verdict
from moderation.selectors import QueueRow, code_in_force, ticked_rows
from moderation.views.queue import narrowing, signals_on


@dataclass(frozen=True, slots=True)
class Seen:
    """A case as the moderator saw it."""

    case_id: UUID
    version: int


def several(request: HttpRequest, review: str) -> HttpResponse:
    """Show the ticked cases with their texts, and decide them alike.

    Each is decided by a command of its own. What has changed since it was shown is not decided:
    it stays on the page with the reason, and what was typed is kept.
    """
    found = review_called(review)
    require_to_see(request.user, "moderation.view_queue", found)
    code = code_in_force(found)
    rules = list(code.rules.all()) if code else []
    if request.method != "POST":
        ids = [seen.case_id for seen in _seen(request.GET.getlist("case"))]
        return _preview(request, found, ids, SeveralForm(None, rules=rules))
    form = SeveralForm(request.POST, rules=rules)
    ticked = _seen(request.POST.getlist("case"))
    if not form.is_valid():
        return _preview(request, found, [seen.case_id for seen in ticked], form, status=400)
    decided, refused = _decide_each(request, found, ticked, form.cleaned_data)
    if decided:
        told = ngettext(
            "%(count)s case is decided. Its author is told.",
            "%(count)s cases are decided. Their authors are told.",
            decided,
        )
        messages.success(request, told % {"count": decided})
    if refused:
        return _preview(request, found, list(refused), form, refused, status=409)
    narrowed = narrowing(request.GET).address
    address = reverse("moderation:queue", args=[found.slug])
    return redirect(f"{address}?{narrowed}" if narrowed else address)


def _decide_each(
    request: HttpRequest, review: Review, ticked: list[Seen], said: dict[str, Any]
) -> tuple[int, dict[UUID, str]]:
    """Decide one case after the other; return how many, and why the others were refused."""
    rows = ticked_rows(
        person=request.user, review=review, ids=[seen.case_id for seen in ticked], now=now()
    )
    versions = {seen.case_id: seen.version for seen in ticked}
    refused: dict[UUID, str] = {}
    for row in rows:
        try:
            decide_case(
                actor=request.user,
                case_id=row.case.pk,
                seen_version=versions[row.case.pk],
                verdict=Verdict(said["verdict"]),
                rule_code=said["rule"],
                explanation=said["explanation"],
                key=uuid5(said["key"], str(row.case.pk)),
            )
        except DomainError as error:
            refused[row.case.pk] = translated(error)
    return len(rows) - len(refused), refused


def _seen(said: list[str]) -> list[Seen]:
    """Read `case` as the list and the preview write it: the case, a colon, the version seen."""
    found: dict[UUID, Seen] = {}
    for value in said:
        case_id, _colon, version = value.partition(":")
        try:
            seen = Seen(UUID(case_id), int(version or 0))
        except ValueError:
            continue
        found[seen.case_id] = seen
    return list(found.values())


def _preview(
    request: HttpRequest,
    review: Review,
    ids: list[UUID],
    form: SeveralForm,
    refused: dict[UUID, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    rows: list[QueueRow] = ticked_rows(person=request.user, review=review, ids=ids, now=now())
    subjects = subjects_of([row.case for row in rows])
    context = {
        "review": review,
        "rows": rows,
        "deciding": [row for row in rows if row.can_decide],
        "subjects": subjects,
        "signals": signals_on(subjects),
        "refused": refused or {},
        "form": form,
        "address": narrowing(request.GET).address,
    }
    return render(request, "moderation/several.html", context, status=status)
