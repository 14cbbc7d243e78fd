"""Words of a comment are redacted: a marked gap for everybody, the whole text under seal."""

from __future__ import annotations

import re
import uuid
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse

from consult.accounts.rules.roles import Role
from consult.comments.actions import resubmit_comment
from consult.comments.models import Comment, SealedText
from consult.core.models import OutgoingMail, SearchEntry
from consult.core.signing import public_key
from consult.ledger.canonical import canonical_bytes
from consult.reporting.exports.ledger import ledger_bundle
from consult.verify.__main__ import main
from moderation.actions import file_report, lodge_appeal
from moderation.models import Decision
from moderation.rules.appealing import NothingToAppeal
from moderation.rules.redacting import (
    GapsStand,
    WordsNotThere,
)
from moderation.rules.states import Verdict
from tests.comments.scene import case_of, openings

pytestmark = pytest.mark.django_db

TEXT = "Ask Jane Roe, 14 Harbour Road, or call 555 0199. Jane Roe was there."
# Short ones standing alone, for four such characters come by chance in a hash or a signature.
SECRETS = re.compile(r"Jane Roe|Harbour|555 0199|(?<![\w+/=-])(?:Jane|Roe|0199)(?![\w+/=-])")
WORDS = "Jane Roe\n14 Harbour Road\n555 0199"
WHY = "The text names where a private person lives."
GAPPED = (
    "Ask [▇▇▇ redacted: R1 No insults], [▇▇▇ redacted: R1 No insults], or call "
    "[▇▇▇ redacted: R1 No insults]. [▇▇▇ redacted: R1 No insults] was there."
)


@pytest.fixture
def other(person: Any) -> Any:
    return person(Role.MODERATOR, name="Otto Other", email="otto@consult.example")


@pytest.fixture
def redacted(post: Any, judge: Any) -> Comment:
    comment: Comment = post(TEXT)
    redact(judge, comment)
    comment.refresh_from_db()
    return comment


def redact(judge: Any, comment: Comment, words: str = WORDS) -> Decision:
    decision: Decision = judge(comment, "R1", WHY, verdict=Verdict.REDACT, words=words)
    return decision


def report(comment: Comment) -> None:
    file_report(
        actor=comment.author,
        kind="comment",
        subject_id=comment.public_id,
        rule_code="R2",
        explanation="",
        email="",
        page_language="en",
        key=uuid.uuid4(),
    )


def appeal(comment: Comment) -> None:
    lodge_appeal(
        case_id=case_of(comment).pk,
        token=comment.receipt_token,
        text="She agreed to be named.",
        key=uuid.uuid4(),
    )


def test_gap_stands_in_every_place_and_says_why(redacted: Comment) -> None:
    assert (redacted.state, redacted.body, redacted.comment) == ("published", GAPPED, GAPPED)
    assert redacted.html.count('<span class="gap"><span aria-hidden="true">▇▇▇</span>') == 4
    assert redacted.html.count("<small>redacted: R1 No insults</small>") == 4
    assert (redacted.redacted_rule, redacted.redacted_code_version) == ("R1", 1)
    decision = case_of(redacted).decisions.get()
    assert (decision.redacted, decision.effect) == (4, "publish")
    assert [TEXT[start:end] for start, end in decision.spans] == [
        "Jane Roe", "14 Harbour Road", "555 0199", "Jane Roe",
    ]  # fmt: skip
    measure = decision.statement["measure"]
    assert (measure["act"], measure["spans"]) == ("redacted", 4)
    assert decision.statement["appeal"]["free"] is True


def test_words_are_nowhere_but_under_the_seal(redacted: Comment, chapter: Any) -> None:
    """Look for the words in every column of every table but the seal and closed openings."""
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            if SECRETS.search(repr(cursor.fetchall())):
                found.add(table)
    # The author's own receipt mail went out before anybody had read the text.
    assert found <= {
        "comments_sealedtext",
        "core_opening",
        "core_outgoingmail",
        "comments_unconfirmed",
    }
    assert OutgoingMail.objects.filter(text__contains="Harbour").count() == 1


def test_nobody_reads_the_words_on_any_page_or_in_any_file(
    redacted: Comment, chapter: Any, review: Any, client: Any, participant: Any
) -> None:
    slug = f"/en/reviews/{review.slug}"
    pages = [
        f"{slug}/{chapter.slug}/",
        f"{slug}/{chapter.slug}/comments/",
        f"/en/comments/{redacted.public_id}/",
        f"/en/comments/{redacted.public_id}/reply/",
        f"{slug}/search/?q=Ask",
        reverse("moderation:history", args=["comment", redacted.public_id]),
    ]
    client.force_login(participant)
    for address in pages:
        response = client.get(address, follow=True)
        assert response.status_code == 200, address
        body = response.content.decode()
        assert SECRETS.findall(body) == [], address
    shown = client.get(pages[2], follow=True).content.decode()
    assert "redacted: R1" in shown
    assert pages[-1] in shown
    assert "Published with 4 gaps" in client.get(pages[-1]).content.decode()


def test_commitment_stays_closed_and_the_receipt_verifies(
    redacted: Comment, review: Any, client: Any, tmp_path: Any
) -> None:
    assert openings(review, redacted.entry_index)["text"] == (TEXT, False)
    bundle = ledger_bundle(review)
    assert SECRETS.findall(bundle.decode()) == []
    proof = client.get(f"{redacted.receipt_path}/proof.json")
    assert proof.json()["opened"]["text"]["value"] == TEXT
    paths = {"bundle": bundle, "receipt": proof.content}
    for name, content in paths.items():
        (tmp_path / name).write_bytes(content)
    arguments = [str(tmp_path / "bundle"), "--receipt", str(tmp_path / "receipt")]
    assert main([*arguments, "--key", public_key()]) == 0
    assert canonical_bytes(proof.json()) == proof.content


def test_author_reads_the_whole_on_the_receipt_alone(
    redacted: Comment, client: Any, moderator: Any
) -> None:
    assert "14 Harbour Road" in client.get(redacted.receipt_path).content.decode()
    client.force_login(moderator)
    page = client.get(f"/en/moderation/cases/{case_of(redacted).pk}/").content.decode()
    assert "Harbour" not in page
    mail = OutgoingMail.objects.get(subject__contains="redacted")
    assert WHY in mail.text
    assert "4 marked gaps" in mail.text
    assert "Harbour" not in mail.text + mail.html


def test_redacting_what_is_published_takes_it_from_search_and_bundle(
    post: Any, judge: Any, review: Any
) -> None:
    comment = post(TEXT)
    judge(comment)
    assert openings(review, comment.entry_index)["text"] == (TEXT, True)
    redact(judge, comment)
    assert openings(review, comment.entry_index)["text"] == (TEXT, False)
    entry = SearchEntry.objects.get(subject=str(comment.public_id))
    assert "harbour" not in repr(vars(entry)).lower()


def test_more_words_join_the_gaps_and_none_says_them_anew(redacted: Comment, judge: Any) -> None:
    report(redacted)
    with pytest.raises(GapsStand):
        judge(redacted, explanation="Nothing wrong.")
    with pytest.raises(WordsNotThere):
        redact(judge, redacted, "Jane Roe")
    assert redact(judge, redacted, "").redacted == 4
    report(redacted)
    judge(redacted, "R1", WHY, verdict=Verdict.REDACT, words="call")
    redacted.refresh_from_db()
    assert redacted.html.count('class="gap"') == 5
    assert "call" not in redacted.body.replace("redacted", "")


def test_author_appeals_and_the_text_is_whole_again(
    redacted: Comment, judge: Any, other: Any, review: Any, client: Any, moderator: Any
) -> None:
    appeal(redacted)
    case = f"/en/moderation/cases/{case_of(redacted).pk}/"
    client.force_login(moderator)
    assert "Harbour" not in client.get(case).content.decode()
    client.force_login(other)
    page = client.get(case).content.decode()
    assert "14 Harbour Road" in page
    assert "Overturn: publish it whole" in page
    decision = judge(
        redacted, actor=other, verdict=Verdict.OVERTURN, explanation="She is a public person."
    )
    assert (decision.effect, decision.redacted) == ("publish", 0)
    redacted.refresh_from_db()
    assert (redacted.body, redacted.redacted_rule) == (TEXT, "")
    assert 'class="gap"' not in redacted.html
    assert not SealedText.objects.exists()
    assert openings(review, redacted.entry_index)["text"] == (TEXT, True)


def test_upheld_redaction_keeps_its_gaps_for_good(
    redacted: Comment, judge: Any, other: Any
) -> None:
    appeal(redacted)
    decision = judge(
        redacted, actor=other, verdict=Verdict.UPHOLD, explanation="She is a private person."
    )
    assert (decision.redacted, decision.rule.code) == (4, "R1")
    redacted.refresh_from_db()
    assert redacted.body == GAPPED
    with pytest.raises(NothingToAppeal):
        appeal(redacted)


def test_gaps_outlast_a_rejection_that_is_taken_back(redacted: Comment, judge: Any) -> None:
    judge(redacted, "R2", "It sells houses.")
    judge(redacted, explanation="It does not.")
    redacted.refresh_from_db()
    assert (redacted.state, redacted.body) == ("published", GAPPED)


def test_changes_of_a_redacted_text_begin_with_the_whole(
    redacted: Comment, judge: Any, client: Any, moderator: Any
) -> None:
    report(redacted)
    judge(redacted, "R2", "It sells houses.", verdict=Verdict.REQUEST_CHANGES)
    sent = resubmit_comment(
        token=redacted.receipt_token,
        seen_revision=1,
        body="Ask at the harbour.",
        accepted_code_version=1,
        key=uuid.uuid4(),
    )
    assert (sent.body, sent.redacted_rule) == ("Ask at the harbour.", "")
    assert sent.revisions.get().body == TEXT
    client.force_login(moderator)
    page = client.get(f"/en/moderation/cases/{case_of(sent).pk}/").content.decode()
    assert "Ask ▇▇▇, ▇▇▇, or call ▇▇▇." in page
    assert "14 Harbour" not in page
    judge(sent, explanation="Nothing is wrong now.")
    sent.refresh_from_db()
    assert sent.body == "Ask at the harbour."
