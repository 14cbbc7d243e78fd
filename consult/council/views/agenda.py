"""The secretary changes what is still ahead on the agenda of a live session."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from consult.accounts.permissions import require_to_see
from consult.core.errors import DomainError, NotThere
from consult.core.middleware import translated
from consult.council.actions import add_to_agenda, change_item, move_item, remove_item
from consult.council.forms.agenda import ItemForm
from consult.council.models import Sitting
from consult.council.permissions import sitting_to_see
from consult.council.selectors.agenda import AgendaPage, agenda_page


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def agenda(request: HttpRequest, sitting: UUID) -> HttpResponse:
    """Show the agenda with a form for each item ahead; add, change or move what was sent."""
    found = sitting_to_see(request.user, sitting)
    require_to_see(request.user, "council.run_session", found.review)
    if request.method != "POST":
        return _show(request, found)
    then = request.POST.get("then", "")
    item = _number(request, "item")
    try:
        if then in ("up", "down"):
            move_item(
                actor=request.user,
                sitting_id=sitting,
                item_id=item,
                seen=_number(request, "seen"),
                up=then == "up",
            )
        else:
            return _write(request, found, item)
    except DomainError as error:
        return _show(request, found, refusal=translated(error), status=error.status)
    messages.success(request, _("The item is moved."))
    return redirect("council:agenda", sitting)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def remove(request: HttpRequest, sitting: UUID, item: int) -> HttpResponse:
    """Ask whether an item that is still ahead is to be removed, and remove it."""
    found = sitting_to_see(request.user, sitting)
    require_to_see(request.user, "council.run_session", found.review)
    if request.method != "POST":
        return _ask(request, found, item)
    was = request.POST.get("was", "")
    try:
        remove_item(actor=request.user, sitting_id=sitting, item_id=item, was=was)
    except NotThere:
        # Pressed twice, or by two people: the agenda is as was asked.
        messages.info(request, _("The item is not on the agenda any more."))
    except DomainError as error:
        return _ask(request, found, item, refusal=translated(error), status=error.status)
    else:
        messages.success(request, _("The item is removed from the agenda."))
    return redirect("council:agenda", sitting)


def _ask(
    request: HttpRequest, sitting: Sitting, item: int, *, refusal: str = "", status: int = 200
) -> HttpResponse:
    shown = get_object_or_404(sitting.items.select_related("motion"), pk=item)
    context = {"review": sitting.review, "sitting": sitting, "item": shown, "refusal": refusal}
    return render(request, "council/remove_item.html", context, status=status)


def _number(request: HttpRequest, name: str) -> int:
    """Return a number that was sent, or 0, which no item and no place has."""
    sent = request.POST.get(name, "")
    return int(sent) if sent.isdecimal() and len(sent) < 10 else 0


def _write(request: HttpRequest, sitting: Sitting, item: int) -> HttpResponse:
    """Add an item, or change one; show the form that is refused with what was typed."""
    page = agenda_page(sitting)
    changed = next((each for each in page.ahead if each.pk == item), None)
    form = ItemForm(request.POST, motions=page.motions, item=changed)
    if not form.is_valid():
        return _show(request, sitting, page, refused=form, item=item, status=400)
    named = {"actor": request.user, "sitting_id": sitting.pk, **form.arguments()}
    try:
        if item:
            change_item(**named, item_id=item, was=request.POST.get("was", ""))
        else:
            add_to_agenda(**named, key=form.cleaned_data["key"] or uuid4())
    except DomainError as error:
        form.add_error(error.field, translated(error))
        form.renew_key()
        return _show(request, sitting, refused=form, item=item, status=error.status)
    messages.success(request, _("The agenda is changed."))
    return redirect("council:agenda", sitting.pk)


def _show(
    request: HttpRequest,
    sitting: Sitting,
    page: AgendaPage | None = None,
    *,
    refused: ItemForm | None = None,
    item: int = 0,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    page = page or agenda_page(sitting)
    context = {
        "review": sitting.review,
        "sitting": sitting,
        "page": page,
        "rows": [
            (
                each,
                refused
                if refused and each.pk == item
                else ItemForm(motions=page.motions, item=each),
            )
            for each in page.ahead
        ],
        "adding": refused if refused and not item else ItemForm(motions=page.motions),
        "form": refused,
        "refusal": refusal,
    }
    return render(request, "council/agenda.html", context, status=status)
