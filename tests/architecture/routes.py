"""Every address of the installation, and what it answers to whom.

A row says how its address and its form are filled with words of the tests' world (`world` in
`conftest.py`), and the status for each visitor.
A row is written by somebody who decided who may come in: it is not copied from a run.
"""

from __future__ import annotations

from consult.accounts.rules.roles import Role
from deploy.find_pango import find_pango
from tests.architecture.council_routes import COUNCIL_ROUTES, DECIDED, ROLLED_UP
from tests.architecture.library_routes import LIBRARY_ROUTES
from tests.architecture.route import (
    ANONYMOUS,
    ELSEWHERE,
    EVERYBODY,
    OTHER_STAFF,
    ROLES,
    SIGNED_IN,
    VISITORS,
    Route,
    answers,
    only,
)

__all__ = ["ANONYMOUS", "OTHER_STAFF", "ROLES", "ROUTES", "VISITORS", "Route"]

MODERATORS = (Role.MODERATOR, Role.LEAD_MODERATOR)
EDITORS = (Role.ADMINISTRATOR, Role.EDITOR)

REVIEW = {"review": "review"}
CHAPTER = {"review": "review", "chapter": "chapter"}
COPY = {**CHAPTER, "number": "number", "language": "english"}
REPORT = {"review": "review", "language": "english"}
DRAFT = {"draft": "draft"}
TRANSLATED = {**CHAPTER, "language": "translation"}
COMMENT = {"public_id": "comment"}
CASE = {"case_id": "case"}
SUBJECT = {"kind": "comment_kind", "subject_id": "comment"}
# A copy that a task makes is announced to whoever asks first, and everybody is told where the
# system's libraries for PDF are missing.
MADE_LATER = answers(202)
WITHOUT_PDF = answers(404)
# What every form bears, and all that a form without fields sends.
TOKEN = {"csrfmiddlewaretoken": "nothing"}
DECISION = {"verdict": "approve", "seen_version": "case_version", "key": "key"}
RISK = {"reason": "typed", "key": "key"}


ROUTES: dict[str, Route] = {
    **LIBRARY_ROUTES,
    **COUNCIL_ROUTES,
    "accounts:overview": Route(SIGNED_IN),
    "accounts:languages": Route(SIGNED_IN),
    "portal:home": Route(EVERYBODY),
    "portal:review": Route(EVERYBODY, REVIEW),
    "portal:ledger": Route(EVERYBODY, REVIEW),
    "portal:check": Route(EVERYBODY, REVIEW),
    "portal:chapter": Route(EVERYBODY, CHAPTER),
    "portal:version": Route(EVERYBODY, {**CHAPTER, "number": "number"}),
    "portal:search": Route(EVERYBODY, REVIEW),
    "portal:goals": Route(EVERYBODY, REVIEW),
    "portal:goal": Route(EVERYBODY, {**REVIEW, "code": "goal"}),
    "portal:block": Route(EVERYBODY, {**CHAPTER, "key": "block"}),
    "portal:whole": Route(EVERYBODY, CHAPTER),
    "portal:compare": Route(EVERYBODY, CHAPTER),
    "portal:comment": Route(ELSEWHERE, COMMENT),
    "receipts:receipt": Route(EVERYBODY, {"token": "receipt"}),
    "receipts:changes": Route(EVERYBODY, {"token": "receipt"}),
    "portal:campaign": Route(EVERYBODY, {"campaign_id": "campaign"}),
    "receipts:leave": Route(EVERYBODY, {"token": "campaign_receipt"}),
    "receipts:receipt-proof": Route(EVERYBODY, {"token": "receipt"}),
    "portal:easy": Route(EVERYBODY, {**CHAPTER, "language": "easy"}),
    "portal:publish": Route(only(*EDITORS), CHAPTER),
    "portal:publication": Route(only(*EDITORS), {"publication": "publication"}),
    "portal:placements": Route(only(*EDITORS), CHAPTER),
    "portal:settle": Route(
        only(*EDITORS), {"review": "review", "chapter": "revised", "anchor": "anchor"}
    ),
    "reporting:bundle": Route(EVERYBODY, REVIEW),
    "reporting:word": Route(EVERYBODY, {**CHAPTER, "number": "number", "language": "language"}),
    "reporting:html": Route(EVERYBODY, COPY),
    "reporting:pdf": Route(MADE_LATER if find_pango() else WITHOUT_PDF, COPY),
    "reporting:report-html": Route(MADE_LATER, REPORT),
    "reporting:report-pdf": Route(MADE_LATER if find_pango() else WITHOUT_PDF, REPORT),
    "reporting:transparency-counts": Route(EVERYBODY, REVIEW),
    "reporting:transparency-list": Route(EVERYBODY, REVIEW),
    "reporting:transparency-package": Route(EVERYBODY, REVIEW),
    "transparency:page": Route(EVERYBODY, REVIEW),
    "transparency:list": Route(EVERYBODY, REVIEW),
    "drafts:desk": Route(only(*EDITORS), REVIEW),
    "drafts:import": Route(only(*EDITORS), REVIEW),
    "drafts:add_chapter": Route(only(*EDITORS), REVIEW),
    "drafts:tag_text": Route(only(*EDITORS), CHAPTER),
    "drafts:draft": Route(only(*EDITORS), DRAFT),
    "pictures:picture": Route(only(*EDITORS), {"sha256": "picture"}),
    "drafts:discard": Route(only(*EDITORS, status=302), DRAFT, method="post", sent=TOKEN),
    "drafts:compare_pdf": Route(only(*EDITORS), CHAPTER),
    "drafts:change": Route(
        only(*EDITORS, status=302),
        DRAFT,
        method="post",
        sent={"act": "merge_first", "revision": "zero"},
    ),
    "drafts:block": Route(only(*EDITORS), {**DRAFT, "number": "number"}),
    "drafts:told": Route(only(*EDITORS), DRAFT),
    # A draft that waits is not discarded, which only those are told who may see it.
    "drafts:restore": Route(only(*EDITORS, status=409), DRAFT, method="post", sent=TOKEN),
    "drafts:easy": Route(only(*EDITORS), {**CHAPTER, "language": "easy"}),
    "drafts:pairs": Route(only(*EDITORS), {"draft": "translated_draft"}),
    "drafts:translations": Route(only(*EDITORS), TRANSLATED),
    "drafts:translation": Route(only(*EDITORS), {**TRANSLATED, "key": "block"}),
    # No provider is set up, so whoever may ask is told that nothing is offered.
    "drafts:suggest": Route(only(*EDITORS, status=409), TRANSLATED, method="post", sent=TOKEN),
    "drafts:choose_published": Route(
        only(*EDITORS, status=302),
        TRANSLATED,
        method="post",
        sent={**TOKEN, "publishes": "nothing"},
    ),
    "moderation:conduct": Route(EVERYBODY, REVIEW),
    "moderation:queue": Route(only(*MODERATORS), REVIEW),
    "moderation:case": Route(only(*MODERATORS), CASE),
    "moderation:claim": Route(only(*MODERATORS, status=302), CASE, method="post", sent=TOKEN),
    "moderation:renew": Route(only(*MODERATORS), CASE, method="post", sent=TOKEN),
    "moderation:modes": Route(only(Role.ADMINISTRATOR, Role.LEAD_MODERATOR), REVIEW),
    "moderation:trusted": Route(only(Role.LEAD_MODERATOR), REVIEW),
    "moderation:words": Route(only(Role.LEAD_MODERATOR), REVIEW),
    "moderation:several": Route(only(*MODERATORS), REVIEW),
    "moderation:figures": Route(only(*MODERATORS), REVIEW),
    "moderation:campaign": Route(only(*MODERATORS), {"campaign_id": "proposed_campaign"}),
    "moderation:campaign-run": Route(only(*MODERATORS), {"run_id": "campaign_run"}),
    "moderation:release": Route(only(*MODERATORS, status=302), CASE, method="post", sent=TOKEN),
    "moderation:decide": Route(only(*MODERATORS, status=302), CASE, method="post", sent=DECISION),
    # Without the number of a decision nothing is undone, and the case is shown as it stands.
    "moderation:undo": Route(only(*MODERATORS, status=302), CASE, method="post", sent=TOKEN),
    "moderation:escalate": Route(only(*MODERATORS), CASE),
    "moderation:insert": Route(
        only(*MODERATORS),
        CASE,
        method="post",
        sent={"verdict": "reject", "insert": "shipped_answer"},
    ),
    "moderation:translate": Route(only(*MODERATORS), CASE),
    "moderation:rota": Route(only(*MODERATORS), REVIEW),
    "moderation:playbook": Route(only(*MODERATORS), REVIEW),
    "moderation:answer": Route(
        only(*MODERATORS), {**REVIEW, "name": "shipped_name", "language": "english"}
    ),
    "moderation:risk": Route(only(*MODERATORS, status=302), CASE, method="post", sent=RISK),
    "moderation:settle-risk": Route(
        answers(404, moderator=403, lead_moderator=409), CASE, method="post", sent=RISK
    ),
    "moderation:risks": Route(only(*MODERATORS), REVIEW),
    "moderation:contact": Route(only(Role.ADMINISTRATOR), REVIEW),
    "moderation:outside": Route(only(Role.ADMINISTRATOR, Role.LEAD_MODERATOR), REVIEW),
    "moderation:take-back": Route(
        only(Role.ADMINISTRATOR, Role.LEAD_MODERATOR, status=302),
        {"mandate_id": "mandate"},
        method="post",
        sent=TOKEN,
    ),
    "moderation:adjudicate": Route(EVERYBODY, {"token": "mandate_token"}),
    "moderation:adjudicate-measure": Route(EVERYBODY, {"token": "measure_mandate_token"}),
    "moderation:take-measure": Route(only(*MODERATORS), {"case_id": "measured_case"}),
    "moderation:measures": Route(only(*MODERATORS), REVIEW),
    "moderation:one-measure": Route(only(*MODERATORS), {"measure_id": "measure"}),
    "moderation:my-measures": Route(SIGNED_IN),
    "moderation:my-measure": Route(
        answers(404, anonymous=302, participant=200), {"measure_id": "measure"}
    ),
    "moderation:mailed-measure": Route(EVERYBODY, {"token": "measure_token"}),
    "moderation:report": Route(EVERYBODY, SUBJECT),
    "moderation:history": Route(EVERYBODY, SUBJECT),
    "moderation:report-receipt": Route(EVERYBODY, {"token": "report_receipt"}),
    "moderation:appeal": Route(EVERYBODY, {"case_id": "decided_case", "token": "receipt"}),
    "erasure:mine": Route(SIGNED_IN),
    "erasure:copy": Route(SIGNED_IN),
    # The participant sent it from an account, so a receipt alone erases nothing and mails nothing.
    "erasure:submission": Route({**only(Role.PARTICIPANT), ANONYMOUS: 302}, {"token": "receipt"}),
    "erasure:mail-link": Route(answers(404), {"token": "receipt"}, method="post", sent=TOKEN),
    "erasure:everything": Route(EVERYBODY, {"token": "erase_everything"}),
    "erasure:request": Route(EVERYBODY, {"token": "erase_request"}),
    "erasure:desk": Route(only(Role.ADMINISTRATOR, Role.LEAD_MODERATOR), REVIEW),
    "erasure:lift": Route(
        only(Role.ADMINISTRATOR, status=302),
        {**REVIEW, "hold_id": "hold"},
        method="post",
        sent=TOKEN,
    ),
    "comments:write": Route(EVERYBODY, CHAPTER),
    "comments:reply": Route(EVERYBODY, COMMENT),
    "comments:sent": Route(EVERYBODY),
    "comments:send-word": Route(EVERYBODY, CHAPTER),
    # A guest's file opens for whoever has its address; that of an account for nobody else.
    "comments:choose": Route(EVERYBODY, {"token": "sent_word"}),
    "comments:confirm-word": Route(EVERYBODY, {"token": "word_confirmation"}),
    "comments:confirm": Route(EVERYBODY, {"token": "confirmation"}),
    "responses:answer": Route(only(*EDITORS, Role.RESPONDENT), COMMENT),
    "responses:desk": Route(only(*EDITORS, Role.RESPONDENT), REVIEW),
    "reporting:decisions": Route(EVERYBODY, REVIEW),
    "reporting:decision": Route(EVERYBODY, DECIDED),
    "reporting:certificate": Route(
        MADE_LATER if find_pango() else WITHOUT_PDF, {**DECIDED, "language": "english"}
    ),
    "reporting:minutes-of-one": Route(EVERYBODY, {**DECIDED, "language": "english"}),
    "reporting:minutes": Route(EVERYBODY, REPORT),
    "reporting:rolled-up": Route(EVERYBODY, ROLLED_UP),
}
