from consult.comments.models.comment import Comment
from consult.comments.models.discussion import BlockTally, Discussion
from consult.comments.models.revision import CommentRevision
from consult.comments.models.sealed_text import SealedText
from consult.comments.models.sent_document import SentDocument
from consult.comments.models.suggestion import Suggestion
from consult.comments.models.unconfirmed import Unconfirmed

__all__ = [
    "BlockTally",
    "Comment",
    "CommentRevision",
    "Discussion",
    "SealedText",
    "SentDocument",
    "Suggestion",
    "Unconfirmed",
]
