from consult.drafts.models.anchor import Anchor, Placement, PlacementDecision
from consult.drafts.models.block import Block, BlockText
from consult.drafts.models.chapter import Chapter
from consult.drafts.models.draft import Draft, DraftChange
from consult.drafts.models.picture import ChapterPicture, Picture
from consult.drafts.models.publication import Publication
from consult.drafts.models.tag import Tag
from consult.drafts.models.version import Rendering, Version

__all__ = [
    "Anchor",
    "Block",
    "BlockText",
    "Chapter",
    "ChapterPicture",
    "Draft",
    "DraftChange",
    "Picture",
    "Placement",
    "PlacementDecision",
    "Publication",
    "Rendering",
    "Tag",
    "Version",
]
