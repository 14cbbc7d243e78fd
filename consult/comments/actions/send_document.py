"""What somebody has chosen from a Word file is sent in, all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext, override

from consult.comments.actions.accept_submission import (
    Accepted,
    Submission,
    accept_submission_step,
)
from consult.comments.actions.guest_address import checked_email, require_few_waiting
from consult.comments.actions.lock_discussion import lock_discussion_step
from consult.comments.actions.send_as_guest import forget_expired_step
from consult.comments.actions.store_comment import Author, store_comment_step
from consult.comments.models import SentDocument, Unconfirmed
from consult.comments.permissions import document_token
from consult.comments.rules.confirmation import CONFIRM_HOURS, NothingChosen
from consult.comments.rules.submission import NAME_MAX, NameTooLong, checked_name
from consult.comments.rules.wording import checked_wording
from consult.comments.selectors import PlacedItem, placed_items, sent_document
from consult.core.idempotency import once
from consult.core.text import clean_line
from consult.core.transactions import command, step
from consult.notices.actions import tell_step
from moderation.actions import accept_code_step


@dataclass(frozen=True, slots=True)
class Choice:
    """What of a file is sent, under which names, and by whom.

    `items` are indexes. `names` give for each author in the file the name to publish; a name that
    is empty or the sender's own means that the sender speaks. `name` and `email` are a guest's.
    """

    items: Sequence[int]
    names: Mapping[str, str]
    language: str
    accepted_code_version: int | None
    page_language: str
    name: str = ""
    email: str = ""

    def as_data(self) -> dict[str, object]:
        """Return what makes two requests the same."""
        return {
            "items": sorted(set(self.items)),
            "names": {author: clean_line(name) for author, name in self.names.items()},
            "language": self.language,
            "code_version": self.accepted_code_version,
            "name": clean_line(self.name),
            "email": clean_line(self.email),
        }


@step
def send_document_step(
    *, actor: Any, token: str, choice: Choice, now: datetime | None = None
) -> SentDocument:
    """Send the chosen items of a file, each a submission of its own.

    Whoever sent the file in may. From an account each becomes a pending comment with number,
    anchor, receipt, case and ledger entry; a guest's wait, all of them for the one link that is
    mailed. Guarantees all or none, and once for a file: a repeat returns what the first call made,
    and another choice raises `KeyReused`. What has no passage in the version in force is about the
    chapter as a whole.

    Refuses what `accept_submission_step` refuses, an empty choice (`NothingChosen`), a guest's
    missing name or impossible address, and a file that is not there (`NotThere`).
    """
    at = now or timezone.now()
    found = sent_document(token, actor, at)
    # The discussion before the file, as everywhere: confirming locks in the same order.
    lock_discussion_step(chapter_id=found.chapter_id)
    SentDocument.objects.select_for_update().get(pk=found.pk)
    guest = not actor.is_authenticated

    def make() -> str:
        document = sent_document(token, actor, at)
        wanted = set(choice.items)
        items = [placed for placed in placed_items(document) if placed.index in wanted]
        if not items:
            raise NothingChosen()
        # One is stored before the next is accepted, which reads the discussion's counts anew.
        accepted = _accepted(actor, document, items, choice, at)
        if guest:
            _keep_for_confirmation(document, list(accepted), choice, at)
        else:
            document.made = [_store(actor, taken, behalf, choice, at) for taken, behalf in accepted]
        document.sent_at, document.items = at, []
        document.save(update_fields=["sent_at", "items", "made"])
        return str(document.pk)

    once(scope="sent-document", key=found.pk, body=choice.as_data(), make=make)
    return sent_document(token, actor, at)


def _accepted(
    actor: Any,
    document: SentDocument,
    items: Sequence[PlacedItem],
    choice: Choice,
    at: datetime,
) -> Iterator[tuple[Accepted, str]]:
    """Check and anchor each item; with it goes on whose behalf it is sent in."""
    for placed in items:
        item = placed.item
        submission = Submission(
            chapter=document.chapter,
            anchor_at=placed.passage,
            replied_to=None,
            language=choice.language,
            body=item.text,
            accepted_code_version=choice.accepted_code_version,
            wording=checked_wording(item.old, item.new) if item.is_wording else None,
        )
        behalf = clean_line(choice.names.get(item.author, item.author))
        yield accept_submission_step(submission=submission, at=at, actor=actor), behalf


def _store(actor: Any, accepted: Accepted, behalf: str, choice: Choice, at: datetime) -> str:
    own = actor.name or actor.reference
    author = Author(
        reference=actor.reference,
        name=_published_name(behalf, own, choice.page_language),
        email=actor.email,
        page_language=actor.language,
        user=actor,
        organisation=actor.organisation,
        on_behalf_of=behalf if behalf != own else "",
        is_one_of_many=True,
    )
    if accepted.code is not None:
        accept_code_step(person=actor, code=accepted.code, now=at)
    comment = store_comment_step(accepted=accepted, author=author, posted_at=at, now=at)
    return str(comment.public_id)


def _keep_for_confirmation(
    document: SentDocument,
    accepted: Sequence[tuple[Accepted, str]],
    choice: Choice,
    at: datetime,
) -> None:
    own, address = checked_name(choice.name), checked_email(choice.email)
    forget_expired_step(now=at)
    require_few_waiting(address)
    Unconfirmed.objects.bulk_create(
        Unconfirmed(
            chapter=taken.chapter,
            anchor=taken.anchor,
            email=address,
            name=_published_name(behalf, own, choice.page_language),
            on_behalf_of=behalf if behalf != own else "",
            language=taken.language,
            page_language=choice.page_language,
            body=taken.body,
            suggested_old=taken.wording.old if taken.wording else "",
            suggested_new=taken.wording.new if taken.wording else "",
            code_version=taken.code_version,
            sent_at=at,
            document=document,
            place=place,
        )
        for place, (taken, behalf) in enumerate(accepted)
    )
    tell_step(
        to=address,
        language=choice.page_language,
        template="comments/mail/confirm_document",
        context={
            "count": len(accepted),
            "review": document.chapter.review,
            "chapter": document.chapter,
            "token": document_token(document),
            "hours": CONFIRM_HOURS,
        },
    )


def _published_name(behalf: str, own: str, page_language: str) -> str:
    """Return the name to publish: the sender's, or both, so that nobody is spoken for unseen."""
    if not behalf or behalf == own:
        return own
    with override(page_language):
        both = gettext("%(author)s, sent in by %(sender)s") % {"author": behalf, "sender": own}
    if len(both) > NAME_MAX:
        raise NameTooLong(limit=NAME_MAX)
    return both


@command
def send_document(**arguments: Any) -> SentDocument:
    """Send what was chosen from a file: see `send_document_step`."""
    return send_document_step(**arguments)
