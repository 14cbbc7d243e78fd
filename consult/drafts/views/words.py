"""The words for what an import recognised and dropped, and for what editors do with it."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from consult.drafts.rules.accessibility import FindingKind, Mend
from consult.drafts.rules.blocks import BlockKind, DroppedKind
from consult.drafts.rules.editing.acts import What
from consult.drafts.rules.editing.shapes import Shape

KINDS = {
    BlockKind.HEADING: _("Heading"),
    BlockKind.PARAGRAPH: _("Paragraph"),
    BlockKind.LIST_ITEM: _("List item"),
    BlockKind.TABLE_ROW: _("Table row"),
    BlockKind.CAPTION: _("Caption"),
    BlockKind.FOOTNOTE: _("Footnote"),
    BlockKind.FIGURE: _("Figure"),
}

DROPPED = {
    DroppedKind.TRACKED_DELETION: _("Deleted in a tracked change, so left out"),
    DroppedKind.TRACKED_INSERTION: _("Inserted in a tracked change, and kept"),
    DroppedKind.REJECTED_INSERTION: _("Inserted in a tracked change, which was rejected: left out"),
    DroppedKind.REJECTED_DELETION: _("Deleted in a tracked change, which was rejected: kept"),
    DroppedKind.COMMENT: _("A margin comment was left out"),
    DroppedKind.IMAGE: _("A picture was left out"),
    DroppedKind.CHART: _("A chart was left out"),
    DroppedKind.DRAWING: _("A drawing was left out"),
    DroppedKind.EMBEDDED_OBJECT: _("An embedded object was left out"),
    DroppedKind.EMBEDDED_DOCUMENT: _("An embedded document was left out"),
    DroppedKind.FORMULA: _("A formula was kept as plain characters"),
    DroppedKind.HIDDEN_TEXT: _("Hidden text was left out"),
    DroppedKind.PLACEHOLDER: _("An empty placeholder was left out"),
    DroppedKind.STRIKETHROUGH: _("Struck-through text was kept, without the stroke"),
    DroppedKind.LINK: _("A link was left out and its text kept"),
    DroppedKind.SYMBOL: _("A symbol was left out"),
    DroppedKind.FIELD: _("A field was left out"),
    DroppedKind.CONTENTS: _("A table of contents was left out, since the page makes its own"),
    DroppedKind.TEMPLATE: _("A template elsewhere is named in the file; it was not fetched"),
    DroppedKind.MARKUP: _("Something that is no text was left out"),
}

FINDINGS = {
    FindingKind.NO_HEADING: _(
        "The text has no heading, so nobody can jump to a part of it. Make the lines that name "
        "its parts headings."
    ),
    FindingKind.SEVERAL_TITLES: _(
        "The text has more than one title. Make this one a heading of level 1 or 2."
    ),
    FindingKind.LEVEL_SKIPPED: _(
        "This heading skips a level, so that a part seems to be missing. Give it the level below "
        "the heading that it belongs to."
    ),
    FindingKind.EMPTY_HEADING: _("This heading has no words. Write them, or remove it."),
    FindingKind.BOLD_HEADING: _(
        "This bold paragraph looks like a heading, but a screen reader does not know. If it is "
        "one, make it a heading."
    ),
    FindingKind.TABLE_WITHOUT_HEADER: _(
        "This table has no header row, so a listener does not hear what the columns are. Make its "
        "first row a header row, if it names the columns."
    ),
    FindingKind.FIGURE_WITHOUT_TEXT: _(
        "This picture has no alternative text. Write what it says to those who do not see it."
    ),
    FindingKind.LINK_SAYS_NOTHING: _(
        "The words of a link do not say where it leads. Write the name of the page or document."
    ),
}

FINDING_NAMES = {
    FindingKind.NO_HEADING: _("No heading"),
    FindingKind.SEVERAL_TITLES: _("Several titles"),
    FindingKind.LEVEL_SKIPPED: _("Skipped heading level"),
    FindingKind.EMPTY_HEADING: _("Empty heading"),
    FindingKind.BOLD_HEADING: _("Bold paragraph like a heading"),
    FindingKind.TABLE_WITHOUT_HEADER: _("Table without a header row"),
    FindingKind.FIGURE_WITHOUT_TEXT: _("Picture without alternative text"),
    FindingKind.LINK_SAYS_NOTHING: _("Link that does not say where it leads"),
}

TOLD = {str(kind): name for kind, name in (*FINDING_NAMES.items(), *DROPPED.items())}

MENDS = {
    Mend.RETYPE: _("Change its kind"),
    Mend.REWORD: _("Edit its words"),
    Mend.REMOVE: _("Open the block"),
}

DONE = {
    What.MERGE: _("Block %(number)s is merged with the next one."),
    What.SPLIT: _("Block %(number)s is split."),
    What.RETYPE: _("The kind of block %(number)s is changed."),
    What.MOVE: _("The block now stands at number %(number)s."),
    What.REWORD: _("The words of block %(number)s are changed."),
    What.REMOVE: _("The block is removed. “Undo” brings it back."),
    What.RESTORE: _("The block is back at number %(number)s."),
    What.UNDO: _("The last change is undone, at block %(number)s."),
    What.REDO: _("The change is made again, at block %(number)s."),
}

CHANGES = {
    What.MERGE: _("merged with the next"),
    What.SPLIT: _("split"),
    What.RETYPE: _("made another kind"),
    What.MOVE: _("moved"),
    What.REWORD: _("words edited"),
    What.REMOVE: _("removed"),
    What.RESTORE: _("brought back"),
    What.UNDO: _("undone"),
    What.REDO: _("redone"),
}


def shape_name(shape: Shape) -> str | Promise:
    """Return what a shape is called, its level with it."""
    if shape.kind is BlockKind.LIST_ITEM:
        name = _("Numbered list item") if shape.ordered else _("Bulleted list item")
    elif shape.header:
        name = _("Header row of a table")
    else:
        name = KINDS[shape.kind]
    return (
        format_lazy(_("{name}, level {level}"), name=name, level=shape.level)
        if shape.level
        else name
    )
