"""The whole way, in real browsers: from a Word file to an adopted text that anybody can verify."""

from __future__ import annotations

import time
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser import journey_talk as talk
from tests.browser import journey_text as text
from tests.browser import journey_vote as council
from tests.browser.journey import Journey, Member
from tests.comments.scene import publish_code_of

if TYPE_CHECKING:
    from consult.reviews.models import Review
    from tests.browser.conftest import OpenPage
    from tests.conftest import MakePerson

SHARED = Path(__file__).parents[2].parent / "shared" / "data" / "drafts"
CHINESE = "second-vnrs.zh-hans.docx"
PASSWORD = "a long enough pass phrase"
# The least time, in seconds, that three members get for four ballots.
LEAST_VOTING = 8.0


@pytest.fixture(params=["made.docx", CHINESE])
def word_file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Return the file to import: one that the test makes, and a real one where it is."""
    path = SHARED / request.param if request.param == CHINESE else tmp_path / request.param
    if request.param != CHINESE:
        path.write_bytes(text.made_file())
    elif not path.exists():
        pytest.skip(f"The shared draft {CHINESE} is not here.")
    return path


@pytest.fixture
def language(word_file: Path) -> str:
    """Return the language in which the file is written."""
    return "zh-hans" if word_file.name == CHINESE else "en"


@pytest.fixture
def review(administrator: Any, language: str) -> Review:
    """Return an open review that takes the file's language."""
    from django.utils import timezone

    from consult.reviews.actions import open_review, set_window

    opened = open_review(
        actor=administrator,
        slug="vnr-2026",
        number_prefix="VNR26",
        timezone="Africa/Nairobi",
        languages=["en"] if language == "en" else ["en", language],
        title={"en": "VNR 2026"},
        country={"en": "Anyland"},
        summary={"en": "How Anyland carries out the 2030 Agenda."},
    )
    now = timezone.now()
    return set_window(
        actor=administrator,
        review=opened,
        opens_at=now - timedelta(days=1),
        closes_at=now + timedelta(days=30),
    )


@pytest.fixture
def members(review: Review, person: MakePerson, secretary: Any) -> list[Member]:
    """Return three seats, each of a ministry of its own, with their members."""
    from consult.accounts.rules.roles import Role
    from consult.council.actions import add_institution, set_seat

    found = []
    for place, name in enumerate(("Water", "Health", "Finance")):
        voter = person(Role.COUNCIL_MEMBER, name=f"Minister of {name}")
        ministry = add_institution(
            actor=secretary,
            review=review,
            slug=name.lower(),
            name={"en": f"Ministry of {name}"},
        )
        seat = set_seat(
            actor=secretary,
            review=review,
            institution=ministry,
            position=place,
            weight=1,
            people=[voter],
        )
        found.append(Member(seat, voter))
    return found


@pytest.fixture
def secretary(person: MakePerson) -> Any:
    from consult.accounts.rules.roles import Role

    return person(Role.COUNCIL_SECRETARY, name="Sena Secretary")


@pytest.fixture(params=[True, False], ids=["javascript", "no-javascript"])
def journey(
    request: pytest.FixtureRequest,
    open_page: OpenPage,
    language: str,
    review: Review,
    person: MakePerson,
    secretary: Any,
    members: list[Member],
    mailoutbox: list[Any],
    tmp_path: Path,
) -> Journey:
    """Return a journey whose people are at their desks and whose code of conduct is published."""
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    from consult.accounts.rules.roles import Role

    editor = person(Role.EDITOR, name="Edith Editor", second_factor=False)
    editor.set_password(PASSWORD)
    editor.save(update_fields=["password"])
    secret = generate_totp_secret()
    TOTP.activate(editor, secret)
    moderator = person(Role.LEAD_MODERATOR, name="Mona Moderator")
    publish_code_of(review, moderator)
    return Journey(
        open_page=open_page,
        javascript=request.param,
        language=language,
        review=review,
        mails=mailoutbox,
        folder=tmp_path,
        editor=editor,
        moderator=moderator,
        secretary=secretary,
        members=members,
        editor_password=PASSWORD,
        editor_secret=secret,
    )


# What the journey leaves in the ledger, in this order.
EVENTS = [
    "version.published.v1",
    "comment.posted.v1",
    "case.decided.v1",
    "comment.answered.v1",
    "motion.put.v1",
    "motion.roll_frozen.v1",
    *["ballot.cast.v1"] * 4,
    "motion.closed.v1",
]


def test_a_word_file_becomes_a_text_that_the_council_has_adopted(
    journey: Journey, word_file: Path
) -> None:
    from consult.core.models import Entry
    from consult.core.signing import public_key

    before = Entry.objects.count()
    started = time.monotonic()
    desk = journey.sign_in_editor()
    text.add_chapter(journey, desk)
    text.import_and_check(journey, desk, word_file)
    text.publish(journey, desk)

    page = text.read_chapter(journey, word_file)
    key, words = talk.choose_passage(journey, page)
    assert bool(words) == journey.javascript
    talk.write_comment(journey, page, words)
    comment = talk.confirm(journey, page, words)
    assert str(comment.block_key) == key
    receipt = council.keep_receipt(journey, comment)
    head = council.keep_head(journey)
    talk.approve(journey, comment)
    talk.answer(journey, comment)
    talk.see_what_became(journey, comment, key, words)

    # Four ballots take fewer pages than all the above, on a slow machine as on a fast one.
    motion = council.put_motion(journey, max(LEAST_VOTING, time.monotonic() - started))
    watched = council.follow(journey, motion)
    first, second, third = journey.members
    council.see_count(watched, 0)
    council.vote(journey, motion, first, "Approve")
    council.see_count(watched, 1)
    council.vote(journey, motion, second, "Approve with reservations", council.REASON)
    council.see_count(watched, 2)
    council.vote(journey, motion, third, "Abstain")
    council.see_count(watched, 3)
    council.vote(journey, motion, third, "Reject")
    council.see_result(journey, motion, watched)

    report = council.verify(journey, public_key(), head, receipt)
    events = list(Entry.objects.order_by("index").values_list("event", flat=True))
    assert events[before:] == EVENTS
    assert (report[0], report[1].split(" ")[0]) == ("valid", str(len(events)))
    assert f"motion “{council.MOTION}”: adopted, 4 ballots, recounted" in report
    assert report[-1] == f"receipt: entry {comment.entry_index} is in the log"
