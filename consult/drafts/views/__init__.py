from consult.drafts.views.blocks import edit_block
from consult.drafts.views.chapters import add_chapter
from consult.drafts.views.checking import (
    change_draft,
    check_draft,
    discard_draft,
    list_told,
    restore_draft,
)
from consult.drafts.views.desk import desk
from consult.drafts.views.imports import import_text

__all__ = [
    "add_chapter",
    "change_draft",
    "check_draft",
    "desk",
    "discard_draft",
    "edit_block",
    "import_text",
    "list_told",
    "restore_draft",
]
