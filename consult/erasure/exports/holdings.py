"""The table of what is held about a person, and which rows and columns of it are theirs.

Rows that name a person only as somebody who acted in an office are none of these: they are about
others. Nor is a secret of a second factor among what is given.
"""

from __future__ import annotations

from typing import Final

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db.models import Q
from django.db.models.functions import Now

from consult.accounts.models import Grant, User
from consult.comments.models import (
    Comment,
    CommentRevision,
    SealedText,
    SentDocument,
    Suggestion,
    Unconfirmed,
)
from consult.comments.selectors import submissions_of
from consult.core.models import OutgoingMail
from consult.council.models import (
    Appointment,
    Ballot,
    Cosignature,
    PaperEntry,
    Proxy,
    RollPerson,
    SeatPerson,
)
from consult.erasure.exports.holding import Holding
from consult.erasure.models import ErasureRequest
from consult.responses.models import Answer
from moderation.models import (
    Acceptance,
    Appeal,
    Decision,
    Duty,
    Measure,
    MeasureAppeal,
    Reminder,
    Report,
    Safeguard,
    Trust,
)
from moderation.rules.appealing import Party


def _same(*names: str, **others: str) -> dict[str, str]:
    return {**{name: name for name in names}, **others}


_OF_A_CASE: Final = {"review": "case__review__slug", "number": "case__number"}
_OF_A_MOTION: Final = {"review": "motion__review__slug", "motion": "motion__number"}
_OF_A_SEAT: Final = {
    "review": "seat__institution__review__slug",
    "institution": "seat__institution__slug",
}
_OF_A_CHAPTER: Final = {"review": "chapter__review__slug", "chapter": "chapter__slug"}
_TOLD: Final = Q(told_at__lte=Now())

HOLDINGS: Final = (
    Holding(
        "account",
        User,
        _same(
            "id", "email", "name", "language", "timezone", "reads", "date_joined", "last_login",
            organisation="organisation__name",
        ),
        keys=("pk",),
    ),
    Holding(
        "addresses", EmailAddress, _same("email", "verified", "primary"),
        keys=("user",), addresses=("email",),
    ),
    Holding(
        "second_factors", Authenticator, _same("type", "created_at", "last_used_at"),
        keys=("user",),
    ),
    Holding(
        "roles", Grant, _same("role", "granted_at", review="review__slug"), keys=("user",),
    ),
    Holding(
        "consents_to_the_code_of_conduct",
        Acceptance,
        _same("accepted_at", review="conduct__review__slug", version="conduct__version"),
        keys=("person",),
    ),
    Holding(
        "submissions",
        Comment,
        _same(
            "number", "receipt_token", "state", "author_name", "organisation_name", "guest_email",
            "language", "page_language", "body", "code_version", "revision", "refused_rule",
            "redacted_rule", "posted_at", "entry_index",
            review="discussion__chapter__review__slug",
            chapter="discussion__chapter__slug",
            passage="anchor__exact",
            in_reply_to="replied_to__number",
        ),
        keys=("author",),
        addresses=("guest_email",),
    ),
    Holding(
        "earlier_wordings",
        CommentRevision,
        _same("number", "body", "suggested_new", "posted_at", "replaced_at",
              submission="comment__number"),
        keys=("comment__author",),
        addresses=("comment__guest_email",),
    ),
    Holding(
        "texts_before_redaction",
        SealedText,
        _same("body", "suggested_old", "suggested_new", submission="comment__number"),
        keys=("comment__author",),
        addresses=("comment__guest_email",),
    ),
    Holding(
        "suggested_wordings",
        Suggestion,
        _same("old", "new", submission="comment__number"),
        keys=("comment__author",),
        addresses=("comment__guest_email",),
    ),
    Holding(
        "not_yet_confirmed",
        Unconfirmed,
        _same("email", "name", "language", "body", "suggested_old", "suggested_new",
              "on_behalf_of", "sent_at", **_OF_A_CHAPTER),
        addresses=("email",),
    ),
    Holding(
        "documents",
        SentDocument,
        _same("language", "items", "taken_at", "sent_at", **_OF_A_CHAPTER),
        keys=("sender",),
    ),
    Holding(
        "answers_to_me",
        Answer,
        _same("number", "disposition", "reason", "language", "answered_at",
              submission="comment__number"),
        keys=("comment__author",),
        addresses=("comment__guest_email",),
    ),
    Holding(
        "decisions_about_me",
        Decision,
        _same("verdict", "effect", "redacted", "order_source", "explanation", "statement",
              "decided_at", decision="number", rule="rule__code",
              code_version="rule__conduct__version", **_OF_A_CASE),
        keys=("case__author_id",),
        texts=("case__subject_id",),
        only=_TOLD & Q(undoes=None, undone_by=None),
    ),
    Holding(
        "appeals",
        Appeal,
        _same("decision_number", "party", "text", "filed_at", "due_at", **_OF_A_CASE),
        keys=("appellant_id",),
        also=lambda whose: (
            Q(report_id__in=whose.reports().values("pk"))
            | Q(
                party=Party.AUTHOR,
                case__subject_id__in=submissions_of(whose.key, whose.addresses)
                .order_by()
                .values("public_id"),
            )
        ),
    ),
    Holding(
        "reports",
        Report,
        _same("is_safety", "explanation", "email", "page_language", "filed_at",
              rule="rule__code", **_OF_A_CASE),
        keys=("reporter", "reporter_key"),
        addresses=("email",),
    ),
    Holding(
        "alarms_that_i_raised",
        Safeguard,
        _same("act", "reason", "until", "at", **_OF_A_CASE),
        keys=("person", "person_key"),
    ),
    Holding(
        "measures_against_me",
        Measure,
        _same("act", "kind", "explanation", "statement", "days", "every_hours", "until",
              "taken_at", review="review__slug", rule="rule__code",
              code_version="rule__conduct__version", about="about_id", id="id"),
        keys=("person", "person_key"),
        only=_TOLD,
    ),
    Holding(
        "appeals_against_measures",
        MeasureAppeal,
        _same("text", "filed_at", "due_at", measure="measure_id"),
        keys=("measure__person_key",),
    ),
    Holding(
        "trust",
        Trust,
        _same("reason", "given_at", "withdrawn_at", review="review__slug"),
        keys=("person",),
    ),
    Holding(
        "turns_on_duty",
        Duty,
        _same("starts_at", "ends_at", "weekly", "last_day", review="review__slug"),
        keys=("person",),
    ),
    Holding(
        "reminders_on_duty", Reminder, _same("told_at", review="review__slug"), keys=("person",),
    ),
    Holding("council_seats", SeatPerson, _same("rank", **_OF_A_SEAT), keys=("user",)),
    Holding(
        "council_appointments", Appointment, _same("filed_at", **_OF_A_SEAT), keys=("user",),
    ),
    Holding(
        "council_proxies",
        Proxy,
        _same("since", "until", "given_at", "withdrawn_at", **_OF_A_SEAT),
        keys=("holder",),
    ),
    Holding(
        "council_rolls",
        RollPerson,
        {
            "rank": "rank",
            "review": "entry__motion__review__slug",
            "motion": "entry__motion__number",
            "institution": "entry__institution_name",
        },
        keys=("user",),
    ),
    Holding(
        "ballots",
        Ballot,
        _same("rank", "choice", "reason", "cast_at", institution="entry__institution_name",
              **_OF_A_MOTION),
        keys=("caster",),
    ),
    Holding(
        "ballots_on_paper",
        PaperEntry,
        _same("choice", "reason", "entered_at", institution="entry__institution_name",
              **_OF_A_MOTION),
        keys=("person",),
    ),
    Holding(
        "cosignatures",
        Cosignature,
        _same("size", "root", "cosigned_at", review="review__slug"),
        keys=("observer",),
    ),
    Holding(
        "mails",
        OutgoingMail,
        _same("to", "subject", "text", "state", "created_at", "sent_at"),
        addresses=("to",),
    ),
    Holding(
        "erasures",
        ErasureRequest,
        _same("scope", "source_kind", "state", "done", "held", "total", "asked_at",
              "finished_at"),
        keys=("person_key",),
    ),
)  # fmt: skip
