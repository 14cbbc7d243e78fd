from consult.drafts.views.chapters import add_chapter
from consult.drafts.views.checking import check_draft, discard_draft
from consult.drafts.views.desk import desk
from consult.drafts.views.easy import easy
from consult.drafts.views.imports import import_text
from consult.drafts.views.pairing import pair_draft
from consult.drafts.views.translations import choose_published, suggest, translation, translations

__all__ = [
    "add_chapter",
    "check_draft",
    "choose_published",
    "desk",
    "discard_draft",
    "easy",
    "import_text",
    "pair_draft",
    "suggest",
    "translation",
    "translations",
]
