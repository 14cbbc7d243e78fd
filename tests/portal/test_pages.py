"""The public pages that span rooms, and who finds nothing on those of staff."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from lxml import html

from consult.comments.models import Comment
from consult.core.models import Entry, Log
from consult.core.signing import public_key
from consult.drafts.actions import add_chapter, import_markdown
from consult.drafts.models import Chapter, Version
from consult.ledger.checkpoint import parse_verifier_key
from consult.portal.actions import publish_version
from consult.portal.selectors.discussion import PAGE_SIZE
from consult.reviews.actions import set_window
from consult.reviews.models import Review
from consult.verify.bundle import verify_bundle
from consult.verify.receipt import verify_receipt
from tests.comments.scene import CHANGED, passage_of, publish_text
from tests.portal.reading import page_at, words

pytestmark = pytest.mark.django_db

CHAPTER = "/en/reviews/vnr-2026/introduction/"
SignIn = Callable[[Any], Client]


def test_the_front_page_and_the_reviews_page_list_what_there_is(
    client: Client, chapter: Chapter, editor: Any, post: Any, judge: Any
) -> None:
    judge(post())
    post("This one waits.")
    add_chapter(
        actor=editor,
        review=chapter.review,
        slug="annexes",
        position=2,
        title={"en": "Annexes"},
        source_language="en",
    )
    home = page_at(client, "/en/")
    assert home.xpath("//main//h2/a/@href") == ["/en/reviews/vnr-2026/"]
    listed = page_at(client, "/en/reviews/vnr-2026/")
    assert words(listed, "//ol[@class='chapters']/li") == [
        "Introduction Version 1 · 1 comment · English",
        "Annexes Not published yet",
    ]
    assert listed.xpath("//ol[@class='chapters']//a/@href") == [CHAPTER]
    page_at(client, "/en/reviews/no-such-review/", 404)
    page_at(client, "/en/reviews/vnr-2026/annexes/", 404)


def test_a_comment_stands_beside_its_block_once_it_is_published(
    client: Client, chapter: Chapter, post: Any, judge: Any
) -> None:
    passage = passage_of(chapter, 2, "Seven councils")
    published = post("Name them.", anchor_at=passage)
    refused = post("You are fools.", anchor_at=passage)
    post("Nobody has read this yet.", anchor_at=passage)
    judge(published)
    judge(refused, rule="R1", explanation="“Fools” insults people.")
    page = page_at(client, CHAPTER)
    beside = f"//*[@id='b-{passage.block_key}']"
    assert page.xpath(f"{beside}//article/@id") == [
        f"c-{published.public_id}",
        f"c-{refused.public_id}",
    ]
    assert words(page, f"{beside}//summary") == ["2 comments"]
    assert words(page, f"{beside}//blockquote") == ["Seven councils"]
    [note] = words(page, f"{beside}//*[@class='refused-note']")
    assert note == (
        f"{refused.number} This comment is not shown. It breaks rule R1 of the code of conduct: "
        "No insults Read the code of conduct"
    )
    text = page.text_content()
    assert "Name them." in text
    assert "fools" not in text.lower()
    assert "Nobody has read" not in text
    assert page.xpath(f"{beside}//*[@class='comment-acts']/a/@href") == [
        f"/en/comments/{published.public_id}/reply/"
    ]


def test_an_editor_is_offered_to_answer(
    chapter: Chapter, post: Any, judge: Any, signed_in: SignIn, editor: Any, participant: Any
) -> None:
    comment = post()
    judge(comment)
    address = f"/en/comments/{comment.public_id}/answer/"
    assert page_at(signed_in(editor), CHAPTER).xpath(f"//a[@href='{address}']")
    assert not page_at(signed_in(participant), CHAPTER).xpath(f"//a[@href='{address}']")


def test_an_old_version_stays_as_it_was_and_takes_no_comments(
    client: Client, chapter: Chapter, code: Any, editor: Any, post: Any, judge: Any
) -> None:
    comment = post("Which five?", anchor_at=passage_of(chapter, 2, "minutes of five"))
    judge(comment)
    publish_text(editor, chapter, CHANGED)
    old = page_at(client, f"{CHAPTER}versions/1/")
    assert "the minutes of five are public" in old.text_content()
    assert "It is kept as it was and takes no more comments." in old.text_content()
    assert old.xpath("//a[contains(@href, '/comment/')]") == []
    assert old.xpath("//article[contains(@class, 'comment')]") == []
    current = page_at(client, CHAPTER)
    assert "the minutes of all seven are public" in current.text_content()
    [earlier, compared] = current.xpath("//*[@class='earlier-wording']/p/a/@href")
    assert earlier == f"{CHAPTER}versions/1/?lang=en"
    assert compared.startswith(f"{CHAPTER}compare/?from=1&to=2&language=en&block=")
    assert current.xpath("//dd/a[@aria-current='page']/text()") == ["2"]
    page_at(client, f"{CHAPTER}versions/3/", 404)
    hashes = {version.number: version.renderings.get().sha256 for version in Version.objects.all()}
    assert words(old, "//dd/code[@dir='ltr']") == [hashes[1]]
    assert words(current, "//dd/code[@dir='ltr']") == [hashes[2]]


def test_the_reader_chooses_the_language_of_the_text(
    client: Client, chapter: Chapter, editor: Any
) -> None:
    french = (
        "# L’introduction\n\nL’examen porte sur 2021 à 2025.\n\nSept conseils se sont réunis.\n\n"
        "Les données des petites îles manquent."
    )
    import_markdown(actor=editor, chapter=chapter, language="fr", text=french)
    import_markdown(
        actor=editor,
        chapter=chapter,
        language="en",
        text="# Introduction\n\nIt covers 2021 to 2025.\n\nSeven met.\n\nData are missing.",
    )
    publish_version(actor=editor, chapter=chapter)
    shown = {
        "/en/reviews/vnr-2026/introduction/": "en",
        "/en/reviews/vnr-2026/introduction/?lang=fr": "fr",
        "/fr/reviews/vnr-2026/introduction/": "fr",
        "/ka/reviews/vnr-2026/introduction/": "en",
        "/fr/reviews/vnr-2026/introduction/?lang=en": "en",
        "/en/reviews/vnr-2026/introduction/?lang=<script>": "en",
    }
    for address, language in shown.items():
        page = page_at(client, address)
        assert page.xpath("//*[@class='text-languages']//a[@aria-current]/@lang") == [language]
        assert ("Sept conseils" in page.text_content()) == (language == "fr"), address
        assert set(page.xpath("//*[@data-block]/@data-language")) == {language}


def test_a_long_discussion_is_read_page_by_page(
    client: Client, chapter: Chapter, post: Any, judge: Any
) -> None:
    passage = passage_of(chapter, 1)
    posted = [post(f"Comment {number}.", anchor_at=passage) for number in range(PAGE_SIZE + 3)]
    for comment in posted:
        judge(comment)
    ids = [f"c-{comment.public_id}" for comment in posted]
    address = f"{CHAPTER}blocks/{passage.block_key}/"
    first = page_at(client, address)
    assert first.xpath("//article/@id") == ids[:PAGE_SIZE]
    assert "53 comments" in first.text_content()
    [following] = first.xpath("//a[@rel='next']/@href")
    second = page_at(client, f"{address}{following}")
    assert second.xpath("//article/@id") == ids[PAGE_SIZE:]
    assert second.xpath("//a[@rel='next']") == []
    assert page_at(client, f"{address}?after=nonsense").xpath("//article/@id") == ids[:PAGE_SIZE]
    answer = client.get(f"/en/comments/{posted[-2].public_id}/")
    target, _, fragment = answer.headers["Location"].partition("#")
    assert (answer.status_code, fragment) == (302, ids[-2])
    assert page_at(client, target).xpath("//article/@id") == ids[-2:]
    whole = page_at(client, f"{CHAPTER}comments/")
    assert "Nobody has commented here yet." in whole.text_content()
    page_at(client, f"{CHAPTER}blocks/{uuid.uuid4()}/", 404)


def test_a_comment_that_waits_has_no_address(client: Client, post: Any) -> None:
    page_at(client, f"/en/comments/{post().public_id}/", 404)
    page_at(client, f"/en/comments/{uuid.uuid4()}/", 404)


def test_a_receipt_opens_by_its_token_alone_and_proves_itself(
    client: Client, review: Review, post: Any, judge: Any
) -> None:
    comment = post("Name the two councils.")
    response = client.get(comment.receipt_path)
    assert response.status_code == 200
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert "no-store" in response.headers["Cache-Control"]
    judge(comment, rule="R2", explanation="It offers goods.")
    page = page_at(client, comment.receipt_path)
    assert words(page, "//ol[@class='timeline']//h3") == ["Received", "Not published"]
    assert "It offers goods." in page.text_content()
    [proof] = page.xpath("//a[@download]/@href")
    handed = client.get(proof)
    key = parse_verifier_key(public_key())
    report = verify_receipt(handed.content, key)
    assert [str(finding) for finding in report.findings] == []
    assert json.loads(handed.content)["index"] == comment.entry_index
    wrong = comment.receipt_token[:-1] + ("A" if comment.receipt_token[-1] != "A" else "B")
    for token in (wrong, comment.receipt_token[:20], str(comment.public_id), "x"):
        for address in (f"/r/{token}", f"/r/{token}/proof.json"):
            refused = client.get(address)
            assert refused.status_code == 404, address
            assert "Name the two" not in refused.content.decode()


def test_the_ledger_is_public_and_its_bundle_is_believed(
    client: Client, review: Review, post: Any, judge: Any
) -> None:
    judge(post("A text that everybody may read."))
    log = Log.objects.get(pk=review.log_id)
    page = page_at(client, "/en/reviews/vnr-2026/ledger/")
    assert log.head.strip() in page.xpath("//dl/following-sibling::pre")[0].text_content()
    assert f'--key "{public_key()}"' in words(page, "//ol//pre")[0]
    entries = Entry.objects.filter(log=log).order_by("-index")[:20]
    assert words(page, "//tbody/tr/td[2]") == [entry.event for entry in entries]
    [address] = page.xpath("//main//a[contains(@href, '.json')]/@href")
    response = client.get(address)
    assert response.headers["Content-Type"] == "application/json"
    assert "vnr-2026.ledger.json" in response.headers["Content-Disposition"]
    report, read = verify_bundle(response.content, parse_verifier_key(public_key()))
    assert (report.lines()[0], len(read)) == ("valid", log.size)
    assert client.get(address.replace("vnr-2026", "another")).status_code == 404


def test_a_closed_window_offers_nothing_and_keeps_a_late_text(
    client: Client, chapter: Chapter, code: Any, editor: Any, post: Any, judge: Any
) -> None:
    judge(post(anchor_at=passage_of(chapter, 1)))
    form = page_at(client, f"{CHAPTER}comment/").xpath("//form[@novalidate]")[0]
    now = timezone.now()
    closed = now - timedelta(seconds=1)
    set_window(
        actor=editor, review=chapter.review, opens_at=now - timedelta(days=3), closes_at=closed
    )
    page = page_at(client, CHAPTER)
    assert "Comments were taken until" in page.text_content()
    assert page.xpath("//a[contains(@href, '/comment/') or contains(@href, '/reply/')]") == []
    assert len(page.xpath("//article[contains(@class, 'comment')]")) == 1
    assert page_at(client, f"{CHAPTER}comment/").xpath("//textarea") == []
    typed = {
        **{field.name: field.value for field in form.inputs if field.name and field.value},
        "body": "I wrote this for two hours.",
        "name": "Gita",
        "email": "gita@example.org",
        "accept": "on",
    }
    refused = client.post(f"{CHAPTER}comment/", typed)
    tree = html.fromstring(refused.content)
    assert refused.status_code == 409
    assert tree.xpath("//textarea")[0].value.strip() == "I wrote this for two hours."
    assert tree.xpath("//input[@name='name']/@value") == ["Gita"]
    assert Comment.objects.count() == 1
