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
    "DeskRow",
    "VersionRow",
    "blocks_of",
    "contents",
    "current_version",
    "desk_of",
    "drafts_in_checking",
    "rendering_document",
    "texts_of",
    "version_by_number",
    "versions_of",
]
