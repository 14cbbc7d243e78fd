"""Every column that can hold words has somebody who erases them, or a reason why nobody has to."""

from __future__ import annotations

from django.apps import apps
from django.db import models

WORDS = (
    models.CharField,
    models.TextField,
    models.JSONField,
    models.BinaryField,
    models.GenericIPAddressField,
)

# What a participant typed or is known by, and the step that empties or deletes it.
ERASED = {
    "erase_comment_step": {
        "comments.Comment": "author_name organisation_name guest_email body html",
        "django_comments.Comment": "user_name user_email user_url comment ip_address",
        "comments.Suggestion": "old new",
        "comments.CommentRevision": "body html sha256 suggested_new",
        "comments.SealedText": "body html spans suggested_new suggested_old",
        "django_comments.CommentFlag": "flag",
    },
    "erase_unsent_step": {
        "comments.SentDocument": "items",
        "comments.Unconfirmed": "email name body suggested_old suggested_new on_behalf_of",
    },
    "erase_case_step": {
        "moderation.Decision": "explanation statement",
        "moderation.Report": "text_sha256 explanation email",
        "moderation.Appeal": "text",
    },
    "erase_beside_step": {
        "moderation.CaseTranslation": "text original_sha256",
        "moderation.Signal": "detector data spans",
        "moderation.Escalation": "note",
        "moderation.Safeguard": "reason text_sha256",
        "moderation.CampaignText": "outline adds turns",
        "moderation.CampaignRun": "explanation",
    },
    "erase_measures_step": {
        "moderation.Measure": "explanation statement",
        "moderation.MeasureAppeal": "text",
    },
    "erase_openings": {"core.Opening": "field salt value"},
    "erase_mail": {"core.OutgoingMail": "to subject text html headers about last_error"},
    "forget_requests": {"core.RequestKey": "fingerprint"},
    "forget_step": {"core.SearchEntry": "text folded"},
    "erase_account_step": {
        "accounts.User": "password email name timezone reads",
        "moderation.Trust": "reason",
        "account.EmailAddress": "email",
        "account.EmailConfirmation": "key",
        "mfa.Authenticator": "data",
    },
    "forget_sessions_step": {"sessions.Session": "session_key session_data"},
    "finish_erasure": {"erasure.ErasureRequest": "addresses"},
}

# What a participant's words never reach.
OFFICIAL = "the text of the report, by the review's team"
OPAQUE = "keys, hashes, numbers and codes that say nothing about a person"
RULES = "rules and names that the review publishes"
ACTS = "what somebody said for an institution: the record of a public office"
WITHOUT = {
    OFFICIAL: {
        "drafts.Chapter": "slug title title_*",
        "council.Correction": "difference",
        "drafts.Anchor": "exact prefix suffix",
        "drafts.Block": "attrs",
        "drafts.BlockText": "html text",
        "drafts.Draft": "source_name source_sha256 blocks dropped",
        "drafts.DraftChange": "excerpt steps",
        "drafts.EasyText": "text",
        "drafts.EasyRendering": "blocks sha256",
        "drafts.MachineRun": "provider",
        "drafts.Picture": "sha256 media_type content",
        "drafts.BlockTranslation": "html source_html provider",
        "drafts.FormerTranslation": "html source_html provider",
        "reviews.Review": "slug title title_* country country_* summary summary_* number_prefix "
        "languages timezone",
    },
    OPAQUE: {
        "contenttypes.ContentType": "app_label model",
        "core.Log": "origin frontier head",
        "core.Entry": "event subject leaf nodes",
        "core.RequestKey": "scope result",
        "core.SearchEntry": "kind scope within subject configuration",
        "core.Sequence": "name",
        "drafts.Rendering": "sha256",
        "drafts.PlacementDecision": "outcome",
        "council.Amendment": "difference_sha256",
        "council.AmendmentOrder": "number",
        "council.Correction": "difference_sha256",
        "moderation.AnswerUse": "name",
        "moderation.CampaignRun": "left_out rule_code",
        "moderation.CaseTranslation": "provider",
        "moderation.Figure": "automation detection outcome party person rule source verdict week",
        "moderation.ListedAct": "number rule source",
        "moderation.Mandate": "token_sha256",
        "moderation.Measure": "token_sha256",
        "moderation.MeasureMandate": "token_sha256",
        "council.Certificate": "ledger record_sha256",
        "council.Cosignature": "root",
        "council.FixedMinutes": "sha256",
        "moderation.Said": "day kind subject",
        "drafts.Placement": "outcome match",
        "drafts.Publication": "drafts reason",
        "drafts.Tag": "code",
        "drafts.FormerTranslation": "state",
        "comments.Comment": "placement path number receipt_token refused_rule redacted_rule "
        "erased_for",
        "comments.SentDocument": "token made",
        "moderation.Case": "kind number",
        "moderation.Decision": "spans",
        "moderation.Report": "token",
        "django_comments.Comment": "object_pk",
        # Tasks are given keys and the names of copies, never a text or an address; what they raise
        # is kept in the traceback, which quotes our source and no values.
        "django_tasks_database.DBTaskResult": "args_kwargs task_path worker_ids queue_name "
        "backend_name return_value exception_class_path traceback",
        "erasure.ErasureRequest": "token",
        "erasure.Hold": "number",
    },
    RULES: {
        "auth.Permission": "name codename",
        "auth.Group": "name",
        "sites.Site": "domain name",
        "django_comments_xtd.BlackListedDomain": "domain",
        "accounts.Organisation": "slug name name_*",
        "moderation.CodeOfConduct": "sentence sentence_* promise promise_* sha256",
        "moderation.ModeSetting": "days holidays",
        "moderation.ModelAnswer": "name not_when text title use_when",
        "moderation.SafeContact": "about about_* email link name name_* phone",
        "moderation.WordList": "words",
        "moderation.Rule": "code title title_* text text_* consequence consequence_*",
    },
    ACTS: {
        "responses.Answer": "reason html",
        "council.Motion": "number title title_* explanation explanation_* rules outcome proposal "
        "void_reason",
        "council.MotionText": "sha256",
        "council.QuestionWords": "title explanation sha256",
        "council.RollUp": "number title title_* outcome",
        "council.Amendment": "operations proposer difference",
        "council.AmendmentOrder": "reason",
        "council.Extension": "reason",
        "council.AgendaItem": "title",
        "council.Certificate": "record",
        "council.ItemMinutes": "text",
        "council.Letter": "content media_type sha256",
        "council.PaperEntry": "choice reason",
        "council.PaperScan": "content media_type sha256",
        "council.ReservationReply": "text",
        "council.Sitting": "title video_link",
        "council.LaterReason": "text",
        "council.Institution": "slug name name_*",
        "council.Seat": "block",
        "council.RollEntry": "institution_name block",
        "council.Ballot": "choice reason",
        # The names of letters and court orders, which staff is told to write without the author's.
        "erasure.ErasureRequest": "source",
        "erasure.Hold": "source",
        "moderation.Decision": "order_source",
        "moderation.ListedAct": "order_source",
        "moderation.Adjudicator": "email name",
        "moderation.Campaign": "name",
    },
}
_LANGUAGES = ("en", "fr", "ar", "ka")


def wordy() -> set[str]:
    """Return each column that can hold free text; a choice from a list and a language cannot."""
    return {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.local_fields
        if isinstance(field, WORDS) and not field.choices and "language" not in field.name
    } | {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.local_fields
        if isinstance(field, WORDS) and field.name == "languages"
    }


def listed(table: dict[str, dict[str, str]]) -> list[str]:
    """Return the columns of a table, a star standing for the languages of the interface."""
    found = []
    for columns in table.values():
        for model, names in columns.items():
            for name in names.split():
                stem, star, _rest = name.partition("*")
                ends = _LANGUAGES if star else ("",)
                found += [f"{model}.{stem}{end}" for end in ends]
    return found


def test_every_column_of_words_is_erased_or_holds_none_of_a_participants() -> None:
    columns = [*listed(ERASED), *listed(WITHOUT)]

    assert sorted(wordy() - set(columns)) == [], "Say who erases these, or why nobody has to."
    assert sorted(set(columns) - wordy()) == [], "These are no columns of words any more."
    assert len(columns) == len(set(columns)), "These stand in both tables."
