"""The demonstration as the command builds it: what stands, where it breaks off, who is refused."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import F
from django.utils import timezone

from consult.accounts.models import Grant, User
from consult.accounts.rules.roles import PERMISSIONS
from consult.comments.models import Comment, Unconfirmed
from consult.core.models import Entry, Log
from consult.core.signing import public_key
from consult.council.models import (
    Appointment,
    Ballot,
    Motion,
    Proxy,
    RollPerson,
    Seat,
    Sitting,
)
from consult.council.rules.letter import media_type_of
from consult.council.rules.roll import PROXY_RANK
from consult.drafts.models import BlockText, Placement, Version
from consult.ledger.checkpoint import parse_verifier_key
from consult.reporting.exports import ledger_bundle
from consult.responses.models import Answer
from consult.reviews.actions import open_review
from consult.reviews.models import Review
from consult.verify.bundle import verify_bundle
from moderation.models import Case, Decision
from tests.demonstrated import Demonstration, rows
from tests.portal.demonstration import POLICY, data


class BrokenOff(Exception):
    """The machine goes away in the middle of a write."""


@contextmanager
def breaking_off(model: Any, number: int) -> Iterator[None]:
    """Raise at the given insertion into a model's table, inside the transaction that makes it."""
    insertion = f'INSERT INTO "{model._meta.db_table}"'
    seen = 0

    def watch(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        nonlocal seen
        if sql.startswith(insertion):
            seen += 1
            if seen == number:
                raise BrokenOff
        return execute(sql, *rest)

    with connection.execute_wrapper(watch):
        yield


def build() -> str:
    """Call the command; return what it says."""
    said = io.StringIO()
    call_command("demo", stdout=said)
    return said.getvalue()


def findings(review: Review) -> list[str]:
    """Verify the review's bundle; return what is wrong with it."""
    report, _entries = verify_bundle(ledger_bundle(review), parse_verifier_key(public_key()))
    return [str(finding) for finding in report.findings]


def test_comments_stand_in_every_state_and_many_languages(demonstrated: Review) -> None:
    assert Counter(Comment.objects.values_list("state", flat=True)) == {
        "published": 48,
        "pending": 10,
        "refused": 6,
    }
    assert Unconfirmed.objects.filter(comment__isnull=True).count() == 2
    assert Case.objects.filter(state="pending", claimed_until__gt=timezone.now()).count() == 2
    assert Counter(Decision.objects.values_list("verdict", flat=True)) == {
        "approve": 48,
        "reject": 6,
    }
    languages = Counter(Comment.objects.values_list("language", flat=True))
    waiting = Counter(Unconfirmed.objects.filter(comment=None).values_list("language", flat=True))
    assert languages + waiting == Counter(row["language"] for row in data("comments"))
    assert len(languages) == 8
    assert Comment.objects.filter(author=None).count() >= 10
    assert Comment.objects.exclude(replied_to=None).exists()
    assert set(Comment.objects.values_list("placement", flat=True)) == {
        "unchanged",
        "moved",
        "changed",
        "removed",
    }
    assert Answer.objects.filter(is_current=True).count() == 32
    assert len(set(Answer.objects.values_list("disposition", flat=True))) == 5


def test_chapters_are_published_in_their_languages_and_versions(demonstrated: Review) -> None:
    found = {
        (version.chapter.slug, version.number): sorted(
            version.renderings.values_list("language", flat=True)
        )
        for version in Version.objects.select_related("chapter")
    }
    slugs = [row["slug"] for row in data("chapters")]
    assert len(slugs) == 7
    assert found == {
        **{(slug, 1): ["en"] for slug in slugs if slug != POLICY},
        (POLICY, 1): ["ar", "en", "fr", "ka"],
        (POLICY, 2): ["ar", "en", "fr", "ka"],
    }
    current = Version.objects.filter(chapter__current=F("pk")).values_list(
        "chapter__slug", "number"
    )
    assert dict(current) == {slug: 2 if slug == POLICY else 1 for slug in slugs}


def test_the_council_has_decided_one_motion_and_votes_on_another(demonstrated: Review) -> None:
    motions = {motion.state: motion for motion in Motion.objects.all()}
    assert len(motions) == Motion.objects.count() == 2
    decided, going_on = motions["closed"], motions["open"]
    assert (decided.outcome["status"], decided.ballots.count()) == ("adopted", 9)
    assert (going_on.outcome, going_on.ballots.count()) == (None, 3)
    assert going_on.closes_at > timezone.now() + timedelta(days=1)
    assert Seat.objects.count() == 8
    (proxy,) = Proxy.objects.all()
    on_rolls = RollPerson.objects.filter(user=proxy.holder, rank=PROXY_RANK)
    assert {place.entry.seat for place in on_rolls} == {proxy.seat}
    assert on_rolls.count() == 2
    (letter,) = Appointment.objects.all()
    assert media_type_of(bytes(letter.letter.content)) == "application/pdf"
    (sitting,) = Sitting.objects.all()
    assert [item.motion for item in sitting.items.all()] == [going_on, None]
    assert Ballot.objects.values("entry", "motion").distinct().count() < Ballot.objects.count()
    assert findings(demonstrated) == []


def test_every_account_is_named_and_signs_in_with_the_password_shown(
    demonstrated: Review, demonstration: Demonstration
) -> None:
    lines = demonstration.told.splitlines()
    start = next(n for n, line in enumerate(lines) if line.startswith("Demonstration accounts"))
    password = lines[start].rsplit(" ", 1)[1]
    named = {line.split()[-1] for line in lines[start + 1 :]}
    assert named == {row["email"] for row in data("people")}
    for email in sorted(named)[:3]:
        assert authenticate(None, email=email, password=password) == User.objects.get(email=email)
    listed = io.StringIO()
    call_command("demo", "--accounts", stdout=listed)
    assert listed.getvalue().splitlines() == lines[start:]


def test_a_second_call_changes_nothing(demonstrated: Review, demonstration: Demonstration) -> None:
    head = Log.objects.get().head
    accounts = demonstration.told[demonstration.told.index("Demonstration accounts") :]
    assert build() == f"The demonstration stands.\n{accounts}"
    assert rows() == demonstration.rows
    assert Log.objects.get().head == head


def test_a_call_after_all_deadlines_changes_nothing(
    demonstrated: Review, demonstration: Demonstration
) -> None:
    """Whoever comes back after a month finds the demonstration as they left it."""
    month = timedelta(days=40)
    Review.objects.update(
        comments_open_at=F("comments_open_at") - month,
        comments_close_at=F("comments_close_at") - month,
    )
    Motion.objects.update(opens_at=F("opens_at") - month, closes_at=F("closes_at") - month)
    Unconfirmed.objects.update(sent_at=F("sent_at") - month)
    # The next guest's comment takes those away whose link has expired.
    assert Unconfirmed.objects.filter(comment=None).delete()[0] == 2
    before = rows()
    build()
    assert rows() == before
    assert findings(demonstrated) == []


def test_broken_off_at_many_places_it_goes_on_to_the_same_end(
    db: None, settings: Any, demonstration: Demonstration
) -> None:
    settings.DEMONSTRATION = True
    places: list[tuple[Any, int]] = [
        (Review, 1),
        (User, 5),
        (Grant, 9),
        (BlockText, 3),
        (Version, 3),
        (Comment, 7),
        (Decision, 2),
        (Decision, 9),
        (Unconfirmed, 2),
        (Answer, 5),
        (Placement, 1),
        (Comment, 4),
        (Seat, 4),
        (Ballot, 5),
        (Ballot, 11),
    ]
    for model, number in places:
        with breaking_off(model, number), pytest.raises(BrokenOff):
            build()
        assert sum(Log.objects.values_list("size", flat=True)) == Entry.objects.count()
    build()
    assert rows() == demonstration.rows
    review = Review.objects.get()
    assert findings(review) == []
    assert Counter(Entry.objects.values_list("event", flat=True))["case.decided.v1"] == 54


def test_it_is_refused_where_another_review_is(
    db: None, settings: Any, administrator: User
) -> None:
    settings.DEMONSTRATION = True
    _other_review(administrator)
    _refused("This database holds a review or people that are not the demonstration's.")


def test_it_is_refused_where_another_review_came_beside_it(
    demonstrated: Review, administrator: User
) -> None:
    _other_review(administrator)
    _refused("This database holds a review or people that are not the demonstration's.")


def test_it_is_refused_where_somebody_else_has_an_account(db: None, settings: Any) -> None:
    settings.DEMONSTRATION = True
    User.objects.create_user("somebody@consult.example", name="Somebody")
    _refused("This database holds a review or people that are not the demonstration's.")


def test_it_is_refused_where_this_is_no_demonstration(db: None) -> None:
    _refused("it runs only where CONSULT_DEMONSTRATION=1 says that this is a demonstration")


def _refused(sentence: str) -> None:
    """Hold the command to a refusal that leaves everything as it was."""
    before = rows()
    with pytest.raises(CommandError, match=sentence):
        build()
    assert rows() == before


def _other_review(administrator: User, *, is_demonstration: bool = False) -> Review:
    return open_review(
        actor=administrator,
        slug="another",
        number_prefix="ANO",
        timezone="UTC",
        languages=["en"],
        title={"en": "Another review"},
        country={"en": "Anyland"},
        summary={"en": "It has nothing to do with the demonstration."},
        is_demonstration=is_demonstration,
    )


def test_only_the_demonstration_waives_the_second_factor(
    demonstrated: Review, administrator: User, settings: Any
) -> None:
    other = _other_review(administrator)
    for grant in list(Grant.objects.all()):
        Grant.objects.create(
            user=grant.user, review=other, role=grant.role, granted_by=administrator
        )

    def allowed(review: Review) -> set[str]:
        people = User.objects.filter(is_superuser=False)
        return {
            permission
            for permission in PERMISSIONS
            for person in people
            if person.has_perm(permission, review)
        }

    # An observer looks and cosigns heads, and needs no second factor for it anywhere.
    assert allowed(other) == {"council.view_room", "council.cosign_head"}
    assert allowed(demonstrated) == set(PERMISSIONS)
    settings.DEMONSTRATION = False
    assert allowed(demonstrated) == {"council.view_room", "council.cosign_head"}
