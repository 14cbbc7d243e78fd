from consult.comments.views.one_comment import confirm, reply, sent, write
from consult.comments.views.word import choose, confirm_word, send_word

__all__ = ["choose", "confirm", "confirm_word", "reply", "send_word", "sent", "write"]
