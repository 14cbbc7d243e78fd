from consult.comments.forms.changes import ChangesForm
from consult.comments.forms.one_comment import CommentForm, PassageForm
from consult.comments.forms.word import ChoiceForm, WordForm

__all__ = ["ChangesForm", "ChoiceForm", "CommentForm", "PassageForm", "WordForm"]
