"""A comment comes into being: row, case, ledger entry and receipt, all or none."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Q
from django.utils.translation import override
from django_comments_xtd.models import XtdComment

from consult.accounts.models import Organisation, User
from consult.comments.actions.accept_submission import Accepted
from consult.comments.actions.follow_placements import count_unsettled_step
from consult.comments.actions.show_wording import suggestion_html
from consult.comments.actions.take_place import Place, take_place_step
from consult.comments.models import Comment, Suggestion
from consult.comments.rules.markup import render_body
from consult.comments.rules.wording import as_typed
from consult.core.journal import record
from consult.core.languages import shown
from consult.core.numbers import next_number
from consult.core.transactions import step
from consult.drafts.models import Anchor, Chapter
from consult.drafts.selectors.passages import Place as Standing
from consult.drafts.selectors.passages import place_in
from consult.notices.actions import tell_step
from moderation.actions import open_case_step
from moderation.rules.signals.finding import Submitted

TOKEN_BYTES = 32
RECENT = timedelta(minutes=10)
UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Author:
    """Who speaks: an account with its organisation, or a guest with an address.

    `name` is what is published. Where somebody sends in what another has said, it names both
    (`sent_in_name`), and the sender's organisation is not shown, since it is not its opinion;
    the case still knows it, so that nobody of it decides. `seconds` is how long the form was open,
    and `is_one_of_many` says that a file brought it with others, which is no haste.
    """

    reference: str
    name: str
    email: str
    page_language: str
    user: User | None = None
    organisation: Organisation | None = None
    on_behalf_of: str = ""
    seconds: int | None = None
    is_one_of_many: bool = False


@step
def store_comment_step(
    *, accepted: Accepted, author: Author, posted_at: datetime, now: datetime
) -> Comment:
    """Store what was accepted as a pending comment with its number, receipt, case and entry.

    `posted_at` is when it was sent, `now` when it counts as received; they differ for guests. The
    entry names no author and holds the text as a commitment until a moderator publishes it. The
    receipt goes out by mail.
    """
    review = accepted.chapter.review
    place = take_place_step(discussion=accepted.discussion, replied_to=accepted.replied_to)
    number = f"{review.number_prefix}-{next_number(review.number_prefix):06d}"
    comment = _comment(accepted, author, place, number, posted_at, now)
    comment.entry_index = _record(accepted, author, comment)
    _insert(comment, place)
    if comment.unsettled_at is not None:
        count_unsettled_step(discussion=accepted.discussion)
    if accepted.wording:
        Suggestion.objects.create(comment=comment, **accepted.wording.as_data())
    admission = open_case_step(
        review=review,
        kind="comment",
        subject_id=comment.public_id,
        number=number,
        language=comment.language,
        author_id=author.user.pk if author.user else None,
        organisation_id=author.organisation.pk if author.organisation else None,
        submitted=_submitted(accepted, author, comment),
        now=now,
    )
    tell_step(
        to=author.email,
        language=author.page_language,
        template="comments/mail/receipt",
        context={
            "comment": comment,
            "wording": accepted.wording,
            "review": review,
            "chapter": accepted.chapter,
            "admission": admission,
        },
        about=comment.reference,
    )
    return comment


def _submitted(accepted: Accepted, author: Author, comment: Comment) -> Submitted:
    """Return what the detectors are given: nobody's address, of guests nothing but the text."""
    text = as_typed(comment.body, accepted.wording)
    if author.user is None:
        return Submitted(text=text, language=comment.language)
    recent = Q(posted_at__gt=comment.posted_at - RECENT)
    same = Q(body=comment.body, language=comment.language)
    others = Comment.objects.filter(author=author.user).exclude(pk=comment.pk)
    counted = others.aggregate(recent=Count("pk", filter=recent), same=Count("pk", filter=same))
    return Submitted(
        text=text,
        language=comment.language,
        same=counted["same"] if comment.body else 0,
        recent=0 if author.is_one_of_many else counted["recent"],
        seconds=author.seconds,
    )


def _comment(
    accepted: Accepted,
    author: Author,
    place: Place,
    number: str,
    posted_at: datetime,
    now: datetime,
) -> Comment:
    place_now = _standing(accepted)
    return Comment(
        **_library_columns(accepted, author, place, posted_at),
        public_id=uuid4(),
        discussion=accepted.discussion,
        anchor=accepted.anchor,
        block_key=place_now.block_key if place_now else accepted.anchor.block_key,
        placement=place_now.outcome if place_now else UNCHANGED,
        unsettled_at=now if place_now and place_now.is_open else None,
        replied_to=accepted.replied_to,
        path=place.path,
        depth=place.depth,
        number=number,
        receipt_token=secrets.token_urlsafe(TOKEN_BYTES),
        author=author.user,
        author_name=author.name,
        organisation=author.organisation,
        organisation_name=""
        if author.on_behalf_of
        else _organisation_name(author, accepted.language),
        guest_email="" if author.user else author.email,
        page_language=author.page_language,
        language=accepted.language,
        body=accepted.body,
        html=_html(accepted, author.page_language),
        code_version=accepted.code_version,
        posted_at=posted_at,
    )


def _html(accepted: Accepted, page_language: str) -> str:
    """Return what is shown wherever the comment is: its text, and the wording it suggests."""
    html = render_body(accepted.body) if accepted.body else ""
    if accepted.wording is None:
        return html
    return html + suggestion_html(
        accepted.wording,
        language=accepted.language,
        words_in=accepted.anchor.language,
        otherwise=page_language,
    )


def _organisation_name(author: Author, language: str) -> str:
    """Return the organisation's name in the comment's language, whatever page it was sent from."""
    if author.organisation is None:
        return ""
    with override(language):
        return shown(author.organisation, "name").text


def _library_columns(
    accepted: Accepted, author: Author, place: Place, posted_at: datetime
) -> dict[str, Any]:
    """Return what the library's two tables hold, so that its own readers find a true comment.

    Nobody's network address and no e-mail address is among it; `is_public` follows our state.
    """
    return {
        "content_type": ContentType.objects.get_for_model(Chapter),
        "object_pk": str(accepted.chapter.pk),
        "site_id": settings.SITE_ID,
        "user": author.user,
        "user_name": author.name[:50],
        "comment": accepted.body,
        "submit_date": posted_at,
        "is_public": False,
        "level": place.depth,
        "thread_id": place.root or 0,
        "parent_id": place.above or 0,
    }


def _standing(accepted: Accepted) -> Standing | None:
    """Return where the comment stands in the current version, if it was anchored in another.

    A guest may confirm after a newer version was published: publishing has then placed the anchor.
    """
    anchor: Anchor = accepted.anchor
    current = accepted.chapter.current
    if current is None or anchor.version_id == current.pk:
        return None
    return place_in(current, anchor)


def _record(accepted: Accepted, author: Author, comment: Comment) -> int:
    anchor = accepted.anchor
    committed = {"suggestion": accepted.wording.as_data()} if accepted.wording else {}
    entry = record(
        accepted.chapter.review.log_id,
        "comment.posted.v1",
        actor=author.reference,
        subject=comment.reference,
        data={
            "number": comment.number,
            "chapter": accepted.chapter.slug,
            "version": anchor.version.number,
            "block": str(anchor.block_key) if anchor.block_key else None,
            "start": anchor.start,
            "end": anchor.end,
            "parent": accepted.replied_to.number if accepted.replied_to else None,
            "language": comment.language,
            "code_version": comment.code_version,
            "guest": author.user is None,
        },
        committed=committed
        | {
            "text": comment.body,
            "author": {"name": comment.author_name, "organisation": comment.organisation_name},
        },
    )
    return entry.index


def _insert(comment: Comment, place: Place) -> None:
    """Insert the three rows of a comment, and let one that begins a thread name itself as such.

    The library's `save()` would shift the order of the whole thread in thirteen queries.
    """
    comment.save_base(force_insert=(Comment,))
    if place.root is None:
        XtdComment.norel_objects.filter(pk=comment.pk).update(
            thread_id=comment.pk, parent_id=comment.pk
        )
