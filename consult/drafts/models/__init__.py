from consult.drafts.models.anchor import Anchor, Placement
from consult.drafts.models.block import Block, BlockText
from consult.drafts.models.chapter import Chapter
from consult.drafts.models.draft import Draft, DraftChange
from consult.drafts.models.version import Rendering, Version

__all__ = [
    "Anchor",
    "Block",
    "BlockText",
    "Chapter",
    "Draft",
    "DraftChange",
    "Placement",
    "Rendering",
    "Version",
]
