"""A translation beside a text: typed by a colleague, or asked of the operator's own machine."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from consult.accounts.permissions import require_to_see
from consult.accounts.selectors import reads_of
from consult.core.errors import DomainError
from consult.core.languages import NAMES, in_order
from consult.core.middleware import translated
from moderation.actions import take_translation, translate_case
from moderation.forms import TranslationForm
from moderation.models import Case
from moderation.registry import Subject, subjects_of
from moderation.selectors import case_called, machine_languages, translations_of


def translate(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Show a text with its translations, and take another one; what was typed is kept."""
    found = case_called(case_id)
    require_to_see(request.user, "moderation.decide", found.review)
    subject = subjects_of([found])[found.pk]
    targets = [code for code in _languages(request, found) if code != found.language]
    form = TranslationForm(request.POST or None, languages=targets, language=targets[0])
    status = 200
    if request.method == "POST":
        status = 400
        by_machine = "machine" in request.POST
        if by_machine or form.is_valid():
            try:
                _take(request, found, form, by_machine=by_machine)
            except DomainError as error:
                form.full_clean()
                form.errors.clear()
                form.refuse(error, translated(error))
                status = error.status
            else:
                messages.success(request, _("The translation stands beside the text."))
                return redirect("moderation:case", case_id)
    return _page(request, found, subject, form, targets, status)


def _take(request: HttpRequest, found: Case, form: TranslationForm, *, by_machine: bool) -> None:
    if by_machine:
        take_translation(
            actor=request.user, case_id=found.pk, language=request.POST.get("machine", "")
        )
        return
    said = form.cleaned_data
    translate_case(
        actor=request.user,
        case_id=found.pk,
        language=said["language"],
        text=said["text"],
        key=said["key"],
    )


def _languages(request: HttpRequest, found: Case) -> list[str]:
    """Return every language, the reader's first and the review's next."""
    first = [get_language() or "", *reads_of(request.user), *found.review.languages]
    return in_order(NAMES, list(dict.fromkeys(code for code in first if code in NAMES)))


def _page(
    request: HttpRequest,
    found: Case,
    subject: Subject,
    form: TranslationForm,
    targets: list[str],
    status: int,
) -> HttpResponse:
    context = {
        "review": found.review,
        "case": found,
        "subject": subject,
        "translations": translations_of(found, subject.original),
        "machines": machine_languages(found.language, targets),
        "form": form,
    }
    return render(request, "moderation/translate.html", context, status=status)
