from consult.responses.actions.answer_comment import answer_comment, answer_comment_step

__all__ = ["answer_comment", "answer_comment_step"]
