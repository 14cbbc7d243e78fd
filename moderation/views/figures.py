"""The team looks at itself."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from consult.accounts.permissions import require_to_see
from consult.reviews.selectors import review_called
from moderation.rules.backlog import Age
from moderation.selectors import team_page

AGES = {
    Age.FRESH: _("More than a day is left"),
    Age.DUE_SOON: _("Due within a day"),
    Age.LATE: _("Overdue by up to a day"),
    Age.VERY_LATE: _("Overdue by up to five days"),
    Age.FORGOTTEN: _("Overdue by more than five days"),
}


def figures(request: HttpRequest, review: str) -> HttpResponse:
    """Show how long decisions take, what waits, and who did how much: to leads for everybody."""
    found = review_called(review)
    require_to_see(request.user, "moderation.view_queue", found)
    sees_all = request.user.has_perm("moderation.view_load", found)
    page = team_page(found, request.user, now(), sees_all=sees_all)
    context = {
        "review": found,
        "page": page,
        "backlog": [(AGES[age], count) for age, count in page.backlog.items()],
        "sees_all": sees_all,
    }
    return render(request, "moderation/figures.html", context)
