from consult.drafts.models.anchor import Anchor, Placement, PlacementDecision
from consult.drafts.models.block import Block, BlockText
from consult.drafts.models.chapter import Chapter
from consult.drafts.models.draft import Draft, DraftChange
from consult.drafts.models.easy import EasyRendering, EasyText
from consult.drafts.models.machine_run import MachineRun
from consult.drafts.models.picture import ChapterPicture, Picture
from consult.drafts.models.publication import Publication
from consult.drafts.models.tag import Tag
from consult.drafts.models.translation import (
    BlockTranslation,
    ChapterLanguage,
    FormerTranslation,
    TextState,
)
from consult.drafts.models.version import Rendering, Version

__all__ = [
    "Anchor",
    "Block",
    "BlockText",
    "BlockTranslation",
    "Chapter",
    "ChapterLanguage",
    "ChapterPicture",
    "Draft",
    "DraftChange",
    "EasyRendering",
    "EasyText",
    "FormerTranslation",
    "MachineRun",
    "Picture",
    "Placement",
    "PlacementDecision",
    "Publication",
    "Rendering",
    "Tag",
    "TextState",
    "Version",
]
