from consult.drafts.forms.chapter_form import ChapterForm
from consult.drafts.forms.import_form import ImportForm

__all__ = ["ChapterForm", "ImportForm"]
