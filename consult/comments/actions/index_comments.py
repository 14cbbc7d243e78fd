"""Published comments can be searched."""

from __future__ import annotations

from consult.comments.models import Comment
from consult.comments.rules.searchable import COMMENT
from consult.comments.rules.states import CommentState
from consult.core.search import Searchable, forget_step, index_step, prepared
from consult.core.transactions import step
from consult.drafts.models import Chapter


@step
def index_comment_step(*, comment: Comment, chapter: Chapter) -> int:
    """Put one comment into the index, when it comes before the public."""
    return index_step(prepared([_searchable(comment, chapter)]))


@step
def index_comments_step(*, chapter: Chapter) -> int:
    """Put all published comments of a chapter into the index in the place of what was there."""
    forget_step(kind=COMMENT, within=str(chapter.pk))
    published = Comment.objects.filter(
        discussion__chapter=chapter, state=CommentState.PUBLISHED, hidden_until__isnull=True
    ).only("public_id", "language", "body")
    return index_step(prepared(_searchable(comment, chapter) for comment in published))


def _searchable(comment: Comment, chapter: Chapter) -> Searchable:
    return Searchable(
        kind=COMMENT,
        scope=str(chapter.review_id),
        within=str(chapter.pk),
        subject=str(comment.public_id),
        language=comment.language,
        text=comment.body,
    )
