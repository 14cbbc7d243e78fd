"""One block of a draft has a page of its own, where it is edited."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import BadRequest
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from consult.accounts.permissions import require_to_see
from consult.core.errors import DomainError, NotThere
from consult.core.middleware import translated
from consult.drafts import actions
from consult.drafts.forms import MoveForm, RetypeForm, SplitForm, WordsForm
from consult.drafts.models import Draft
from consult.drafts.rules.blocks import ParsedBlock
from consult.drafts.rules.editing.acts import Act, Move, Retype, Reword, Split, can_merge, can_split
from consult.drafts.rules.editing.refusals import DraftStale
from consult.drafts.rules.editing.shapes import shapes_for
from consult.drafts.rules.refusals import DraftNotInChecking
from consult.drafts.selectors import changes_of, draft_called, number_now, page_of, text_of
from consult.drafts.views.checking import MOST_CHANGES, done
from consult.drafts.views.words import CHANGES, KINDS, shape_name

BlockForms = dict[str, WordsForm | RetypeForm | SplitForm | MoveForm]


def edit_block(request: HttpRequest, draft: UUID, number: int) -> HttpResponse:
    """Show what can be done with a block, and do what one of its forms says on POST."""
    found = draft_called(draft)
    require_to_see(request.user, "drafts.import_draft", found.chapter.review)
    if found.state != Draft.State.CHECKING:
        raise DraftNotInChecking()
    blocks = text_of(found).blocks
    if not 1 <= number <= len(blocks):
        raise NotThere()
    if request.method != "POST":
        return _page(request, found, blocks, number, _forms(found, blocks, number))
    act = request.POST.get("act", "")
    forms = _forms(found, blocks, number, {act: request.POST})
    if act not in forms:
        raise BadRequest
    form = forms[act]
    if not form.is_valid():
        return _page(request, found, blocks, number, forms, form=form, status=400)
    try:
        change = actions.change_draft(
            actor=request.user,
            draft=found,
            revision=form.cleaned_data["revision"],
            act=_act(form, number),
        )
    except DraftStale as error:
        return _stale(request, draft, number, act, error)
    except DomainError as error:
        form.add_error(form.field_of(error.field), translated(error))
        return _page(request, found, blocks, number, forms, form=form, status=error.status)
    return done(request, change)


def _act(form: WordsForm | RetypeForm | SplitForm | MoveForm, number: int) -> Act:
    match form:
        case WordsForm():
            return Reword(number, form.words)
        case RetypeForm():
            return Retype(number, form.chosen)
        case SplitForm():
            return Split(number, form.at)
        case MoveForm():
            return Move(number, form.cleaned_data["to"])


def _forms(
    draft: Draft, blocks: tuple[ParsedBlock, ...], number: int, sent: dict[str, Any] | None = None
) -> BlockForms:
    """Return the forms that fit the block; `sent` holds what was typed by the form's name."""
    block = blocks[number - 1]

    def given(name: str) -> dict[str, Any]:
        return {
            "data": (sent or {}).get(name),
            "initial": {"revision": draft.revision, "to": number},
            "auto_id": f"id_{name}_%s",
        }

    forms: BlockForms = {"words": WordsForm(**given("words"), block=block, language=draft.language)}
    if shapes_for(block):
        forms["retype"] = RetypeForm(**given("retype"), block=block, name_of=shape_name)
    if can_split(block):
        forms["split"] = SplitForm(**given("split"), block=block, language=draft.language)
    if len(blocks) > 1:
        forms["move"] = MoveForm(**given("move"), blocks=blocks)
    return forms


def _stale(
    request: HttpRequest, draft_id: UUID, number: int, act: str, error: DraftStale
) -> HttpResponse:
    """Show the block as it stands now, what was changed, and what was typed, to be sent again."""
    draft = draft_called(draft_id)
    seen = int(request.POST["revision"])
    blocks = text_of(draft).blocks
    now = number_now(draft, number, seen)
    data = request.POST.copy()
    data["revision"] = str(draft.revision)
    forms = _forms(draft, blocks, now or min(number, len(blocks)), {act: data})
    form: Form = forms.get(act) or Form(data)
    form.is_valid()
    form.add_error(None, translated(error))
    return _page(
        request,
        draft,
        blocks,
        now or min(number, len(blocks)),
        forms,
        form=form,
        status=error.status,
        since=list(changes_of(draft, after=seen)[:MOST_CHANGES]),
        gone=None if now else "\n".join(request.POST.getlist("words")),
        is_gone=now is None,
    )


def _page(
    request: HttpRequest,
    draft: Draft,
    blocks: tuple[ParsedBlock, ...],
    number: int,
    forms: BlockForms,
    *,
    form: Form | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    return render(
        request,
        "drafts/block.html",
        {
            "review": draft.chapter.review,
            "draft": draft,
            "number": number,
            "count": len(blocks),
            "this": blocks[number - 1],
            "before": blocks[number - 2] if number > 1 else None,
            "after": blocks[number] if number < len(blocks) else None,
            "page_number": page_of(number),
            "can_merge": can_merge(blocks, number - 1),
            "forms": forms,
            "form": form,
            "kinds": KINDS,
            "changes": CHANGES,
            **more,
        },
        status=status,
    )
