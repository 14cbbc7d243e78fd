"""The pages that everybody may read, and those on which people comment."""

from __future__ import annotations

from tests.browser.copies import copy_being_made, copy_not_made, no_pdf_here
from tests.browser.reach import (
    address_without_page,
    broken_server,
    send_nothing,
    without_cookie,
)
from tests.browser.shown import (
    BLOCK,
    CHAPTER,
    EVERYBODY,
    GUESTS,
    QUIET,
    REVIEW,
    VERSION,
    Shown,
)

EASY = {"review": "review", "chapter": "translated", "language": "translation"}

PUBLIC = (
    Shown("home", EVERYBODY, "portal:home"),
    Shown("review", EVERYBODY, "portal:review", REVIEW),
    Shown("review, empty", EVERYBODY, "portal:review", QUIET),
    Shown("chapter", EVERYBODY, "portal:chapter", CHAPTER),
    Shown("chapter in another language", EVERYBODY, "portal:chapter", CHAPTER, "?lang=ka"),
    Shown("old version", EVERYBODY, "portal:version", VERSION),
    Shown("compare", EVERYBODY, "portal:compare", CHAPTER),
    Shown("compare side by side", EVERYBODY, "portal:compare", CHAPTER, "?view=side&show=all"),
    Shown("easy to read", EVERYBODY, "portal:easy", EASY),
    Shown("comments on a block", EVERYBODY, "portal:block", BLOCK),
    Shown("comments on the whole", EVERYBODY, "portal:whole", CHAPTER),
    Shown("ledger", EVERYBODY, "portal:ledger", REVIEW),
    Shown("check a file", EVERYBODY, "portal:check", REVIEW),
    Shown("search", EVERYBODY, "portal:search", REVIEW),
    Shown("search, found", EVERYBODY, "portal:search", REVIEW, "?q=school"),
    Shown("search, nothing", EVERYBODY, "portal:search", REVIEW, "?q=zzzz"),
    Shown("search, refused", EVERYBODY, "portal:search", REVIEW, "?q="),
    Shown("goals", EVERYBODY, "portal:goals", REVIEW),
    Shown("goal", EVERYBODY, "portal:goal", {**REVIEW, "code": "goal"}),
    Shown("goal, empty", EVERYBODY, "portal:goal", {**QUIET, "code": "goal"}),
    Shown("conduct", EVERYBODY, "moderation:conduct", REVIEW),
    Shown("conduct, old", EVERYBODY, "moderation:conduct", QUIET, "?version=1"),
    Shown(
        "report",
        EVERYBODY,
        "moderation:report",
        {"kind": "comment_kind", "subject_id": "reported_comment"},
    ),
    Shown(
        "report, refused",
        EVERYBODY,
        "moderation:report",
        {"kind": "comment_kind", "subject_id": "reported_comment"},
        act=send_nothing,
    ),
    Shown("report, sent", EVERYBODY, "moderation:report-receipt", {"token": "report_receipt"}),
    Shown(
        "decisions",
        EVERYBODY,
        "moderation:history",
        {"kind": "comment_kind", "subject_id": "refused_comment"},
    ),
    Shown(
        "appeal",
        EVERYBODY,
        "moderation:appeal",
        {"case_id": "case_to_appeal", "token": "receipt_to_appeal"},
    ),
    Shown("receipt, appealed", EVERYBODY, "receipts:receipt", {"token": "receipt_appealed"}),
    Shown(
        "copy to wait for",
        EVERYBODY,
        "portal:review",
        REVIEW,
        act=copy_being_made,
        ends_at="reporting:report-html",
    ),
    Shown(
        "copy not made",
        EVERYBODY,
        "portal:review",
        REVIEW,
        act=copy_not_made,
        ends_at="reporting:report-pdf",
    ),
    Shown(
        "no PDF here",
        EVERYBODY,
        "portal:chapter",
        CHAPTER,
        act=no_pdf_here,
        ends_at="reporting:pdf",
    ),
    Shown("404", EVERYBODY, "portal:home", act=address_without_page, ends_at="404"),
    Shown("500", GUESTS, "portal:home", act=broken_server, ends_at="500"),
    Shown("form without cookie", GUESTS, "comments:write", CHAPTER, act=without_cookie),
)

COMMENTING = (
    Shown("receipt, pending", EVERYBODY, "receipts:receipt", {"token": "receipt_pending"}),
    Shown("receipt, published", EVERYBODY, "receipts:receipt", {"token": "receipt_published"}),
    Shown("receipt, answered", EVERYBODY, "receipts:receipt", {"token": "receipt_answered"}),
    Shown("receipt, refused", EVERYBODY, "receipts:receipt", {"token": "receipt_refused"}),
    Shown("comment form", EVERYBODY, "comments:write", CHAPTER),
    Shown("comment form, refused", EVERYBODY, "comments:write", CHAPTER, act=send_nothing),
    Shown("reply form", EVERYBODY, "comments:reply", {"public_id": "comment"}),
    Shown("sent", GUESTS, "comments:sent"),
    Shown("confirm", GUESTS, "comments:confirm", {"token": "confirmation"}),
    Shown("confirmed already", GUESTS, "comments:confirm", {"token": "confirmed"}),
    Shown("word file form", EVERYBODY, "comments:send-word", CHAPTER),
    Shown("word file form, refused", GUESTS, "comments:send-word", CHAPTER, act=send_nothing),
    Shown("word file, choosing", EVERYBODY, "comments:choose", {"token": "sent_word"}),
    Shown(
        "word file, refused", GUESTS, "comments:choose", {"token": "sent_word"}, act=send_nothing
    ),
    Shown("word file, sent", EVERYBODY, "comments:choose", {"token": "word_became"}),
    Shown("word file, confirm", GUESTS, "comments:confirm-word", {"token": "word_confirmation"}),
    Shown("confirmation expired", GUESTS, "comments:confirm", {"token": "expired"}),
)
