"""`manage.py open_review`."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from consult.accounts.rules.roles import Role
from consult.core.models import Entry, Log
from consult.reviews.models import Review
from tests.reviews.test_review import told

pytestmark = pytest.mark.django_db

ASKED = {
    "--prefix": ["VNR30"],
    "--timezone": ["Asia/Tbilisi"],
    "--languages": ["ka", "en"],
    "--title": ["en=VNR 2030 = the third", "ka=მიმოხილვა"],
    "--country": ["en=Anyland"],
}


def run(actor: Any, slug: str = "vnr-2030", **changed: list[str]) -> str:
    out = io.StringIO()
    arguments = [slug]
    for option, values in (ASKED | {f"--{name}": each for name, each in changed.items()}).items():
        if option == "--languages":
            arguments += [option, *values]
        else:
            arguments += [part for value in values for part in (option, value)]
    call_command("open_review", *arguments, "--as", actor.email, stdout=out)
    return out.getvalue()


def test_a_review_is_opened_with_its_texts_and_its_ledger(administrator: Any) -> None:
    said = run(administrator, summary=["en=How Anyland does."])

    assert said == "Opened the review “vnr-2030”. Its ledger is consult.example/vnr-2030.\n"
    review = Review.objects.get()
    assert (review.number_prefix, review.timezone, review.languages, review.is_demonstration) == (
        "VNR30",
        "Asia/Tbilisi",
        ["ka", "en"],
        False,
    )
    stored = Review.objects.values("title_en", "title_ka", "country_en", "summary_en").get()
    assert stored == {
        "title_en": "VNR 2030 = the third",
        "title_ka": "მიმოხილვა",
        "country_en": "Anyland",
        "summary_en": "How Anyland does.",
    }
    assert told(review) == [
        (
            "review.opened.v1",
            administrator.reference,
            review.reference,
            {
                "slug": "vnr-2030",
                "title": "VNR 2030 = the third",
                "languages": ["ka", "en"],
                "number_prefix": "VNR30",
            },
            {},
        )
    ]


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"title": ["VNR"]}, r"“VNR” is no text .* Write --title en=\"…\"; .* en, fr, ar, ka\.$"),
        ({"country": ["de=Land"]}, r"“de=Land” is no text in a language that pages are offered"),
        ({"title": ["en=A", "en=B"]}, r"^--title is given twice in the language en\.$"),
        ({"title": ["en= "]}, r"^Give the review a title in at least one language\.$"),
        ({"title": ["en=" + "x" * 201]}, r"^“x{40}…” is longer than 200 characters\.$"),
        ({"country": ["fr=" + "x" * 101]}, r"^“x{40}…” is longer than 100 characters\.$"),
        ({"timezone": ["Nairobi"]}, r"^There is no time zone called “Nairobi”\."),
        ({"languages": ["en", "xx"]}, r"^Choose languages for the texts .* these: en, fr, ar, ka,"),
        ({"prefix": ["vnr 30"]}, r"^“vnr 30” cannot stand before public numbers\."),
        ({"prefix": ["V" * 13]}, r"cannot stand before public numbers\."),
        ({"slug": "VNR 2030"}, r"^“VNR 2030” cannot stand in an address\."),
        ({"slug": "v" * 51}, r"cannot stand in an address\."),
        ({"slug": "vnr-2030\n"}, r"cannot stand in an address\."),
    ],
)
def test_mistakes_are_explained_and_nothing_stored(
    administrator: Any, changed: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(CommandError, match=sentence):
        run(administrator, **changed)

    assert (Review.objects.count(), Log.objects.count(), Entry.objects.count()) == (0, 0, 0)


def test_a_second_review_of_the_same_address_is_refused(administrator: Any) -> None:
    run(administrator)

    with pytest.raises(
        CommandError, match=r"^There is a review with this address or this number prefix"
    ):
        run(administrator)

    assert (Review.objects.count(), Entry.objects.count()) == (1, 1)


def test_only_the_installations_administrator_may(review: Review, person: Any) -> None:
    somebody = person(Role.ADMINISTRATOR)
    with pytest.raises(CommandError, match="Your role in this review does not allow this"):
        run(somebody)
    somebody.email = "nobody@consult.example"
    with pytest.raises(CommandError, match=r"^Nobody has an account with the address nobody@"):
        run(somebody)

    assert list(Review.objects.all()) == [review]
