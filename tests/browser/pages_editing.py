"""The pages of the editors."""

from __future__ import annotations

from tests.browser.reach import (
    send_a_pdf,
    send_as_it_is,
    send_nothing,
    split_nowhere,
    typed,
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

TRANSLATED = {"review": "review", "chapter": "translated", "language": "translation"}
BLOCK_TRANSLATED = {**TRANSLATED, "key": "translated_block"}
BLOCK_STALE = {**TRANSLATED, "key": "stale_block"}

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
    Shown("tag text", EDITORS, "drafts:tag_text", CHAPTER),
    Shown("tag text, refused", EDITORS, "drafts:tag_text", CHAPTER, act=send_nothing),
    Shown("compare a PDF", EDITORS, "drafts:compare_pdf", CHAPTER),
    Shown("compare a PDF, refused", EDITORS, "drafts:compare_pdf", CHAPTER, act=send_as_it_is),
    Shown("compare a PDF, differences", EDITORS, "drafts:compare_pdf", CHAPTER, act=send_a_pdf),
    Shown("publish", EDITORS, "portal:publish", DRAFTED),
    Shown("publish, nothing", EDITORS, "portal:publish", CHAPTER),
    Shown("translations", EDITORS, "drafts:translations", TRANSLATED),
    Shown("translations, one state", EDITORS, "drafts:translations", TRANSLATED, "?state=missing"),
    Shown("translation", EDITORS, "drafts:translation", BLOCK_TRANSLATED),
    Shown(
        "translation, refused",
        EDITORS,
        "drafts:translation",
        BLOCK_TRANSLATED,
        act=typed(text_0="**"),
    ),
    Shown("translation, stale", EDITORS, "drafts:translation", BLOCK_STALE),
    Shown("easy-to-read text", EDITORS, "drafts:easy", TRANSLATED),
    Shown("easy-to-read text, refused", EDITORS, "drafts:easy", TRANSLATED, act=typed(text="")),
    Shown("pairs", EDITORS, "drafts:pairs", {"draft": "translated_draft"}),
    Shown("publication, waiting", EDITORS, "portal:publication", {"publication": "waiting"}),
    Shown("publication, done", EDITORS, "portal:publication", {"publication": "done"}),
    Shown("publication, failed", EDITORS, "portal:publication", {"publication": "failed"}),
    Shown("passages to settle", EDITORS, "portal:placements", CHAPTER),
    Shown("passages to settle, none", EDITORS, "portal:placements", DRAFTED),
    Shown("passages settled", EDITORS, "portal:placements", CHAPTER, query="?settled"),
    Shown("place a passage", EDITORS, "portal:settle", {**CHAPTER, "anchor": "anchor"}),
    Shown(
        "place a passage, refused",
        EDITORS,
        "portal:settle",
        {**CHAPTER, "anchor": "anchor"},
        act=send_as_it_is,
    ),
    Shown("no second factor", (BARE,), "drafts:desk", {"review": "strict"}),
)
