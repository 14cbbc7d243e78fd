from consult.drafts.forms.chapter_form import ChapterForm
from consult.drafts.forms.import_form import ImportForm
from consult.drafts.forms.pdf_form import PdfForm
from consult.drafts.forms.tag_form import TagForm

__all__ = ["ChapterForm", "ImportForm", "PdfForm", "TagForm"]
