"""The playbook: model answers to read, to change, and to insert into a decision."""

from __future__ import annotations

from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import now
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from consult.accounts.permissions import require_to_see
from consult.core.errors import DomainError, NotThere
from consult.core.languages import NAMES, in_order
from consult.core.middleware import translated
from consult.reviews.models import Review
from consult.reviews.selectors import review_called
from moderation.actions import write_answer
from moderation.forms import FEEDBACK_NAMES, AnswerForm
from moderation.models import Case, Rule
from moderation.registry import Subject
from moderation.rules.playbook import PUBLISHING, REFUSING, Feedback, Wording, fill
from moderation.rules.statement import APPEAL_WITHIN
from moderation.selectors import (
    AnswerPair,
    OfferedAnswer,
    all_answers,
    answers_beside,
    newest_version,
    of_kinds,
    receipt_words,
    texts_by_language,
)

NEW = "new"


def playbook(request: HttpRequest, review: str) -> HttpResponse:
    """Show the model answers in one language, which the address may name."""
    found = review_called(review)
    require_to_see(request.user, "moderation.view_queue", found)
    every = all_answers(found)
    spoken = sorted({one.language for one in every} | set(found.languages))
    asked = request.GET.get("language") or get_language() or settings.LANGUAGE_CODE
    language = asked if asked in NAMES else settings.LANGUAGE_CODE
    context = {
        "review": found,
        "language": language,
        "spoken": in_order({*spoken, language}, found.languages),
        "answers": [
            (FEEDBACK_NAMES[one.feedback], one) for one in every if one.language == language
        ],
        "new": NEW,
    }
    return render(request, "moderation/playbook.html", context)


def answer(request: HttpRequest, review: str, name: str, language: str) -> HttpResponse:
    """Change a model answer in one language, or write a new one; what was typed is kept."""
    found = review_called(review)
    require_to_see(request.user, "moderation.write_playbook", found)
    if language not in NAMES:
        raise NotThere()
    versions = [one for one in all_answers(found) if one.name == name]
    if not versions and name != NEW:
        raise NotThere()
    before = next((one for one in versions if one.language == language), None)
    feedback = versions[0].feedback if versions else None
    form = AnswerForm(
        request.POST or None,
        initial=_initial(before, language),
        fixed=feedback is not None,
    )
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                return _write(request, found, name, language, feedback, form.cleaned_data)
            except DomainError as error:
                form.current_version = newest_version(found, name, language)
                form.refuse(error, translated(error))
                status = error.status
    context = {
        "review": found,
        "form": form,
        "before": before,
        "language": language,
        "beside": next((one for one in versions if one.language == get_language()), None),
        "feedback": FEEDBACK_NAMES[feedback] if feedback else "",
    }
    return render(request, "moderation/answer.html", context, status=status)


def _initial(before: OfferedAnswer | None, language: str) -> dict[str, Any]:
    if before is None:
        return {"seen_version": 0, "key": uuid4(), "language": language}
    words = {name: getattr(before, name) for name in Wording.__dataclass_fields__}
    return {
        **words,
        "withdrawn": before.withdrawn,
        "seen_version": before.version,
        "key": uuid4(),
    }


def _write(
    request: HttpRequest,
    review: Review,
    name: str,
    language: str,
    feedback: Feedback | None,
    said: dict[str, Any],
) -> HttpResponse:
    spoken = said.get("language") or language
    write_answer(
        actor=request.user,
        review=review,
        name="" if name == NEW else name,
        language=spoken,
        wording=Wording(
            feedback=feedback or Feedback(said["feedback"]),
            title=said["title"],
            use_when=said["use_when"],
            not_when=said["not_when"],
            text=said["text"],
        ),
        seen_version=said["seen_version"],
        withdrawn=said["withdrawn"],
        key=said["key"],
    )
    messages.success(request, _("The model answer is saved."))
    address = reverse("moderation:playbook", args=[review.slug])
    return redirect(f"{address}?language={spoken}")


def offered_beside(case: Case) -> dict[str, list[AnswerPair]]:
    """Return the model answers for a form that withholds the text, and for any other."""
    pairs = answers_beside(
        case.review,
        author_language=case.language,
        reader_language=get_language() or settings.LANGUAGE_CODE,
    )
    return {"refusing": of_kinds(pairs, REFUSING), "publishing": of_kinds(pairs, PUBLISHING)}


def filled_in(answer: OfferedAnswer, case: Case, subject: Subject, rule: Rule | None) -> str:
    """Return a model answer with what the case says filled in; the rest stays to be completed.

    The receipt is named and not linked: its address is the author's key to it, and an explanation
    is read by moderators and by whoever reported the text.
    """
    language, review = answer.language, case.review
    at = now().astimezone(ZoneInfo(review.timezone))
    titles = texts_by_language(review, "title")
    with override(language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE):
        values = {
            "number": case.number,
            "review": titles.get(language) or str(review.title),
            "chapter": str(subject.thread_title),
            "date": date_format(at),
            "until": date_format(at + APPEAL_WITHIN),
        }
    receipt = receipt_words().get(language, "")
    values["receipt"] = receipt.replace("{number}", case.number)
    if rule is not None:
        values["rule"] = rule.code
        values["rule_title"] = texts_by_language(rule, "title").get(language) or str(rule.title)
    return fill(answer.text, values)
