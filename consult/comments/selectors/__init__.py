from consult.comments.selectors.one_comment import (
    discussion_of,
    receipt_of,
    shown_comment,
    waiting_text,
)
from consult.comments.selectors.threads import (
    ShownComment,
    ThreadPage,
    every_comment,
    inline_threads,
    tallies,
    thread_page,
)
from consult.comments.selectors.writing import Quoted, commentable, quoted

__all__ = [
    "Quoted",
    "ShownComment",
    "ThreadPage",
    "commentable",
    "discussion_of",
    "every_comment",
    "inline_threads",
    "quoted",
    "receipt_of",
    "shown_comment",
    "tallies",
    "thread_page",
    "waiting_text",
]
