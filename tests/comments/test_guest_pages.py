"""What a guest sends, confirms and gets, in a browser's terms."""

from __future__ import annotations

import re
from typing import Any
from unittest.mock import patch

from django.utils import timezone

from consult.comments.models import Comment, Unconfirmed
from consult.comments.rules.acceptance import AcceptanceMissing
from consult.comments.rules.submission import EmailWrong, NameMissing, TextMissing
from consult.core.models import OutgoingMail
from tests.comments.pages import WRITE, filled, kept, tree_of
from tests.comments.scene import nothing_happens, require_errors


def test_guest_sends_looks_and_confirms(client: Any, chapter: Any, code: Any) -> None:
    page = client.get(WRITE.replace("/en/", "/ka/"))
    said = filled(page, name="Gita <Guest>", email="gita@example.org", body="Name <i>two</i>.")
    response = client.post(WRITE.replace("/en/", "/ka/"), said)
    assert response.url == "/ka/comments/sent/"
    assert "72" in client.get(response.url).content.decode()
    assert Comment.objects.count() == 0
    found = re.search(r"http://127\.0\.0\.1:8000(/ka/\S+)", OutgoingMail.objects.get().text)
    assert found is not None
    link = found[1]
    shown = client.get(link)
    assert "Gita <Guest>" in tree_of(shown).text_content()
    assert tree_of(shown).xpath("//*[contains(@class, 'comment-text')]")[0].text_content() == (
        "Name <i>two</i>."
    )
    assert Comment.objects.count() == 0
    done = client.post(link)
    comment = Comment.objects.get()
    assert (done.url, comment.author_name) == (comment.receipt_path, "Gita <Guest>")
    with nothing_happens():
        assert client.post(link).url == comment.receipt_path
    again = tree_of(client.get(link)).text_content()
    assert comment.number in again
    assert "Gita" not in again


def test_receipt_speaks_the_language_of_the_sender_until_another_is_chosen(
    client: Any, chapter: Any, code: Any
) -> None:
    said = filled(client.get(WRITE), name="Gita", email="gita@example.org")
    client.post(WRITE.replace("/en/", "/ar/"), said)
    found = re.search(r"http://127\.0\.0\.1:8000(/ar/\S+)", OutgoingMail.objects.get().text)
    assert found is not None
    receipt = client.post(found[1]).url
    assert tree_of(client.get(receipt)).get("lang") == "ar"
    client.cookies["django_language"] = "fr"
    assert tree_of(client.get(receipt)).get("lang") == "fr"


def test_guest_form_shows_every_error_and_keeps_everything(
    client: Any, chapter: Any, code: Any
) -> None:
    page = client.get(WRITE)
    with nothing_happens():
        refused = client.post(WRITE, filled(page, name="Gita", email="gita", accept=""))
        empty = client.post(WRITE, filled(page, body="", name="", email="", accept=""))
    require_errors(tree_of(refused), EmailWrong.message, AcceptanceMissing.message)
    require_errors(
        tree_of(empty),
        TextMissing.message,
        NameMissing.message,
        EmailWrong.message,
        AcceptanceMissing.message,
    )
    assert tree_of(refused).xpath("//input[@name='email']/@value") == ["gita"]
    assert tree_of(refused).xpath("//input[@name='name']/@value") == ["Gita"]
    assert kept(refused) == "Name the two."


def test_expired_and_forged_links_have_a_clear_page(client: Any, chapter: Any, code: Any) -> None:
    client.post(WRITE, filled(client.get(WRITE), name="Gita", email="gita@example.org"))
    found = re.search(r"/en/comments/confirm/\S+/", OutgoingMail.objects.get().text)
    assert found is not None
    link = found[0]
    later = timezone.now().timestamp() + 73 * 3600
    with patch("django.core.signing.time.time", return_value=later), nothing_happens():
        for response in (client.get(link), client.post(link)):
            assert response.status_code == 410
            assert "it was good for 72 hours" in response.content.decode()
    with nothing_happens():
        for response in (client.get(link[:-2] + "/"), client.post(link[:-2] + "/")):
            assert response.status_code == 404
            assert "Copy the whole address from the mail" in response.content.decode()
    Unconfirmed.objects.all().delete()
    assert client.get(link).status_code == 404
