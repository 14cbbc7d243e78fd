from consult.responses.actions.answer_comment import (
    answer_comment,
    answer_comment_step,
    tell_author_step,
    tell_voices,
    tell_voices_step,
)

__all__ = [
    "answer_comment",
    "answer_comment_step",
    "tell_author_step",
    "tell_voices",
    "tell_voices_step",
]
