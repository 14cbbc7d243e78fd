from consult.comments.forms.one_comment import CommentForm, PassageForm
from consult.comments.forms.word import ChoiceForm, WordForm

__all__ = ["ChoiceForm", "CommentForm", "PassageForm", "WordForm"]
