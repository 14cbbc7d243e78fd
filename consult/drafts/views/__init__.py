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
from consult.drafts.views.goals import tag_text
from consult.drafts.views.imports import import_text
from consult.drafts.views.pictures import picture

__all__ = [
    "add_chapter",
    "change_draft",
    "check_draft",
    "compare_pdf",
    "desk",
    "discard_draft",
    "edit_block",
    "import_text",
    "list_told",
    "picture",
    "restore_draft",
    "tag_text",
]
