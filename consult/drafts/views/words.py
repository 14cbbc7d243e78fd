"""The words for what an import recognised and dropped."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from consult.drafts.rules.blocks import BlockKind, DroppedKind

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
