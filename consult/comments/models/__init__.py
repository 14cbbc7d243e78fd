from consult.comments.models.comment import Comment
from consult.comments.models.discussion import BlockTally, Discussion
from consult.comments.models.suggestion import Suggestion
from consult.comments.models.unconfirmed import Unconfirmed

__all__ = ["BlockTally", "Comment", "Discussion", "Suggestion", "Unconfirmed"]
