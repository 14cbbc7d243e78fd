"""A chapter's translations are listed, written and reviewed here."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from consult.accounts.permissions import require_to_see
from consult.core.errors import DomainError
from consult.core.machine import translation_provider
from consult.core.middleware import translated
from consult.drafts import actions
from consult.drafts.forms import PublishesForm, TranslationForm
from consult.drafts.models import Chapter
from consult.drafts.rules.markup import to_marks
from consult.drafts.rules.translating import Publishes, State
from consult.drafts.rules.typed import shown_typed
from consult.drafts.selectors import (
    Translating,
    TranslationRow,
    chapter_to_translate,
    former_translations,
    target_languages,
    translating,
)
from consult.drafts.views.translation_words import PUBLISHES, STATES
from consult.drafts.views.words import KINDS

PAGE_SIZE = 50


def wanted_state(request: HttpRequest) -> State | None:
    """Return the state that the address filters by, if it names one."""
    asked = request.GET.get("state", "")
    return State(asked) if asked in list(State) else None


def chapter_for(request: HttpRequest, review: str, chapter: str) -> Chapter:
    """Return the chapter for somebody who may translate it; others find nothing."""
    found = chapter_to_translate(review, chapter)
    require_to_see(request.user, "drafts.translate", found.review)
    return found


@require_safe
def translations(request: HttpRequest, review: str, chapter: str, language: str) -> HttpResponse:
    """Show the blocks of a chapter beside their translations, fifty at a time."""
    found = chapter_for(request, review, chapter)
    work = translating(found, language)
    state = wanted_state(request)
    page = Paginator(work.chosen(state), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(
        request,
        "drafts/translations.html",
        {
            "review": found.review,
            "work": work,
            "page": page,
            "state": state,
            "targets": target_languages(found),
            "tally": [(each, STATES[each], work.progress.by_state[each]) for each in State],
            "states": STATES,
            "kinds": KINDS,
            "run": found.machine_runs.filter(language=language).first(),
            "offered": translation_provider().offers(found.source_language, language),
            "form": PublishesForm(words=PUBLISHES, initial={"publishes": work.publishes.value}),
            "filter": _query(state),
            "paged": f"{_query(state)}&" if state else "?",
        },
    )


def translation(
    request: HttpRequest, review: str, chapter: str, language: str, key: UUID
) -> HttpResponse:
    """Show one block beside its translation, and save what is typed on POST."""
    found = chapter_for(request, review, chapter)
    work = translating(found, language)
    row = work.row_of(key)
    state = wanted_state(request)
    posted = request.POST if request.method == "POST" else None
    form = TranslationForm(
        posted,
        shown=shown_typed(row.source, row.html),
        language=language,
        initial={"revision": row.revision},
    )
    status = 200
    if form.is_valid():
        status = _save(request, form, work, row)
        if status == HTTPStatus.FOUND:
            messages.success(request, _("The translation is saved."))
            return redirect(_next_address(work, key, state))
    before, after = work.neighbours(row, state)
    return render(
        request,
        "drafts/translation.html",
        {
            "review": found.review,
            "work": work,
            "row": row,
            "form": form,
            "changed": status == HTTPStatus.CONFLICT,
            "label": STATES[row.state],
            "kind": KINDS[row.source.kind],
            "marks": to_marks(row.source.html) if row.source.kind != "table_row" else "",
            "states": STATES,
            "before": before and _address(work, before.key, state),
            "after": after and _address(work, after.key, state),
            "back": _list_address(work, state),
            "former": former_translations(row.saved),
        },
        status=status,
    )


def _save(
    request: HttpRequest, form: TranslationForm, work: Translating, row: TranslationRow
) -> int:
    """Save what was typed, and return the status of the answer; a refusal stands in the form."""
    try:
        actions.write_translation(
            actor=request.user,
            chapter=work.chapter,
            language=work.language,
            key=row.key,
            typed=form.typed,
            seen_revision=form.cleaned_data["revision"],
            reviewed=request.POST.get("act") == "review",
        )
    except DomainError as error:
        form.add_error(form.field_of(error.field), translated(error))
        # What is typed now was typed beside what the page shows from here on.
        form.data = {**request.POST.dict(), "revision": row.revision}
        return error.status
    return HTTPStatus.FOUND


@require_POST
def choose_published(
    request: HttpRequest, review: str, chapter: str, language: str
) -> HttpResponse:
    """Set what of a language is published."""
    found = chapter_for(request, review, chapter)
    form = PublishesForm(request.POST, words=PUBLISHES)
    if form.is_valid():
        actions.choose_published(
            actor=request.user,
            chapter=found,
            language=language,
            publishes=Publishes(form.cleaned_data["publishes"]),
        )
        messages.success(request, _("Your choice is saved. It holds from the next version on."))
    return redirect("drafts:translations", review, chapter, language)


@require_POST
def suggest(request: HttpRequest, review: str, chapter: str, language: str) -> HttpResponse:
    """Ask the machine for the translations that are missing."""
    found = chapter_for(request, review, chapter)
    actions.suggest_translations(actor=request.user, chapter=found, language=language)
    messages.success(
        request, _("The machine has begun. Load this page again to see how far it is.")
    )
    return redirect("drafts:translations", review, chapter, language)


def _arguments(work: Translating) -> list[Any]:
    return [work.chapter.review.slug, work.chapter.slug, work.language]


def _query(state: State | None) -> str:
    return f"?state={state}" if state else ""


def _address(work: Translating, key: UUID, state: State | None) -> str:
    return reverse("drafts:translation", args=[*_arguments(work), key]) + _query(state)


def _list_address(work: Translating, state: State | None) -> str:
    return reverse("drafts:translations", args=_arguments(work)) + _query(state)


def _next_address(work: Translating, key: UUID, state: State | None) -> str:
    """Return the address of the next block in the same state, or of the list after the last."""
    _before, after = work.neighbours(work.row_of(key), state)
    return _address(work, after.key, state) if after else _list_address(work, state)
