"""Hostile titles of chapters and motions come back as text, on pages and in mails."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from consult.accounts.actions import grant_role
from consult.accounts.rules.roles import Role
from consult.core.errors import DomainError
from consult.core.models import OutgoingMail
from consult.core.text import clean_line
from consult.council.actions import add_institution, put_motion, set_seat
from consult.council.models import Motion
from consult.council.rules.presets import PRESETS
from consult.drafts.actions import add_chapter
from consult.drafts.models import Chapter
from consult.reviews.actions import open_review
from consult.reviews.models import Review
from tests.portal.hostile import HARMLESS, OWN, parsed, shared, skeleton

pytestmark = pytest.mark.django_db

SignIn = Callable[[Any], Client]
# What a title may hold at most; the forms refuse a longer one beside its field.
LONGEST = 200
CHAPTERS_A_REVIEW = 300
# Of the shared strings every so many is a motion's title: a motion has a roll and mails of its own.
STEP = 15


@pytest.fixture
def editor(person: Any) -> Any:
    return person(Role.EDITOR)


@pytest.fixture
def review_called(administrator: Any, editor: Any) -> Callable[[str], Review]:
    """Return a maker of empty reviews with an editor."""

    def make(slug: str) -> Review:
        review = open_review(
            actor=administrator,
            slug=slug,
            number_prefix=slug.upper(),
            timezone="UTC",
            languages=["en"],
            title={"en": "A review"},
            country={"en": "Anyland"},
            summary={"en": "It is about titles."},
        )
        grant_role(actor=administrator, review=review, user=editor, role=Role.EDITOR)
        return review

    return make


def keepable(strings: Sequence[str]) -> list[str]:
    """Return the titles that can be kept, cleaned and cut; the others are refused, see below."""
    whole = [title for title in strings if "\x00" not in title]
    return [title for title in (clean_line(each[:LONGEST]) for each in whole) if title]


def add_chapters(review: Review, editor: Any, titles: Sequence[str]) -> None:
    """Add a chapter under each title."""
    for position, title in enumerate(titles, start=1):
        add_chapter(
            actor=editor,
            review=review,
            slug=f"c-{position}",
            position=position,
            title={"en": title},
            source_language="en",
        )


def pages_of(review: Review, client: Client) -> list[Any]:
    """Return the trees of the review's page and of its desk."""
    addresses = (f"/en/reviews/{review.slug}/", f"/en/editing/{review.slug}/")
    return [parsed(client.get(address).content) for address in addresses]


def test_every_string_is_text_as_the_title_of_a_chapter(
    review_called: Callable[[str], Review], editor: Any, signed_in: SignIn
) -> None:
    client = signed_in(editor)
    strings = [*OWN, *shared()]
    titles = keepable(strings)
    assert len(titles) > len(strings) - 10
    harmless = review_called("harmless")
    add_chapters(harmless, editor, [HARMLESS] * CHAPTERS_A_REVIEW)
    expected = [skeleton(page) for page in pages_of(harmless, client)]
    for begin in range(0, len(titles), CHAPTERS_A_REVIEW):
        some = titles[begin : begin + CHAPTERS_A_REVIEW]
        some += [HARMLESS] * (CHAPTERS_A_REVIEW - len(some))
        hostile = review_called(f"hostile-{begin}")
        add_chapters(hostile, editor, some)
        public, desk = pages_of(hostile, client)
        for path, page in (("//ol[@class='chapters']/li", public), ("//section/header/h2", desk)):
            listed = [" ".join(element.text_content().split()) for element in page.xpath(path)]
            assert len(listed) == CHAPTERS_A_REVIEW
            assert [pair for pair in zip(listed, some, strict=True) if pair[1] not in pair[0]] == []
        assert [skeleton(public), skeleton(desk)] == expected


def test_a_title_that_cannot_be_kept_is_refused_beside_its_field(
    review_called: Callable[[str], Review], editor: Any, signed_in: SignIn
) -> None:
    review = review_called("strict")
    client = signed_in(editor)
    typed = {"slug": "a", "position": "1", "source_language": "en"}
    for title, reason in (
        ("x" * (LONGEST + 1), "200"),
        ("a\x00b", "Null characters are not allowed."),
        (" \u200a ", "Enter the title of the chapter."),
    ):
        address = f"/en/editing/{review.slug}/chapters/add/"
        refused = client.post(address, {**typed, "title_en": title})
        page = parsed(refused.content)
        assert refused.status_code in {200, 400}
        assert page.xpath("//input[@name='title_en'][@aria-invalid='true']")
        assert reason in page.xpath("//*[@data-error-summary]")[0].text_content()
    assert not Chapter.objects.filter(review=review).exists()


@pytest.fixture
def put(review: Review, chapter: Chapter, person: Any) -> Callable[[str], Motion]:
    """Return a putter of motions under a title, to a council of one seat."""
    secretary = person(Role.COUNCIL_SECRETARY)
    ministry = add_institution(
        actor=secretary, review=review, slug="water", name={"en": "Ministry of Water"}
    )
    member = person(Role.COUNCIL_MEMBER)
    set_seat(
        actor=secretary,
        review=review,
        institution=ministry,
        position=1,
        weight=1,
        people=[member],
    )

    def run(title: str) -> Motion:
        return put_motion(
            actor=secretary,
            review=review,
            title={"en": title[:LONGEST]},
            explanation={"en": clean_line(title)},
            versions=[chapter.versions.get()],
            authentic_language="en",
            rules=dict(PRESETS["simple_majority"].data),
            opens_at=None,
            closes_at=timezone.now() + timedelta(hours=1),
            key=uuid.uuid4(),
        )

    return run


def test_strings_are_text_as_the_title_and_explanation_of_a_motion(
    put: Callable[[str], Motion], person: Any, signed_in: SignIn
) -> None:
    client = signed_in(person(Role.OBSERVER))
    plain = put(HARMLESS)
    expected = _motion_page(client, plain), _mail_about(plain)
    motions = []
    for title in [*OWN, *shared()[::STEP]]:
        try:
            motions.append((clean_line(title[:LONGEST]), put(title)))
        except DomainError as refused:
            assert refused.code in {"motion_untitled", "text_refused"}
            assert not clean_line(title.replace("\x00", "")) or "\x00" in title
    for title, motion in motions[: len(OWN)]:
        page = parsed(client.get(f"/en/council/motions/{motion.pk}/").content)
        assert " ".join(page.xpath("//h1")[0].text_content().split()) == " ".join(title.split())
        assert skeleton(page) == expected[0]
    for title, motion in motions:
        assert _mail_about(motion) == expected[1], title
    room = parsed(client.get("/en/council/vnr-2026/").content)
    cards = room.xpath("//li[@class='card']")
    assert len(cards) == len(motions) + 1
    assert len({tuple(skeleton(card)) for card in cards}) == 1


def _motion_page(client: Client, motion: Motion) -> list[Any]:
    return skeleton(parsed(client.get(f"/en/council/motions/{motion.pk}/").content))


def _mail_about(motion: Motion) -> list[Any]:
    """Return the skeleton of the mail that told the roll; its subject is one line of plain text."""
    mail = OutgoingMail.objects.get(text__contains=str(motion.pk))
    assert mail.subject == f"Motion {motion.number} is put to the council: " + " ".join(
        motion.title.split()
    )
    return skeleton(parsed(mail.html))
