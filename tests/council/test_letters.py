"""Letters of appointment: kept under their hash, and read by few."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from consult.accounts.rules.roles import Role
from consult.core.errors import NotPermitted, NotThere
from consult.core.models import Entry
from consult.council.actions import file_letter, give_proxy
from consult.council.models import Appointment, Letter
from consult.council.rules.letter import (
    LARGEST_LETTER,
    LetterNotReadable,
    LetterTooLarge,
    media_type_of,
)
from consult.council.selectors.clock import database_now
from consult.reviews.models import Review
from tests.council.conftest import Council
from tests.council.pages import words

PDF = b"%PDF-1.7 We appoint Member 0."

SignIn = Callable[[Any], Client]


@pytest.fixture
def file(review: Review, council: Council) -> Callable[..., Appointment]:
    """Return a function that files a letter for the member of the first seat."""

    def act(**changes: Any) -> Appointment:
        usual: dict[str, Any] = {
            "actor": council.secretary,
            "review": review,
            "seat_id": council.seats[0].pk,
            "user_id": council.people[0][0].pk,
            "data": PDF,
        }
        return file_letter(**(usual | changes))

    return act


def test_what_a_letter_may_be() -> None:
    assert media_type_of(PDF) == "application/pdf"
    assert media_type_of(b"\x89PNG\r\n\x1a\n...") == "image/png"
    assert media_type_of(b"\xff\xd8\xff\xe0...") == "image/jpeg"
    for data in (b"", b"<svg/>", b"PK\x03\x04", b" %PDF-1.7"):
        with pytest.raises(LetterNotReadable):
            media_type_of(data)
    with pytest.raises(LetterTooLarge):
        media_type_of(PDF + b" " * LARGEST_LETTER)


@pytest.mark.django_db
def test_a_letter_is_kept_as_it_came_and_its_hash_is_in_the_ledger_once(
    council: Council, file: Callable[..., Appointment]
) -> None:
    filed = file()
    assert file() == filed
    sha256 = hashlib.sha256(PDF).hexdigest()
    letter = Letter.objects.get()
    assert (letter.sha256, bytes(letter.content)) == (sha256, PDF)
    entry = Entry.objects.get(event="council.letter_filed.v1")
    assert json.loads(bytes(entry.leaf))["data"] == {
        "seat": council.seats[0].reference,
        "person": council.people[0][0].reference,
        "sha256": sha256,
        "media_type": "application/pdf",
    }
    # The same letter may appoint to another seat; a later one is added and the first stays.
    file(seat_id=council.seats[1].pk, user_id=council.people[1][0].pk)
    file(data=PDF + b" Again.")
    assert (Letter.objects.count(), Appointment.objects.count()) == (2, 3)
    with pytest.raises(IntegrityError), transaction.atomic():
        Letter.objects.update(content=b"%PDF-1.7 Another.")
    with pytest.raises(IntegrityError), transaction.atomic():
        Appointment.objects.update(user=council.people[2][0])


@pytest.mark.django_db
def test_a_letter_is_for_who_sits_on_the_seat_or_represents_it(
    review: Review, council: Council, file: Callable[..., Appointment]
) -> None:
    other = council.people[2][0]
    with pytest.raises(NotThere):
        file(user_id=other.pk)
    with pytest.raises(NotThere):
        file(seat_id=uuid.uuid4())
    with pytest.raises(NotPermitted):
        file(actor=council.people[0][0])
    give_proxy(
        actor=council.secretary,
        review=review,
        seat_id=council.seats[0].pk,
        holder=other,
        since=database_now(),
        until=None,
        key=uuid.uuid4(),
    )
    assert file(user_id=other.pk).user == other


@pytest.mark.django_db
def test_the_page_files_and_only_secretary_and_administrators_read(
    review: Review, council: Council, person: Any, signed_in: SignIn
) -> None:
    address = reverse("council:letters", args=[review.slug])
    client = signed_in(council.secretary)
    assert "Ministry 0 No letter yet: Member 0 , Alternate 0" in words(client.get(address))
    appointed = f"{council.seats[0].pk} {council.people[0][0].pk}"
    page = client.post(
        address,
        {"appointed": appointed, "file": SimpleUploadedFile("../l.html", PDF)},
        follow=True,
    )
    assert "The letter is filed" in words(page, "//body")
    assert "Letter for Member 0" in words(page)
    refused = client.post(
        address, {"appointed": appointed, "file": SimpleUploadedFile("l.pdf", b"<svg/>")}
    )
    assert refused.status_code == 400
    assert "Upload the letter as a PDF file" in words(refused)

    download = reverse("council:letter", args=[Appointment.objects.get().pk])
    for reader in (council.secretary, person(Role.ADMINISTRATOR)):
        answer = signed_in(reader).get(download)
        assert (answer.content, answer["Content-Type"]) == (PDF, "application/pdf")
        assert answer["Content-Disposition"].startswith('attachment; filename="letter-')
        assert answer["X-Content-Type-Options"] == "nosniff"
    for stranger in (council.people[0][0], person(Role.OBSERVER)):
        assert signed_in(stranger).get(download).status_code == 404
        assert signed_in(stranger).get(address).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("size", [3, 30])
def test_the_page_takes_the_same_queries_with_3_and_30_letters(
    size: int,
    review: Review,
    make_council: Callable[..., Council],
    signed_in: SignIn,
    django_assert_num_queries: Any,
) -> None:
    council = make_council(size)
    for seat, (member, _alternate) in zip(council.seats, council.people, strict=True):
        file_letter(
            actor=council.secretary, review=review, seat_id=seat.pk, user_id=member.pk, data=PDF
        )
    client = signed_in(council.secretary)
    address = reverse("council:letters", args=[review.slug])
    client.get(address)
    with django_assert_num_queries(9):
        client.get(address)
