from consult.drafts.selectors.checking import (
    CheckedBlock,
    Checking,
    checking_of,
    draft_called,
    languages_left_out,
)
from consult.drafts.selectors.desk import DeskRow, desk_of, drafts_in_checking
from consult.drafts.selectors.fitting import carrying_between, fitting_version, placing_in
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
    "VersionRow",
    "blocks_of",
    "carrying_between",
    "checking_of",
    "contents",
    "current_version",
    "desk_of",
    "draft_called",
    "drafts_in_checking",
    "fitting_version",
    "languages_left_out",
    "placing_in",
    "rendering_document",
    "texts_of",
    "version_by_number",
    "versions_of",
]
