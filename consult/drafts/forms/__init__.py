from consult.drafts.forms.act_form import ActForm
from consult.drafts.forms.block_forms import MoveForm, RetypeForm, SplitForm, WordsForm
from consult.drafts.forms.chapter_form import ChapterForm
from consult.drafts.forms.import_form import ImportForm
from consult.drafts.forms.pdf_form import PdfForm
from consult.drafts.forms.tag_form import TagForm
from consult.drafts.forms.translation_form import EasyTextForm, PublishesForm, TranslationForm

__all__ = [
    "ActForm",
    "ChapterForm",
    "EasyTextForm",
    "ImportForm",
    "MoveForm",
    "PdfForm",
    "PublishesForm",
    "RetypeForm",
    "SplitForm",
    "TagForm",
    "TranslationForm",
    "WordsForm",
]
