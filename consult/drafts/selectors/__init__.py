from consult.drafts.selectors.changes import (
    changes_of,
    number_now,
    redoable,
    removals,
    text_of,
    undoable,
)
from consult.drafts.selectors.checking import (
    CheckedBlock,
    Checking,
    History,
    checking_of,
    draft_called,
    history_of,
    languages_left_out,
    page_of,
    tally_of,
)
from consult.drafts.selectors.desk import DeskRow, desk_of, drafts_in_checking
from consult.drafts.selectors.text import (
    BlockRow,
    blocks_of,
    contents,
    rendering_document,
    texts_of,
)
from consult.drafts.selectors.versions import (
    VersionRow,
    current_version,
    version_by_number,
    versions_of,
)

__all__ = [
    "BlockRow",
    "CheckedBlock",
    "Checking",
    "DeskRow",
    "History",
    "VersionRow",
    "blocks_of",
    "changes_of",
    "checking_of",
    "contents",
    "current_version",
    "desk_of",
    "draft_called",
    "drafts_in_checking",
    "history_of",
    "languages_left_out",
    "number_now",
    "page_of",
    "redoable",
    "removals",
    "rendering_document",
    "tally_of",
    "text_of",
    "texts_of",
    "undoable",
    "version_by_number",
    "versions_of",
]
