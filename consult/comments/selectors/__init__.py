from consult.comments.selectors.one_comment import (
    discussion_of,
    receipt_of,
    shown_comment,
    waiting_text,
)
from consult.comments.selectors.threads import (
    ShownComment,
    ThreadPage,
    inline_threads,
    tallies,
    thread_page,
)

__all__ = [
    "ShownComment",
    "ThreadPage",
    "discussion_of",
    "inline_threads",
    "receipt_of",
    "shown_comment",
    "tallies",
    "thread_page",
    "waiting_text",
]
