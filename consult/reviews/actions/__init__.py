from consult.reviews.actions.open_review import open_review, open_review_step
from consult.reviews.actions.set_window import set_window, set_window_step

__all__ = ["open_review", "open_review_step", "set_window", "set_window_step"]
