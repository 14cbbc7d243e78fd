from consult.comments.models.comment import Comment
from consult.comments.models.discussion import BlockTally, Discussion
from consult.comments.models.sent_document import SentDocument
from consult.comments.models.suggestion import Suggestion
from consult.comments.models.unconfirmed import Unconfirmed

__all__ = ["BlockTally", "Comment", "Discussion", "SentDocument", "Suggestion", "Unconfirmed"]
