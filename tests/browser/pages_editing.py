"""The pages of the editors."""

from __future__ import annotations

from tests.browser.reach import (
    send_as_it_is,
    send_nothing,
    split_nowhere,
)
from tests.browser.shown import (
    CHAPTER,
    DRAFTED,
    EDITORS,
    QUIET,
    REVIEW,
    Shown,
)
from tests.browser.world import BARE

EDITING = (
    Shown("editing desk", EDITORS, "drafts:desk", REVIEW),
    Shown("editing desk, empty", EDITORS, "drafts:desk", QUIET),
    Shown("import", EDITORS, "drafts:import", REVIEW),
    Shown("import, refused", EDITORS, "drafts:import", REVIEW, act=send_as_it_is),
    Shown("import, no chapter", EDITORS, "drafts:import", QUIET),
    Shown("add chapter", EDITORS, "drafts:add_chapter", REVIEW),
    Shown("add chapter, refused", EDITORS, "drafts:add_chapter", REVIEW, act=send_nothing),
    Shown("draft", EDITORS, "drafts:draft", {"draft": "draft"}),
    Shown("draft, published", EDITORS, "drafts:draft", {"draft": "published_draft"}),
    Shown("draft, list", EDITORS, "drafts:told", {"draft": "draft"}),
    Shown("draft, changed", EDITORS, "drafts:draft", {"draft": "changed_draft"}),
    Shown("draft, discarded", EDITORS, "drafts:draft", {"draft": "discarded_draft"}),
    Shown("block", EDITORS, "drafts:block", {"draft": "draft", "number": "number"}),
    Shown("block, row", EDITORS, "drafts:block", {"draft": "draft", "number": "row_number"}),
    Shown(
        "block, refused",
        EDITORS,
        "drafts:block",
        {"draft": "draft", "number": "words_number"},
        act=split_nowhere,
    ),
    Shown("discard", EDITORS, "drafts:discard", {"draft": "draft"}),
    Shown("publish", EDITORS, "portal:publish", DRAFTED),
    Shown("publish, nothing", EDITORS, "portal:publish", CHAPTER),
    Shown("no second factor", (BARE,), "drafts:desk", {"review": "strict"}),
)
