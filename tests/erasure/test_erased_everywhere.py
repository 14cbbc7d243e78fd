"""After an erasure the words are nowhere, and the log verifies."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import Client

from consult.accounts.models import User
from consult.accounts.rules.roles import Role
from consult.comments.actions import post_comment
from consult.comments.models import Comment, Suggestion
from consult.core.journal import receipt_file
from consult.core.models import Entry, Opening, OutgoingMail, SearchEntry
from consult.core.signing import public_key
from consult.erasure.actions import ask_for_everything, erase_submission
from consult.erasure.models import ErasureRequest
from consult.erasure.permissions import everything_token
from consult.erasure.rules.asking import AskedBy
from consult.ledger.canonical import canonical_bytes
from consult.ledger.checkpoint import parse_verifier_key
from consult.reporting.exports import (
    Form,
    copy_document,
    keep,
    kept_file,
    ledger_bundle,
    throw_away,
)
from consult.reporting.selectors import copy_of_chapter
from consult.verify.bundle import verify_bundle
from consult.verify.receipt import verify_receipt
from moderation.actions import file_report
from tests.comments.scene import passage_of
from tests.erasure.attached import (
    everything_on,
    guest_comment,
    guest_draft,
    leave_some_mails_sent,
    unsent_word_file,
)
from tests.erasure.conftest import ADDRESS, NAME, PHRASE
from tests.erasure.scan import found_in_files, found_in_tables

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def media(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = str(tmp_path / "media")
    return tmp_path / "media"


@pytest.fixture
def attach(
    chapter: Any, code: Any, moderator: Any, person: Any, participant: Any, editor: Any
) -> Callable[[Comment], Comment]:
    second = person(Role.MODERATOR, name="Otto Other")

    def run(comment: Comment) -> Comment:
        return everything_on(
            comment,
            chapter=chapter,
            code=code,
            moderators=(moderator, second),
            replier=participant,
            editor=editor,
        )

    return run


def posted(author: Any, chapter: Any, code: Any, body: str, **changes: Any) -> Comment:
    """Post from the account, on words of the text unless told."""
    said = {
        "actor": author,
        "chapter": chapter,
        "anchor_at": passage_of(chapter, 1, "2021 to 2025"),
        "language": "en",
        "body": body,
        "accepted_code_version": code.version,
        "key": uuid.uuid4(),
    }
    return post_comment(**{**said, **changes})


def verified(review: Any) -> list[str]:
    """Verify the real bundle offline; return the auditor's notes."""
    report, _entries = verify_bundle(ledger_bundle(review), parse_verifier_key(public_key()))
    assert report.lines()[0] == "valid", report.lines()
    return report.notes


def counted(review: Any) -> list[str]:
    """Return the numbers whose erasure the log says."""
    rows = Entry.objects.filter(log=review.log_id, event="submission.erased.v1").order_by("index")
    return [row.subject for row in rows]


def raw_file(*needles: str) -> list[str]:
    """Look into SQLite's file itself, its free pages and write-ahead log too."""
    if connection.vendor != "sqlite":
        return []
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    name = Path(str(connection.settings_dict["NAME"]))
    return found_in_files(name.parent / "nowhere", *needles) + [
        f"{path.name}: {needle}"
        for path in name.parent.glob(f"{name.name}*")
        for needle in needles
        if needle.encode() in path.read_bytes()
    ]


def test_one_submission_goes_everywhere_and_the_log_verifies(
    author: Any, chapter: Any, code: Any, review: Any, attach: Any, media: Path,
    work_off_tasks: Callable[[], int],
) -> None:  # fmt: skip
    comment = posted(author, chapter, code, f"Why {PHRASE}?")
    Suggestion.objects.create(comment=comment, old="minutes", new=PHRASE)
    reply = attach(comment)
    leave_some_mails_sent()
    assert len(found_in_tables(PHRASE)) > 12
    assert found_in_files(media, PHRASE) != []
    mine = canonical_bytes(receipt_file(review.log, reply.entry_index))

    erase_submission(actor=author, public_id=comment.public_id, asked_by=AskedBy.AUTHOR)
    gone_at_once = found_in_tables(PHRASE)
    work_off_tasks()

    assert {line.partition(".")[0] for line in gone_at_once} <= {"core_search_words_data"}
    assert found_in_tables(PHRASE) == []
    assert found_in_files(media, PHRASE) == []
    assert raw_file(PHRASE) == []
    assert verified(review) == [
        "1 submission was erased on request; the log keeps their entries, nobody their texts"
    ]
    assert counted(review) == [comment.reference]
    key = parse_verifier_key(public_key())
    assert verify_receipt(mine, key).valid
    own = canonical_bytes(receipt_file(review.log, comment.entry_index))
    assert verify_receipt(own, key).valid
    assert PHRASE.encode() not in own
    assert SearchEntry.objects.filter(subject=str(reply.public_id)).exists()
    assert Comment.objects.get(pk=reply.pk).replied_to_id == comment.pk
    states = OutgoingMail.objects.filter(text="").values_list("state", flat=True)
    assert set(states) == {"cancelled", "sent"}


def test_everything_of_an_account_goes_with_the_account(
    author: Any, chapter: Any, code: Any, review: Any, attach: Any, media: Path, post: Any,
    judge: Any, work_off_tasks: Callable[[], int],
) -> None:  # fmt: skip
    comment = posted(author, chapter, code, f"Why {PHRASE}?")
    attach(comment)
    guest_comment(chapter, code, f"As a guest: {PHRASE}.")
    guest_draft(chapter, code, f"Not confirmed: {PHRASE}.", email=ADDRESS.upper())
    unsent_word_file(chapter, author)
    others = post("Somebody else's words.")
    judge(others)
    file_report(
        actor=author, kind="comment", subject_id=others.public_id, rule_code="R1",
        explanation=f"{PHRASE}, says {NAME}", page_language="en", key=uuid.uuid4(),
    )  # fmt: skip
    client = Client()
    client.force_login(author, backend="consult.accounts.backends.AuthenticationBackend")
    session = client.session
    session["account_login"] = {"email": ADDRESS}
    session.save()
    leave_some_mails_sent()
    needles = (PHRASE, NAME, ADDRESS)
    assert len(found_in_tables(*needles)) > 24

    request = ask_for_everything(actor=author, asked_by=AskedBy.AUTHOR, closes_account=True)
    work_off_tasks()

    assert found_in_tables(*needles) == []
    assert found_in_files(media, *needles) == []
    assert raw_file(*needles) == []
    assert not User.objects.filter(pk=author.pk).exists()
    assert len(counted(review)) == 2
    verified(review)
    request = ErasureRequest.objects.get(pk=request.pk)
    assert (request.state, request.done, request.total, request.addresses) == ("done", 2, 2, [])
    assert Comment.objects.get(pk=others.pk).body == "Somebody else's words."


def test_everything_of_a_guest_goes_by_a_link_to_the_address(
    chapter: Any, code: Any, review: Any, attach: Any, media: Path,
    work_off_tasks: Callable[[], int],
) -> None:  # fmt: skip
    comment = guest_comment(chapter, code, f"As a guest: {PHRASE}.")
    attach(comment)
    guest_comment(chapter, code, f"Again: {PHRASE}.")
    leave_some_mails_sent()

    ask_for_everything(
        actor=AnonymousUser(),
        asked_by=AskedBy.AUTHOR,
        closes_account=False,
        token=everything_token(comment),
    )
    work_off_tasks()

    assert found_in_tables(PHRASE, NAME, ADDRESS) == []
    assert found_in_files(media, PHRASE, NAME, ADDRESS) == []

    assert len(counted(review)) == 2
    verified(review)


def test_a_bundle_that_still_opens_what_was_erased_is_not_valid(
    author: Any, chapter: Any, code: Any, review: Any, judge: Any
) -> None:
    comment = posted(author, chapter, code, f"Why {PHRASE}?")
    judge(comment)
    kept = Opening.objects.get(entry__subject=comment.reference, field="text")
    erase_submission(actor=author, public_id=comment.public_id, asked_by=AskedBy.AUTHOR)
    assert len(verified(review)) == 1

    kept.save(force_insert=True)

    report, _entries = verify_bundle(ledger_bundle(review), parse_verifier_key(public_key()))
    assert [finding.what for finding in report.findings] == [
        f"{comment.number} was erased, and the bundle still opens it"
    ]


def test_a_copy_that_was_being_made_is_thrown_away(
    author: Any, chapter: Any, code: Any, judge: Any, media: Path
) -> None:
    comment = posted(author, chapter, code, f"Why {PHRASE}?")
    judge(comment)
    before = copy_of_chapter("vnr-2026", chapter.slug, 1, "en", comments=True)
    document = copy_document(before)
    erase_submission(actor=author, public_id=comment.public_id, asked_by=AskedBy.AUTHOR)

    late = keep(before, Form.HTML, document.encode())

    now = copy_of_chapter("vnr-2026", chapter.slug, 1, "en", comments=True)
    assert kept_file(now, Form.HTML) is None
    assert throw_away(before, late)
    assert found_in_files(media, PHRASE) == []
    assert PHRASE not in copy_document(now)
    assert "Erased at the author’s request" in copy_document(now)
