"""The pages of moderators and of those who answer."""

from __future__ import annotations

from tests.browser.reach import (
    send_as_it_is,
    send_nothing,
)
from tests.browser.shown import (
    MODERATORS,
    QUIET,
    RESPONDENTS,
    REVIEW,
    Shown,
)
from tests.browser.world import CLAIMANT

PROPOSED = {"campaign_id": "proposed_campaign"}

MODERATION = (
    Shown("queue", MODERATORS, "moderation:queue", REVIEW),
    Shown("queue, decided", MODERATORS, "moderation:queue", REVIEW, "?state=approved"),
    Shown("queue, empty", MODERATORS, "moderation:queue", QUIET),
    Shown("queue, narrowed", MODERATORS, "moderation:queue", REVIEW, "?language=fr&overdue=on"),
    Shown("several", MODERATORS, "moderation:several", REVIEW),
    Shown("campaign, proposed", MODERATORS, "moderation:campaign", PROPOSED),
    Shown("campaign, refused", MODERATORS, "moderation:campaign", PROPOSED, act=send_nothing),
    Shown("campaign, confirmed", MODERATORS, "moderation:campaign", {"campaign_id": "campaign"}),
    Shown("campaign run", MODERATORS, "moderation:campaign-run", {"run_id": "campaign_run"}),
    Shown("case", MODERATORS, "moderation:case", {"case_id": "case"}),
    Shown(
        "case, refused",
        MODERATORS,
        "moderation:case",
        {"case_id": "case"},
        act=send_nothing,
        ends_at="moderation:decide",
    ),
    Shown("case, somebody else's", MODERATORS[:1], "moderation:case", {"case_id": "claimed_case"}),
    Shown("case, held", (CLAIMANT,), "moderation:case", {"case_id": "claimed_case"}),
    Shown("case, approved", MODERATORS, "moderation:case", {"case_id": "approved_case"}),
    Shown("case, rejected", MODERATORS, "moderation:case", {"case_id": "rejected_case"}),
    Shown("case, reported", MODERATORS, "moderation:case", {"case_id": "reported_case"}),
    Shown("case, appealed", MODERATORS, "moderation:case", {"case_id": "appealed_case"}),
)

ANSWERING = (
    Shown("answers desk", RESPONDENTS, "responses:desk", REVIEW),
    Shown("answers desk, empty", RESPONDENTS, "responses:desk", QUIET),
    Shown("answer form", RESPONDENTS, "responses:answer", {"public_id": "comment"}),
    Shown(
        "answer form, refused",
        RESPONDENTS,
        "responses:answer",
        {"public_id": "comment"},
        act=send_as_it_is,
    ),
    Shown("answer, again", RESPONDENTS, "responses:answer", {"public_id": "answered_comment"}),
)
