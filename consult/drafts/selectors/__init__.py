from consult.drafts.selectors.checking import (
    CheckedBlock,
    Checking,
    checking_of,
    draft_called,
    languages_left_out,
)
from consult.drafts.selectors.desk import DeskRow, desk_of, drafts_in_checking
from consult.drafts.selectors.fitting import carrying_between, fitting_version, placing_in
from consult.drafts.selectors.goals import (
    TaggedBlock,
    aims,
    chapter_in_force,
    tagged_blocks,
    tags_of,
)
from consult.drafts.selectors.pictures import is_published, picture_called, reviews_with
from consult.drafts.selectors.publishing import (
    drafts_to_publish,
    last_publication,
    publication_called,
    work_ahead,
)
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
    published_chapter,
    version_by_number,
    versions_of,
)

__all__ = [
    "BlockRow",
    "CheckedBlock",
    "Checking",
    "DeskRow",
    "TaggedBlock",
    "VersionRow",
    "aims",
    "blocks_of",
    "carrying_between",
    "chapter_in_force",
    "checking_of",
    "contents",
    "current_version",
    "desk_of",
    "draft_called",
    "drafts_in_checking",
    "drafts_to_publish",
    "fitting_version",
    "is_published",
    "languages_left_out",
    "last_publication",
    "picture_called",
    "placing_in",
    "publication_called",
    "published_chapter",
    "rendering_document",
    "reviews_with",
    "tagged_blocks",
    "tags_of",
    "texts_of",
    "version_by_number",
    "versions_of",
    "work_ahead",
]
