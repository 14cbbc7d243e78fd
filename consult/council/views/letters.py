"""Letters of appointment: listed, filed, handed out."""

from __future__ import annotations

from uuid import UUID

from csp.constants import NONE
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from consult.accounts.permissions import require_to_see
from consult.core.errors import DomainError
from consult.core.middleware import translated
from consult.council.actions import file_letter
from consult.council.forms.letter import LetterForm
from consult.council.rules.letter import LARGEST_LETTER, SUFFIXES, LetterTooLarge
from consult.council.selectors.letters import SeatLetters, letter_to_read, letters_of
from consult.reviews.models import Review

POLICY = f"default-src {NONE}; frame-ancestors {NONE}; sandbox"


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def letters(request: HttpRequest, review: str) -> HttpResponse:
    """List the letters for secretary and administrators; file the one that was sent."""
    found = get_object_or_404(Review, slug=review)
    require_to_see(request.user, "council.read_letters", found)
    seats = letters_of(found)
    if request.method != "POST":
        return _show(request, found, seats, LetterForm(seats=seats))
    form = LetterForm(request.POST, request.FILES, seats=seats)
    if not form.is_valid():
        return _show(request, found, seats, form, status=400)
    try:
        if form.cleaned_data["file"].size > LARGEST_LETTER:
            raise LetterTooLarge()
        file_letter(actor=request.user, review=found, **form.arguments())
    except DomainError as error:
        form.add_error(error.field, translated(error))
        return _show(request, found, seats, form, status=error.status)
    messages.success(request, _("The letter is filed, and its SHA-256 is in the ledger."))
    return redirect("council:letters", found.slug)


@require_safe
@never_cache
@login_required
def read_letter(request: HttpRequest, appointment: UUID) -> HttpResponse:
    """Hand out a letter as a file: no browser is asked to show what a stranger made."""
    letter = letter_to_read(request.user, appointment).letter  # type: ignore[arg-type]
    name = f"letter-{letter.sha256[:12]}.{SUFFIXES[letter.media_type]}"
    answer = HttpResponse(bytes(letter.content), content_type=letter.media_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Content-Security-Policy"] = POLICY
    return answer


def _show(
    request: HttpRequest,
    review: Review,
    seats: list[SeatLetters],
    form: LetterForm,
    *,
    status: int = 200,
) -> HttpResponse:
    context = {
        "review": review,
        "seats": seats,
        "form": form,
        "may_file": request.user.has_perm("council.set_seats", review),
    }
    return render(request, "council/letters.html", context, status=status)
