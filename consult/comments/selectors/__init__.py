from consult.comments.selectors.margin import (
    MarginNote,
    margin_of,
)
from consult.comments.selectors.one_comment import (
    discussion_of,
    receipt_of,
    shown_comment,
    waiting_text,
)
from consult.comments.selectors.sent_by import (
    comment_numbered,
    submissions_of,
)
from consult.comments.selectors.sent_document import (
    PlacedItem,
    comments_of,
    confirmable,
    placed_items,
    sent_document,
)
from consult.comments.selectors.threads import (
    ShownComment,
    ThreadPage,
    every_comment,
    exemplar_for,
    inline_threads,
    shown_one,
    tallies,
    tallies_of_removed,
    thread_page,
    voice_page,
)
from consult.comments.selectors.typed import (
    own_html,
    own_text,
    typed_text,
    whole_text,
)
from consult.comments.selectors.writing import (
    Quoted,
    commentable,
    quoted,
)

__all__ = [
    "MarginNote",
    "PlacedItem",
    "Quoted",
    "ShownComment",
    "ThreadPage",
    "comment_numbered",
    "commentable",
    "comments_of",
    "confirmable",
    "discussion_of",
    "every_comment",
    "exemplar_for",
    "inline_threads",
    "margin_of",
    "own_html",
    "own_text",
    "placed_items",
    "quoted",
    "receipt_of",
    "sent_document",
    "shown_comment",
    "shown_one",
    "submissions_of",
    "tallies",
    "tallies_of_removed",
    "thread_page",
    "typed_text",
    "voice_page",
    "waiting_text",
    "whole_text",
]
