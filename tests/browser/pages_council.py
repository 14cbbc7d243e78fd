"""The pages of the council."""

from __future__ import annotations

from tests.browser.reach import (
    send_as_it_is,
    send_nothing,
)
from tests.browser.shown import (
    COUNCIL,
    EVERYBODY,
    QUIET,
    REVIEW,
    SECRETARY,
    Shown,
)
from tests.browser.world import VOTER

RESERVED = {"motion": "reserved_motion", "ballot": "reserved_ballot"}

COUNCIL_PAGES = (
    Shown("council", COUNCIL, "council:room", REVIEW),
    Shown("council, empty", COUNCIL, "council:room", QUIET),
    Shown("decisions", EVERYBODY, "council:decisions", REVIEW),
    Shown("decisions, empty", EVERYBODY, "council:decisions", QUIET),
    Shown("decision", EVERYBODY, "council:decision", {**REVIEW, "number": "decided_number"}),
    Shown(
        "decision, reservations",
        EVERYBODY,
        "council:decision",
        {**REVIEW, "number": "reserved_number"},
    ),
    Shown("signed heads", COUNCIL, "council:heads", REVIEW),
    Shown("signed heads, refused", ("observer",), "council:heads", REVIEW, act=send_nothing),
    Shown("put a motion", SECRETARY, "council:put", REVIEW),
    Shown("put a motion, refused", SECRETARY, "council:put", REVIEW, act=send_nothing),
    Shown("seats", SECRETARY, "council:seats", REVIEW),
    Shown("seats, empty", SECRETARY, "council:seats", QUIET),
    Shown("seat, refused", SECRETARY, "council:seats", REVIEW, act=send_nothing),
    Shown("institution, refused", SECRETARY, "council:seats", QUIET, act=send_nothing),
    Shown("import the council", SECRETARY, "council:import", REVIEW),
    Shown("import, refused", SECRETARY, "council:import", REVIEW, act=send_nothing),
    Shown("letters", SECRETARY, "council:letters", REVIEW),
    Shown("letters, empty", SECRETARY, "council:letters", QUIET),
    Shown("letter, refused", SECRETARY, "council:letters", REVIEW, act=send_nothing),
    Shown("proxies", SECRETARY, "council:proxies", REVIEW),
    Shown("proxies, empty", SECRETARY, "council:proxies", QUIET),
    Shown("proxy, refused", SECRETARY, "council:proxies", REVIEW, act=send_nothing),
    Shown("motion", COUNCIL, "council:motion", {"motion": "motion"}),
    Shown(
        "vote, refused",
        COUNCIL[:1],
        "council:motion",
        {"motion": "motion"},
        act=send_as_it_is,
        ends_at="council:vote",
    ),
    Shown("motion, voted", (VOTER,), "council:motion", {"motion": "motion"}),
    Shown("motion, coming", COUNCIL, "council:motion", {"motion": "coming_motion"}),
    Shown("motion, ended", COUNCIL, "council:motion", {"motion": "ended_motion"}),
    Shown("motion, closed", COUNCIL, "council:motion", {"motion": "closed_motion"}),
    Shown("motion, silence", COUNCIL, "council:motion", {"motion": "silent_motion"}),
    Shown("motion, silence broken", COUNCIL, "council:motion", {"motion": "broken_motion"}),
    Shown("motion, void", COUNCIL, "council:motion", {"motion": "void_motion"}),
    Shown("motion, rehearsal", COUNCIL, "council:motion", {"motion": "rehearsed_motion"}),
    Shown("motion, reservations", COUNCIL, "council:motion", {"motion": "reserved_motion"}),
    Shown("reply", SECRETARY, "council:reply", RESERVED),
    Shown("reply, refused", SECRETARY, "council:reply", RESERVED, act=send_nothing),
    Shown("paper ballots", SECRETARY, "council:paper", {"motion": "motion"}),
    Shown(
        "paper ballot, refused", SECRETARY, "council:paper", {"motion": "motion"}, act=send_nothing
    ),
    Shown("draft of a motion", SECRETARY, "council:draft", {"motion": "draft_motion"}),
    Shown("move a deadline", SECRETARY, "council:extend", {"motion": "motion"}),
    Shown(
        "move a deadline, refused",
        SECRETARY,
        "council:extend",
        {"motion": "motion"},
        act=send_as_it_is,
    ),
    Shown("declare void", SECRETARY, "council:void", {"motion": "motion"}),
    Shown(
        "declare void, refused",
        SECRETARY,
        "council:void",
        {"motion": "motion"},
        act=send_as_it_is,
    ),
    Shown("certify", SECRETARY, "council:certify", {"motion": "closed_motion"}),
    Shown(
        "certify, refused",
        SECRETARY,
        "council:certify",
        {"motion": "motion"},
        act=send_as_it_is,
    ),
    Shown("close a motion", SECRETARY, "council:close", {"motion": "ended_motion"}),
    Shown(
        "close a motion, refused",
        SECRETARY,
        "council:close",
        {"motion": "motion"},
        act=send_as_it_is,
    ),
    Shown("announce a live session", SECRETARY, "council:announce", REVIEW),
    Shown(
        "announce a live session, refused",
        SECRETARY,
        "council:announce",
        REVIEW,
        act=send_nothing,
    ),
    Shown("live session", COUNCIL, "council:sitting", {"sitting": "sitting"}),
    Shown("live session, display", COUNCIL, "council:display", {"sitting": "sitting"}),
)
