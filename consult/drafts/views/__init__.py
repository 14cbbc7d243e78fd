from consult.drafts.views.blocks import edit_block
from consult.drafts.views.chapters import add_chapter
from consult.drafts.views.checking import (
    change_draft,
    check_draft,
    discard_draft,
    list_told,
    restore_draft,
)
from consult.drafts.views.compare_pdf import compare_pdf
from consult.drafts.views.desk import desk
from consult.drafts.views.easy import easy
from consult.drafts.views.goals import tag_text
from consult.drafts.views.imports import import_text
from consult.drafts.views.pairing import pair_draft
from consult.drafts.views.pictures import picture
from consult.drafts.views.translations import choose_published, suggest, translation, translations

__all__ = [
    "add_chapter",
    "change_draft",
    "check_draft",
    "choose_published",
    "compare_pdf",
    "desk",
    "discard_draft",
    "easy",
    "edit_block",
    "import_text",
    "list_told",
    "pair_draft",
    "picture",
    "restore_draft",
    "suggest",
    "tag_text",
    "translation",
    "translations",
]
