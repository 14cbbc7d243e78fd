"""Comments: submissions anchored to a chapter's text."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django_comments_xtd.models import XtdComment

from consult.accounts.models import Organisation, User
from consult.comments.models.discussion import Discussion
from consult.comments.rules.paths import MAX_LENGTH
from consult.comments.rules.states import CommentState
from consult.drafts.models import Anchor


class Comment(XtdComment):
    """A comment on a passage, a block or a chapter, or a reply to another.

    The columns that a list needs stand here, since the base classes are two further tables; read
    through `objects` with `.only()` or `.values()` of these columns. `block_key` and `placement`
    say where the comment stands in the chapter's current version; `anchor` says where it was made.
    `body` and `html` are what everybody may read: where words are redacted they have gaps, and the
    whole text stands in `SealedText`.

    The partial indexes ask whether a column is null, since SQLite takes a partial index only where
    the condition needs no parameter.
    """

    xtd = models.OneToOneField(
        XtdComment, parent_link=True, on_delete=models.CASCADE, related_name="+"
    )
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    discussion = models.ForeignKey(Discussion, on_delete=models.PROTECT, related_name="comments")
    anchor = models.ForeignKey(Anchor, on_delete=models.PROTECT, related_name="+")
    block_key = models.UUIDField(null=True)
    placement = models.CharField(max_length=10, default="unchanged")
    unsettled_at = models.DateTimeField(
        null=True,
        help_text="When publishing left it to an editor to say where it stands; null once said.",
    )
    replied_to = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="replies"
    )
    path = models.CharField(max_length=MAX_LENGTH)
    depth = models.PositiveSmallIntegerField(default=0)
    next_reply = models.PositiveIntegerField(default=0, help_text="Replies placed so far.")
    shown_at = models.DateTimeField(
        null=True, help_text="When the public first saw it, as a text or as a note."
    )
    replies_shown = models.PositiveIntegerField(
        default=0, help_text="Of a thread's first comment: replies shown at any depth."
    )
    rank = models.PositiveIntegerField(
        null=True,
        help_text="Place of its thread among the block's, given when it is first shown; null for "
        "replies beyond the first few.",
    )
    state = models.CharField(
        max_length=10,
        choices=[(state.value, state.value) for state in CommentState],
        default=CommentState.PENDING,
    )
    number = models.CharField(max_length=24, unique=True)
    receipt_token = models.CharField(max_length=64, unique=True)
    author = models.ForeignKey(
        User, null=True, on_delete=models.SET_NULL, related_name="comments_written"
    )
    author_name = models.CharField(max_length=120)
    organisation = models.ForeignKey(
        Organisation, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    organisation_name = models.CharField(max_length=200, blank=True)
    guest_email = models.EmailField(blank=True)
    page_language = models.CharField(
        max_length=12, help_text="The interface's language when it was written: for mail to guests."
    )
    language = models.CharField(max_length=12)
    body = models.TextField()
    html = models.TextField()
    code_version = models.PositiveSmallIntegerField(
        help_text="The version of the code of conduct that the author accepted."
    )
    refused_rule = models.CharField(max_length=12, blank=True)
    refused_code_version = models.PositiveSmallIntegerField(null=True)
    times_shown_anew = models.PositiveSmallIntegerField(
        default=0,
        help_text="How often a later decision showed the text or the note in the other's place.",
    )
    erased_at = models.DateTimeField(
        null=True, help_text="When its text and every name on it were erased at somebody's request."
    )
    erased_for = models.CharField(
        max_length=10, blank=True, help_text="On whose word: author, request or court."
    )
    hidden_until = models.DateTimeField(
        null=True, help_text="Until then the public sees a note while a risk is looked at."
    )
    revision = models.PositiveSmallIntegerField(
        default=1, help_text="Number of its wording; rises when the author sends another."
    )
    redacted_rule = models.CharField(max_length=12, blank=True)
    redacted_code_version = models.PositiveSmallIntegerField(null=True)
    stands_for = models.UUIDField(
        null=True, help_text="The campaign that it stands for, whose voices are shown under it."
    )
    counted_in = models.UUIDField(
        null=True, help_text="The campaign in which it is counted as a further voice."
    )
    voices = models.PositiveIntegerField(
        null=True,
        help_text="Of what stands for a campaign: how many say it, itself too.",
    )
    posted_at = models.DateTimeField()
    text_entry_index = models.PositiveBigIntegerField(
        null=True, help_text="The entry that commits to a wording sent later than the first."
    )
    entry_index = models.PositiveBigIntegerField(help_text="Its entry in the review's log.")

    objects: ClassVar[models.Manager[Comment]] = models.Manager()

    class Meta:
        default_permissions = ()
        ordering = ["discussion", "path"]
        base_manager_name = "objects"
        default_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["discussion", "path"], name="comment_has_one_place"),
            models.CheckConstraint(
                condition=Q(state="refused", refused_code_version__isnull=False)
                & ~Q(refused_rule="")
                | ~Q(state="refused") & Q(refused_rule="", refused_code_version__isnull=True),
                name="refused_comment_names_its_rule",
            ),
            models.CheckConstraint(
                condition=Q(
                    state="pending", shown_at__isnull=True, rank__isnull=True, times_shown_anew=0
                )
                | Q(state="erased")
                | ~Q(state="pending") & Q(shown_at__isnull=False),
                name="comment_is_shown_once_decided",
            ),
            models.CheckConstraint(
                condition=~Q(state="erased") & Q(erased_at__isnull=True)
                | Q(
                    state="erased",
                    erased_at__isnull=False,
                    author__isnull=True,
                    author_name="",
                    organisation__isnull=True,
                    organisation_name="",
                    guest_email="",
                    body="",
                    html="",
                ),
                name="erased_comment_holds_nothing",
            ),
            models.CheckConstraint(
                condition=Q(redacted_rule="", redacted_code_version__isnull=True)
                | ~Q(redacted_rule="") & Q(redacted_code_version__isnull=False),
                name="gaps_name_their_rule",
            ),
            models.CheckConstraint(
                condition=Q(revision=1, text_entry_index__isnull=True)
                | Q(revision__gte=2, text_entry_index__isnull=False),
                name="later_wording_has_its_entry",
            ),
            models.CheckConstraint(
                condition=Q(author__isnull=True) | Q(guest_email=""),
                name="comment_is_by_account_or_guest",
            ),
            models.CheckConstraint(
                condition=Q(counted_in__isnull=True)
                | Q(stands_for__isnull=True, rank__isnull=True),
                name="further_voice_has_no_place_of_its_own",
            ),
            models.CheckConstraint(
                condition=Q(stands_for__isnull=True, voices__isnull=True)
                | Q(stands_for__isnull=False, voices__isnull=False),
                name="what_stands_for_a_campaign_counts_it",
            ),
        ]
        indexes = [
            models.Index(
                fields=["discussion", "block_key", "path"],
                name="comment_by_block",
                condition=Q(shown_at__isnull=False, counted_in__isnull=True),
            ),
            models.Index(
                fields=["counted_in", "path"],
                name="comment_by_campaign",
                condition=Q(counted_in__isnull=False),
            ),
            models.Index(
                fields=["stands_for"],
                name="comment_for_campaign",
                condition=Q(stands_for__isnull=False),
            ),
            models.Index(
                fields=["discussion", "rank", "path"],
                name="comment_by_rank",
                condition=Q(rank__isnull=False),
            ),
            models.Index(
                fields=["discussion", "path"],
                name="comment_unsettled",
                condition=Q(unsettled_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def reference(self) -> str:
        """Return the opaque name under which the ledger knows this comment."""
        return f"comment:{self.public_id}"

    @property
    def current_entry_index(self) -> int:
        """Return the entry of the review's log that commits to the text as it is now."""
        return self.entry_index if self.text_entry_index is None else self.text_entry_index

    @property
    def receipt_path(self) -> str:
        """Return the address of its receipt, which is all that its author needs to open it."""
        return reverse("receipts:receipt", args=[self.receipt_token])
