"""The moderators' queue, and the way on from a case to the next one in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _

from consult.accounts.permissions import require_to_see
from consult.accounts.selectors import reads_of
from consult.core.languages import in_order, shown
from consult.reviews.models import Review
from consult.reviews.selectors import review_called
from moderation.forms import QueueForm
from moderation.models import Case
from moderation.registry import Subject, subjects_of
from moderation.rules.queue_filter import QueueFilter, filter_in
from moderation.rules.states import CaseState
from moderation.selectors import (
    COUNTED_TO,
    QueuePage,
    ShownSignal,
    appeals_waiting,
    explained_by_case,
    next_case,
    queue_page,
    rules_in_force,
    signals_of,
    untold_decisions,
    watch,
)
from moderation.selectors.pages import pages_for
from moderation.selectors.queue import PAGE_SIZE


def queue(request: HttpRequest, review: str) -> HttpResponse:
    """List the cases, the most urgent first; the address keeps what narrows them, and the page."""
    found = review_called(review)
    require_to_see(request.user, "moderation.view_queue", found)
    narrowed = narrowing(request.GET).for_reader(reads_of(request.user))
    at = now()
    page = queue_page(
        person=request.user,
        review=found,
        narrowed=narrowed,
        now=at,
        before=_case_in(request.GET.get("before", "")),
        after=_case_in(request.GET.get("after", "")),
    )
    here = QueryDict(mutable=True)
    here.update(QueryDict(narrowed.address))
    for name in ("before", "after"):
        if request.GET.get(name):
            here[name] = request.GET[name]
    untold = untold_decisions(found, request.user, at)
    subjects = subjects_of([row.case for row in page.rows])
    context = {
        "review": found,
        "queue": page,
        "counted_to": COUNTED_TO,
        "subjects": subjects,
        "signals": signals_on(subjects),
        "keys": {one.pk: uuid4() for one in (*(row.case for row in page.rows), *untold)},
        "rules": [(rule.code, shown(rule, "title")) for rule in rules_in_force(found)],
        "untold": untold,
        "undo_seconds": int(settings.UNDO_WITHIN.total_seconds()),
        "narrowed": narrowed,
        "pages": pages_for(request.user, found),
        "filters": QueueForm(narrowed, languages=_languages(found, narrowed, page)),
        "here": here.urlencode(),
        "watch": watch(found, at),
        "reads": reads_of(request.user),
        # The most urgent first, by the date that each appellant was promised.
        "appeals": appeals_waiting(found)[:PAGE_SIZE]
        if narrowed.state is CaseState.APPEALED
        else (),
        "rendered_at": at.isoformat(),
        "rendered_now": at,
        **_neighbours(narrowed, page),
    }
    return render(request, "moderation/queue.html", context)


def signals_on(subjects: Mapping[UUID, Subject]) -> dict[UUID, list[ShownSignal]]:
    """Return what signals say about the texts of a list, by case, in one query."""
    texts = {case: subject.original for case, subject in subjects.items()}
    return explained_by_case(signals_of(subjects), texts)


def narrowing(said: QueryDict) -> QueueFilter:
    """Return what an address narrows the queue to."""
    return filter_in(dict(said.lists()))


def onward(request: HttpRequest, passed: Case, *, stay: bool = False) -> HttpResponseRedirect:
    """Lead on from a case to the next one that the person may decide, as the form asked for.

    `queue` in the form is the query of the list, and `next` is `case` where the next case is
    wanted in full; without either it leads to the list. With `stay` the list shows the case
    itself again.
    """
    address = reverse("moderation:queue", args=[passed.review.slug])
    if "queue" not in request.POST:
        return redirect(address)
    kept = QueryDict(request.POST["queue"], mutable=True)
    narrowed = narrowing(kept)
    following = (
        passed.pk
        if stay
        else next_case(
            person=request.user, review=passed.review, narrowed=narrowed, passed=passed, now=now()
        )
    )
    if following and request.POST.get("next") == "case":
        asked = QueryDict(mutable=True)
        asked["queue"] = narrowed.address
        return redirect(f"{reverse('moderation:case', args=[following])}?{asked.urlencode()}")
    list_query = QueryDict(narrowed.address, mutable=True)
    for name in ("before", "after"):
        if _case_in(kept.get(name, "")):
            list_query[name] = str(kept[name])
    query = f"?{list_query.urlencode()}" if list_query else ""
    return redirect(f"{address}{query}#{f'case-{following}' if following else 'queue-end'}")


def _case_in(said: str) -> UUID | None:
    try:
        return UUID(said)
    except ValueError:
        return None


def _languages(review: Review, narrowed: QueueFilter, page: QueuePage) -> list[str]:
    """Return the review's languages, those asked for, and those on the page."""
    offered = {*review.languages, *narrowed.languages}
    offered |= {row.case.language for row in page.rows}
    return in_order(sorted(offered), review.languages)


def _neighbours(narrowed: QueueFilter, page: QueuePage) -> dict[str, Any]:
    start = f"?{narrowed.address}&" if narrowed.address else "?"
    return {
        "previous": f"{start}before={page.before}" if page.before else "",
        "following": f"{start}after={page.after}" if page.after else "",
        "position": ""
        if page.is_counted
        else _("More than %(count)s cases") % {"count": COUNTED_TO},
    }
