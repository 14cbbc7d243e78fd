"""The pages on which people have something erased, and staff does it for them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from consult.accounts.models import User
from consult.comments.models import Comment
from consult.core.models import OutgoingMail
from consult.erasure.models import Hold
from tests.erasure.attached import guest_comment

pytestmark = pytest.mark.django_db


def fresh_client(user: User) -> Client:
    """Return a client that proved just now who sits before it."""
    client = Client()
    client.force_login(user, backend="consult.accounts.backends.AuthenticationBackend")
    session = client.session
    session["account_authentication_methods_user"] = str(user.pk)
    session["account_authentication_methods"] = [
        {"method": "password", "at": timezone.now().timestamp()}
    ]
    session.save()
    return client


def test_from_the_account_to_the_gap_in_the_discussion(
    post: Any, judge: Any, participant: Any, chapter: Any
) -> None:
    comment = post("Which minutes?")
    judge(comment)
    stale, client = Client(), fresh_client(participant)
    stale.force_login(participant, backend="consult.accounts.backends.AuthenticationBackend")
    address = f"/en/erasure/receipts/{comment.receipt_token}/"

    assert comment.number in client.get("/en/account/erasure/").content.decode()
    assert stale.post(address, {"sure": "on"}).status_code == 403
    assert client.post(address, {}).status_code == 400
    response = client.post(address, {"sure": "on"})

    assert response["Location"] == comment.receipt_path
    receipt = client.get(comment.receipt_path).content.decode()
    assert "Your text has been erased." in receipt
    assert "Which minutes?" not in receipt
    page = client.get(f"/en/reviews/vnr-2026/{chapter.slug}/").content.decode()
    assert re.search(rf"{comment.number}</bdi> Erased at the author’s request", page)
    assert client.get(address)["Location"] == comment.receipt_path


def test_a_guest_gets_the_link_by_mail_and_watches(
    chapter: Any, code: Any, client: Any, work_off_tasks: Callable[[], int]
) -> None:
    comment = guest_comment(chapter, code, "As a guest.")

    client.post(f"/en/erasure/receipts/{comment.receipt_token}/link/")
    mail = OutgoingMail.objects.get(subject="The link that erases what you sent")
    found = re.search(r"http\S+", mail.text)
    assert found is not None
    address = found[0].removeprefix("http://127.0.0.1:8000")
    assert "1 submission came from your address." in client.get(address).content.decode()
    watched = client.post(address, {"sure": "on"})["Location"]
    assert "0 of 1" in client.get(watched).content.decode()
    work_off_tasks()

    assert "1 submission has been erased" in client.get(watched).content.decode()
    assert client.get(address).status_code == 410
    mail.refresh_from_db()
    assert mail.text == ""


def test_staff_carries_out_a_letter_in_the_page(
    post: Any, administrator: Any, signed_in: Any, review: Any
) -> None:
    erased, kept = post("Goes."), post("Stays.")
    client = signed_in(administrator)
    said = {"asked_by": "request", "source": "Letter of 3 May", "sure": "on"}

    desk = f"/en/moderation/{review.slug}/erasure/"
    unknown = client.post(desk, {**said, "number": "VNR26-1", "act": "one"})
    assert "No submission of this review has the number VNR26-1." in unknown.content.decode()
    assert client.post(desk, {**said, "number": erased.number, "act": "one"}).status_code == 302
    client.post(desk, {**said, "number": kept.number, "act": "hold"})
    assert "Letter of 3 May" in client.get(desk).content.decode()

    assert Comment.objects.get(pk=erased.pk).erased_for == "request"
    refused = client.post(desk, {**said, "number": kept.number, "act": "one"})
    assert refused.status_code == 409
    client.post(f"{desk}{Hold.objects.get().pk}/lift/")
    assert "No text is kept" in client.get(desk).content.decode()
