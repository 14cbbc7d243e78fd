from consult.drafts.actions.add_chapter import add_chapter, add_chapter_step
from consult.drafts.actions.change_draft import change_draft
from consult.drafts.actions.check_pdf import PdfReport, check_pdf
from consult.drafts.actions.choose_published import choose_published, choose_published_step
from consult.drafts.actions.discard_draft import discard_draft, discard_draft_step
from consult.drafts.actions.import_blocks import import_blocks, import_blocks_step
from consult.drafts.actions.import_draft import import_draft
from consult.drafts.actions.import_markdown import import_markdown
from consult.drafts.actions.import_pasted import import_pasted
from consult.drafts.actions.index_text import index_text_step, index_version_step
from consult.drafts.actions.make_anchor import make_anchor_step
from consult.drafts.actions.note_unsettled import note_unsettled_step
from consult.drafts.actions.parse_annotated import parse_annotated
from consult.drafts.actions.plan_publication import Plan, Tell, plan_publication
from consult.drafts.actions.publish_easy_text import publish_easy_text, publish_easy_text_step
from consult.drafts.actions.publish_first_version import publish_first_version
from consult.drafts.actions.publish_version import publish_version_step
from consult.drafts.actions.restore_block import restore_block
from consult.drafts.actions.restore_draft import restore_draft
from consult.drafts.actions.settle_placement import settle_placement_step
from consult.drafts.actions.suggest_translations import (
    suggest_translations,
    suggest_translations_step,
    take_suggestions,
)
from consult.drafts.actions.tag_text import tag_text, tag_text_step
from consult.drafts.actions.take_pairs import take_pairs, take_pairs_step
from consult.drafts.actions.undo_change import redo_change, undo_change
from consult.drafts.actions.watch_publication import (
    begin_publication_step,
    fail_publication,
    finish_publication_step,
    note_progress,
    take_publication_step,
)
from consult.drafts.actions.write_easy_text import write_easy_text, write_easy_text_step
from consult.drafts.actions.write_translation import write_translation, write_translation_step

__all__ = [
    "PdfReport",
    "Plan",
    "Tell",
    "add_chapter",
    "add_chapter_step",
    "begin_publication_step",
    "change_draft",
    "check_pdf",
    "choose_published",
    "choose_published_step",
    "discard_draft",
    "discard_draft_step",
    "fail_publication",
    "finish_publication_step",
    "import_blocks",
    "import_blocks_step",
    "import_draft",
    "import_markdown",
    "import_pasted",
    "index_text_step",
    "index_version_step",
    "make_anchor_step",
    "note_progress",
    "note_unsettled_step",
    "parse_annotated",
    "plan_publication",
    "publish_easy_text",
    "publish_easy_text_step",
    "publish_first_version",
    "publish_version_step",
    "redo_change",
    "restore_block",
    "restore_draft",
    "settle_placement_step",
    "suggest_translations",
    "suggest_translations_step",
    "tag_text",
    "tag_text_step",
    "take_pairs",
    "take_pairs_step",
    "take_publication_step",
    "take_suggestions",
    "undo_change",
    "write_easy_text",
    "write_easy_text_step",
    "write_translation",
    "write_translation_step",
]
