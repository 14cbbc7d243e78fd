"""Comments as the public sees them, read from one table by one index."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from uuid import UUID

from django.db.models import Count, QuerySet

from consult.comments.models import BlockTally, Comment, Discussion
from consult.comments.rules.paths import is_key
from consult.comments.rules.states import HIDDEN, CommentState, is_hidden
from consult.core.errors import NotThere

MOST_INLINE = 200

_COLUMNS = (
    "public_id", "number", "state", "path", "depth", "block_key", "placement", "author_name",
    "organisation_name", "language", "html", "posted_at", "refused_rule", "refused_code_version",
    "replies_shown", "replied_to__public_id", "replied_to__number", "anchor__exact",
    "anchor__language", "anchor__version__number", "anchor_id", "times_shown_anew", "erased_at",
    "erased_for", "hidden_until", "redacted_rule", "stands_for", "counted_in", "voices",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ShownComment:
    """A comment before the public. Of a refused one only number, place and rule are filled, and
    of an erased one number, place and date.

    One that is hidden while a question of safety is looked at has the state `HIDDEN` and keeps
    number and place alone, until `hidden_until`, by the clock of whoever reads it.

    `quote` are the words it is about, from version `made_on`; `replies_shown` counts the replies
    below a thread's first comment. `in_reply_to` is filled where the path alone does not say it.
    What `stands_for` a campaign counts its `voices`, itself among them; what is `counted_in` one is
    listed with that campaign.
    """

    public_id: UUID
    number: str
    state: str
    path: str
    depth: int
    block_key: UUID | None
    placement: str
    author_name: str
    organisation_name: str
    language: str
    html: str
    posted_at: datetime
    refused_rule: str
    refused_code_version: int | None
    replies_shown: int
    in_reply_to: UUID | None
    in_reply_to_number: str | None
    quote: str
    quote_language: str
    made_on: int
    anchor_id: UUID
    times_shown_anew: int
    erased_at: datetime | None
    erased_for: str
    hidden_until: datetime | None
    redacted_rule: str
    stands_for: UUID | None
    counted_in: UUID | None
    voices: int | None


@dataclass(frozen=True, slots=True)
class ThreadPage:
    """One page of a block's comments; `next_after` is the key of the next page, if any."""

    comments: list[ShownComment]
    next_after: str | None


def inline_threads(
    discussion: Discussion, limit: int, at_most: int = MOST_INLINE
) -> dict[UUID | None, list[ShownComment]]:
    """Return the first `limit` threads of each block in reading order, in one query.

    Each thread comes with its first few replies, and never a reply without what it replies to.
    Where a chapter has more than `at_most` such comments, each block's first thread comes first.
    """
    rows = _shown(discussion).filter(rank__lte=limit).order_by("rank", "path")[:at_most]
    blocks: dict[UUID | None, list[ShownComment]] = {}
    for comment in sorted(_read(rows), key=lambda comment: comment.path):
        blocks.setdefault(comment.block_key, []).append(comment)
    return blocks


def thread_page(
    discussion: Discussion, block_key: UUID | None, after: str = "", size: int = 25
) -> ThreadPage:
    """Return up to `size` comments of a block, or of the chapter as a whole, beyond a key.

    `after` is the path of the last comment already read (`rules.paths.just_before` begins a page
    at a given comment); a text that is no key counts as none. A page costs one query and the same
    time wherever in the list it stands. The further voices of a campaign are on a page of theirs.
    """
    rows = _shown(discussion).filter(block_key=block_key, counted_in__isnull=True)
    if is_key(after):
        rows = rows.filter(path__gt=after)
    found = _read(rows.order_by("path")[: size + 1])
    return ThreadPage(found[:size], found[size - 1].path if len(found) > size else None)


def voice_page(campaign_id: UUID, after: str = "", size: int = 25) -> ThreadPage:
    """Return up to `size` further voices of a campaign beyond a key, in one query.

    The comment that stands for the campaign is not among them.
    """
    rows = Comment.objects.filter(counted_in=campaign_id, shown_at__isnull=False)
    if is_key(after):
        rows = rows.filter(path__gt=after)
    found = _read(rows.order_by("path")[: size + 1])
    return ThreadPage(found[:size], found[size - 1].path if len(found) > size else None)


def exemplar_for(campaign_id: UUID) -> Comment:
    """Return the comment that stands for a campaign, with chapter and review; one query.

    Raises `NotThere` where the public sees none.
    """
    try:
        return Comment.objects.select_related("discussion__chapter__review").get(
            stands_for=campaign_id, state=CommentState.PUBLISHED
        )
    except Comment.DoesNotExist:
        raise NotThere() from None


def shown_one(comment: Comment) -> ShownComment:
    """Return a comment as the public sees it, in one query."""
    return _read(Comment.objects.filter(pk=comment.pk))[0]


def every_comment(discussion: Discussion) -> list[ShownComment]:
    """Return all comments the public sees on a chapter, in reading order, in one query.

    For files that hold the whole discussion; a page reads a part with `thread_page`.
    """
    return _read(_shown(discussion).order_by("path"))


def tallies(discussion: Discussion) -> dict[UUID | None, int]:
    """Return how many comments the public sees on each block that has any, in one query."""
    return dict(
        BlockTally.objects.filter(discussion=discussion, shown__gt=0).values_list(
            "block_key", "shown"
        )
    )


def tallies_of_removed(discussion: Discussion) -> dict[UUID | None, int]:
    """Return how many comments the public sees on words that are gone, by the block they were in.

    One query. These comments stand with those on the chapter as a whole.
    """
    gone = _shown(discussion).filter(placement="removed").values_list("anchor__block_key")
    return dict(gone.annotate(count=Count("pk")).order_by())


def _shown(discussion: Discussion) -> QuerySet[Comment]:
    return Comment.objects.filter(discussion=discussion, shown_at__isnull=False)


def _read(rows: QuerySet[Comment]) -> list[ShownComment]:
    """Read rows, leaving out what a comment that is not shown says and who said it."""
    now = datetime.now(UTC)
    return [_read_one(ShownComment(*values), now) for values in rows.values_list(*_COLUMNS)]


def _read_one(row: ShownComment, now: datetime) -> ShownComment:
    hidden = row.state == CommentState.PUBLISHED and is_hidden(row.hidden_until, now)
    if row.state == CommentState.PUBLISHED and not hidden:
        return row
    state = HIDDEN if hidden else row.state
    return replace(row, state=state, author_name="", organisation_name="", html="", quote="")
