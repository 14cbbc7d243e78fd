from consult.drafts.forms.chapter_form import ChapterForm
from consult.drafts.forms.import_form import ImportForm
from consult.drafts.forms.translation_form import EasyTextForm, PublishesForm, TranslationForm

__all__ = [
    "ChapterForm",
    "EasyTextForm",
    "ImportForm",
    "PublishesForm",
    "TranslationForm",
]
