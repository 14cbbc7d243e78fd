"""The desk of comments without an answer, and the form that answers one."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from consult.accounts.permissions import require_to_see
from consult.core.errors import DomainError
from consult.core.middleware import translated
from consult.responses.actions import answer_comment
from consult.responses.forms import AnswerForm
from consult.responses.selectors import answerable, answers_for, unanswered
from consult.reviews.selectors import review_called

PAGE_SIZE = 25


def desk(request: HttpRequest, review: str) -> HttpResponse:
    """List the published comments that nobody has answered, the oldest first."""
    found = review_called(review)
    require_to_see(request.user, "responses.answer", found)
    page = Paginator(unanswered(found), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "responses/desk.html", {"review": found, "page": page})


def answer(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show a comment with the form that answers it, and keep the answer on POST."""
    comment = answerable(public_id)
    chapter = comment.discussion.chapter
    require_to_see(request.user, "responses.answer", chapter.review)
    current = answers_for([public_id]).get(public_id)
    form = AnswerForm(
        request.POST or None,
        chapter=chapter,
        text_language=comment.anchor.language,
        current_number=current.number if current else 0,
        initial={"language": comment.language},
    )
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                answer_comment(
                    actor=request.user,
                    comment=comment,
                    disposition=form.cleaned_data["disposition"],
                    reason=form.cleaned_data["reason"],
                    language=form.cleaned_data["language"],
                    changed_at=form.changed_at(),
                    key=form.cleaned_data["key"],
                    seen_number=form.cleaned_data["seen_number"],
                )
            except DomainError as error:
                form.refuse(error, translated(error))
                status = error.status
            else:
                messages.success(
                    request,
                    _("Your answer to %(number)s is published.") % {"number": comment.number},
                )
                return redirect("responses:desk", chapter.review.slug)
    context = {
        "review": chapter.review,
        "chapter": chapter,
        "comment": comment,
        "current": current,
        "form": form,
    }
    return render(request, "responses/answer.html", context, status=status)
