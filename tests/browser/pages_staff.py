"""The pages of moderators and of those who answer."""

from __future__ import annotations

from consult.accounts.rules.roles import Role
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
    Shown("figures", MODERATORS, "moderation:figures", REVIEW),
    Shown("figures, empty", MODERATORS, "moderation:figures", QUIET),
    Shown("modes", (Role.LEAD_MODERATOR, Role.ADMINISTRATOR), "moderation:modes", REVIEW),
    Shown("trusted authors", (Role.LEAD_MODERATOR,), "moderation:trusted", REVIEW),
    Shown("listed words", (Role.LEAD_MODERATOR,), "moderation:words", REVIEW),
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
    Shown("escalate", MODERATORS[:1], "moderation:escalate", {"case_id": "case"}),
    Shown("case, somebody else's", MODERATORS[:1], "moderation:case", {"case_id": "claimed_case"}),
    Shown("case, held", (CLAIMANT,), "moderation:case", {"case_id": "claimed_case"}),
    Shown("case, approved", MODERATORS, "moderation:case", {"case_id": "approved_case"}),
    Shown("case, rejected", MODERATORS, "moderation:case", {"case_id": "rejected_case"}),
    Shown("translate", MODERATORS, "moderation:translate", {"case_id": "case"}),
    Shown(
        "translate, refused",
        MODERATORS,
        "moderation:translate",
        {"case_id": "case"},
        act=send_nothing,
    ),
    Shown("rota", MODERATORS, "moderation:rota", REVIEW),
    Shown("rota, refused", MODERATORS[1:], "moderation:rota", REVIEW, act=send_nothing),
    Shown("playbook", MODERATORS, "moderation:playbook", REVIEW),
    Shown("playbook, empty", MODERATORS, "moderation:playbook", REVIEW, "?language=sw"),
    Shown(
        "model answer",
        MODERATORS,
        "moderation:answer",
        {**REVIEW, "name": "shipped_name", "language": "english"},
    ),
    Shown(
        "model answer, new, refused",
        MODERATORS,
        "moderation:answer",
        {**REVIEW, "name": "new_name", "language": "english"},
        act=send_nothing,
    ),
    Shown("case, given back", MODERATORS, "moderation:case", {"case_id": "case_given_back"}),
    Shown("case, with gaps", MODERATORS, "moderation:case", {"case_id": "case_redacted"}),
    Shown("case, reported", MODERATORS, "moderation:case", {"case_id": "reported_case"}),
    Shown("questions of safety", MODERATORS, "moderation:risks", REVIEW),
    Shown("questions of safety, none", MODERATORS, "moderation:risks", QUIET),
    Shown("contact outside government", ("administrator",), "moderation:contact", REVIEW),
    Shown("outside adjudicator", ("administrator", "lead_moderator"), "moderation:outside", REVIEW),
    Shown("case, measure proposed", MODERATORS, "moderation:case", {"case_id": "measured_case"}),
    Shown("take a measure", MODERATORS, "moderation:take-measure", {"case_id": "measured_case"}),
    Shown(
        "take a measure, refused",
        MODERATORS,
        "moderation:take-measure",
        {"case_id": "measured_case"},
        act=send_as_it_is,
    ),
    Shown("measures", MODERATORS, "moderation:measures", REVIEW),
    Shown("measures, none", MODERATORS, "moderation:measures", QUIET),
    Shown("measure", MODERATORS, "moderation:one-measure", {"measure_id": "measure"}),
    Shown(
        "measure, appealed",
        MODERATORS,
        "moderation:one-measure",
        {"measure_id": "appealed_measure"},
    ),
    Shown("case, appealed", MODERATORS, "moderation:case", {"case_id": "appealed_case"}),
)

ERASING = (
    Shown("erasure", ("administrator", "lead_moderator"), "erasure:desk", REVIEW),
    Shown("erasure, refused", ("administrator",), "erasure:desk", REVIEW, act=send_nothing),
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
