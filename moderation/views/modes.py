"""Modes, trusted authors and listed words: pages of those who lead the moderators."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _

from consult.accounts.permissions import require_to_see
from consult.core.errors import DomainError
from consult.core.languages import NAMES
from consult.core.middleware import translated
from consult.reviews.selectors import review_called
from moderation.actions import list_words, set_modes, trust_author, withdraw_trust
from moderation.forms import ModesForm, TrustForm, WithdrawForm, WordsForm
from moderation.selectors import modes_in_force, trusted_in, what_would_happen, word_lists


def modes(request: HttpRequest, review: str) -> HttpResponse:
    """Show and set whether texts are read before or after publication, and what that means now."""
    found = review_called(review)
    require_to_see(request.user, "moderation.set_modes", found)
    setting = modes_in_force(found)
    form = ModesForm(request.POST or None, setting=setting)
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                set_modes(actor=request.user, review=found, **form.cleaned_data)
            except DomainError as error:
                form.refuse(error, translated(error))
                status = error.status
            else:
                messages.success(request, _("The modes are set. They hold from now on."))
                return redirect("moderation:modes", found.slug)
    context = {
        "review": found,
        "form": form,
        "setting": setting,
        "happens": what_would_happen(found, now()),
    }
    return render(request, "moderation/modes.html", context, status=status)


def trusted(request: HttpRequest, review: str) -> HttpResponse:
    """Show whom leads trust; on POST trust one more, or one no longer."""
    found = review_called(review)
    require_to_see(request.user, "moderation.trust_author", found)
    form = TrustForm(request.POST if "number" in request.POST else None)
    status = 200
    if request.method == "POST":
        status = 400
        try:
            if "trust" in request.POST:
                ending = WithdrawForm(request.POST)
                if ending.is_valid():
                    said = ending.cleaned_data
                    withdraw_trust(
                        actor=request.user,
                        review=found,
                        trust_id=said["trust"],
                        reason=said["reason"],
                    )
                    messages.success(request, _("The person’s texts are read first again."))
                    return redirect("moderation:trusted", found.slug)
                form = TrustForm({})
                form.add_error(None, _("Say why. The reason is kept with your name."))
            elif form.is_valid():
                trust_author(actor=request.user, review=found, **form.cleaned_data)
                messages.success(request, _("The person is trusted from now on."))
                return redirect("moderation:trusted", found.slug)
        except DomainError as error:
            form.refuse(error, translated(error))
            status = error.status
    context = {"review": found, "form": form, "trusted": trusted_in(found)}
    return render(request, "moderation/trusted.html", context, status=status)


def words(request: HttpRequest, review: str) -> HttpResponse:
    """Show the words of one language, and set them; the address names the language."""
    found = review_called(review)
    require_to_see(request.user, "moderation.list_words", found)
    lists = word_lists(found)
    asked = request.GET.get("language", "")
    language = asked if asked in NAMES else found.languages[0]
    initial = {"language": language, "words": "\n".join(lists.get(language, []))}
    form = WordsForm(request.POST or None, initial=initial)
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                listed = list_words(actor=request.user, review=found, **form.cleaned_data)
            except DomainError as error:
                form.refuse(error, translated(error))
                status = error.status
            else:
                messages.success(request, _("The list is kept. It holds for what comes in now."))
                address = reverse("moderation:words", args=[found.slug])
                return redirect(f"{address}?language={listed.language}")
    context = {
        "review": found,
        "form": form,
        "lists": [(code, NAMES.get(code, code), len(said)) for code, said in sorted(lists.items())],
    }
    return render(request, "moderation/words.html", context, status=status)
