from consult.drafts.actions.add_chapter import add_chapter, add_chapter_step
from consult.drafts.actions.change_draft import change_draft
from consult.drafts.actions.discard_draft import discard_draft, discard_draft_step
from consult.drafts.actions.import_blocks import import_blocks, import_blocks_step
from consult.drafts.actions.import_draft import import_draft
from consult.drafts.actions.import_markdown import import_markdown
from consult.drafts.actions.make_anchor import make_anchor_step
from consult.drafts.actions.publish_first_version import publish_first_version
from consult.drafts.actions.publish_version import publish_version_step
from consult.drafts.actions.restore_block import restore_block
from consult.drafts.actions.restore_draft import restore_draft
from consult.drafts.actions.undo_change import redo_change, undo_change

__all__ = [
    "add_chapter",
    "add_chapter_step",
    "change_draft",
    "discard_draft",
    "discard_draft_step",
    "import_blocks",
    "import_blocks_step",
    "import_draft",
    "import_markdown",
    "make_anchor_step",
    "publish_first_version",
    "publish_version_step",
    "redo_change",
    "restore_block",
    "restore_draft",
    "undo_change",
]
