"""The council's pages: who sees what, what a refused form keeps, and how many queries it takes."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from consult.accounts.rules.roles import Role
from consult.core.models import Entry
from consult.council.actions import cast_ballot, close_motion, put_motion
from consult.council.models import Ballot, Motion
from consult.reviews.models import Review
from tests.council.conftest import Council
from tests.council.pages import motion_url, words

pytestmark = pytest.mark.django_db

SignIn = Callable[[Any], Client]


def vote(council: Council, motion: Motion, seat: int, choice: str, reason: str = "") -> Ballot:
    return cast_ballot(
        actor=council.people[seat][0],
        motion_id=motion.pk,
        seat_id=council.seats[seat].pk,
        choice=choice,
        reason=reason,
        key=uuid.uuid4(),
    )


def test_observers_enter_the_room_and_others_find_nothing_there(
    review: Review, council: Council, motion: Motion, person: Any, signed_in: SignIn
) -> None:
    addresses = [
        reverse("council:room", args=[review.slug]),
        motion_url(motion),
        motion_url(motion, "state"),
    ]
    observer, stranger = signed_in(person(Role.OBSERVER)), signed_in(person(Role.EDITOR))
    for address in addresses:
        assert (observer.get(address).status_code, stranger.get(address).status_code) == (200, 404)
        anonymous = Client().get(address)
        assert (anonymous.status_code, anonymous["Location"].split("?")[0]) == (
            302,
            reverse("account_login"),
        )
    for address in (reverse("council:put", args=[review.slug]), motion_url(motion, "close")):
        assert observer.get(address).status_code == 404
    assert signed_in(council.secretary).get(motion_url(motion)).status_code == 200


def test_the_room_lists_motions_and_seats(
    review: Review, council: Council, motion: Motion, signed_in: SignIn
) -> None:
    page = signed_in(council.people[0][0]).get(reverse("council:room", args=[review.slug]))
    text = words(page)
    assert "Adopt the highlights VNR26-M-001 Open for voting" in text
    assert "Ministry 2 Member 2 member Alternate 2 alternate 1 1" in text
    assert "Put a motion" not in text


def test_the_motion_page_shows_texts_with_hashes_rule_and_deadline(
    review: Review, council: Council, motion: Motion, signed_in: SignIn
) -> None:
    page = signed_in(council.people[0][0]).get(motion_url(motion))
    text = words(page)
    for row in motion.texts.all():
        assert row.sha256 in text
    assert "votes in favour: more than 1/2 of the votes for and against" in text
    local = motion.closes_at.astimezone(ZoneInfo("Africa/Nairobi"))
    assert f"{local:%H:%M}" in text or f"{local:%-I:%M}" in text
    assert "(Africa/Nairobi)" in text
    assert f"{motion.closes_at:%H:%M} UTC" in text
    links = html.fromstring(page.content.decode()).xpath("//section[@aria-labelledby='texts']//a")
    address = reverse("portal:version", args=[review.slug, "highlights", 1])
    assert {link.get("href") for link in links} == {f"{address}?lang=en", f"{address}?lang=fr"}


def test_choices_of_others_stay_hidden_until_the_close(
    council: Council,
    motion: Motion,
    signed_in: SignIn,
    let_voting_end: Callable[[Motion], Motion],
) -> None:
    secret = vote(council, motion, 0, "reservations", "The secret reservations.")
    client = signed_in(council.people[1][0])
    page = client.get(motion_url(motion))
    assert "The secret reservations" not in page.content.decode()
    assert "state-reservations" not in page.content.decode()
    assert "Ministry 0 Member 0 member Alternate 0 alternate 1 1 Has voted" in words(page)
    own = words(signed_in(council.people[0][0]).get(motion_url(motion)))
    index = Entry.objects.get(subject=secret.reference).index
    assert f"Ballot 1 of this motion, ledger entry {index}. This ballot counts." in own
    assert "The secret reservations." in own
    let_voting_end(motion)
    close_motion(actor=None, motion_id=motion.pk)
    closed = words(client.get(motion_url(motion)))
    assert "Approve with reservations Member 0 The secret reservations." in closed
    assert "Quorum not reached" in closed
    assert "seats taking part: more than 1/2 of all seats on the roll 1 3 3/2 No" in closed
    assert "votes in favour: more than 1/2 of the votes for and against 1 1 1/2 Yes" in closed


def test_a_vote_sent_by_the_form_is_confirmed(
    council: Council, motion: Motion, signed_in: SignIn
) -> None:
    client = signed_in(council.people[0][0])
    form = html.fromstring(client.get(motion_url(motion)).content.decode()).forms
    fields = next(dict(each.fields) for each in form if "choice" in each.fields)
    ticked = {name: value for name, value in fields.items() if value is not None}
    sent = {**ticked, "choice": "reject", "reason": "Too late."}
    page = client.post(motion_url(motion, "vote"), sent, follow=True)
    assert page.redirect_chain == [(motion_url(motion), 302)]
    assert "Your ballot is recorded: Reject. It is ballot 1 of this motion." in words(page)
    (ballot,) = Ballot.objects.all()
    assert (ballot.choice, ballot.reason) == ("reject", "Too late.")
    client.post(motion_url(motion, "vote"), sent)
    assert Ballot.objects.count() == 1


@pytest.mark.parametrize(
    ("sent", "status", "sentence"),
    [
        ({"choice": ""}, 400, "Choose how you vote."),
        ({"choice": "reservations", "reason": ""}, 400, "Say what your reservations are."),
        ({"choice": "perhaps"}, 400, "Select a valid choice."),
        ({"reason": "NUL \x00"}, 400, "Null characters are not allowed."),
    ],
)
def test_a_refused_vote_keeps_what_was_typed(
    sent: dict[str, str],
    status: int,
    sentence: str,
    council: Council,
    motion: Motion,
    signed_in: SignIn,
) -> None:
    client = signed_in(council.people[0][0])
    seat, key = str(council.seats[0].pk), str(uuid.uuid4())
    fields = {"seat": seat, "key": key, "choice": "reject", "reason": "Kept words.", **sent}
    page = client.post(motion_url(motion, "vote"), fields)
    assert page.status_code == status
    assert sentence in words(page, "//*[@data-error-summary]")
    if "reason" not in sent:
        assert words(page, "//textarea") == "Kept words."
    assert not Ballot.objects.exists()


def test_a_vote_after_the_deadline_keeps_what_was_typed(
    council: Council,
    motion: Motion,
    signed_in: SignIn,
    let_voting_end: Callable[[Motion], Motion],
) -> None:
    let_voting_end(motion)
    fields = {"seat": str(council.seats[0].pk), "key": str(uuid.uuid4()), "choice": "reject"}
    client = signed_in(council.people[0][0])
    page = client.post(motion_url(motion, "vote"), {**fields, "reason": "Kept words."})
    assert page.status_code == 409
    assert "Your ballot was not recorded." in words(page, "//*[@data-error-summary]")
    assert words(page, "//textarea") == "Kept words."
    assert "The deadline has passed and no more votes are taken." in words(page)


def test_a_key_used_for_another_vote_is_refused_and_renewed(
    council: Council, motion: Motion, signed_in: SignIn
) -> None:
    client = signed_in(council.people[0][0])
    fields = {"seat": str(council.seats[0].pk), "key": str(uuid.uuid4()), "choice": "reject"}
    client.post(motion_url(motion, "vote"), fields)
    page = client.post(motion_url(motion, "vote"), {**fields, "choice": "approve"})
    assert page.status_code == 409
    (key,) = html.fromstring(page.content.decode()).xpath("//input[@name='key']/@value")
    assert key != fields["key"]
    client.post(motion_url(motion, "vote"), {**fields, "choice": "approve", "key": key})
    assert list(Ballot.objects.values_list("choice", flat=True)) == ["reject", "approve"]


def test_a_vote_for_somebody_elses_seat_is_refused(
    council: Council, motion: Motion, signed_in: SignIn
) -> None:
    client = signed_in(council.people[0][0])
    for seat, status in ((str(council.seats[1].pk), 403), ("nonsense", 400)):
        fields = {"seat": seat, "key": str(uuid.uuid4()), "choice": "approve"}
        assert client.post(motion_url(motion, "vote"), fields).status_code == status
    assert not Ballot.objects.exists()


def test_the_secretary_closes_after_a_question(
    council: Council,
    motion: Motion,
    signed_in: SignIn,
    let_voting_end: Callable[[Motion], Motion],
) -> None:
    client = signed_in(council.secretary)
    early = client.post(motion_url(motion, "close"))
    assert early.status_code == 409
    assert "Voting on this motion is not over yet." in words(early)
    let_voting_end(motion)
    assert "Close the motion now" in words(client.get(motion_url(motion)))
    assert Motion.objects.get().state == "open"
    assert "A closed motion cannot be opened again." in words(
        client.get(motion_url(motion, "close"))
    )
    page = client.post(motion_url(motion, "close"), follow=True)
    assert "The motion is closed and its result is recorded." in words(page)
    assert Motion.objects.get().state == "closed"


def test_the_state_for_scripts_says_who_voted_and_never_how(
    council: Council, motion: Motion, signed_in: SignIn
) -> None:
    vote(council, motion, 1, "reject", "Hidden words.")
    answer = signed_in(council.people[0][0]).get(motion_url(motion, "state"))
    state = answer.json()
    now = state.pop("now")
    assert state == {
        "motion": "VNR26-M-001",
        "sequence": 1,
        "phase": "open",
        "opens_at": motion.opens_at.isoformat(timespec="milliseconds"),
        "closes_at": motion.closes_at.isoformat(timespec="milliseconds"),
        "seats": 3,
        "voted": [str(council.seats[1].pk)],
        "stage": "vote",
        "status": None,
    }
    assert motion.opens_at.isoformat() <= now < motion.closes_at.isoformat()
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("size", [3, 30])
def test_the_pages_take_the_same_queries_with_3_and_30_seats(
    size: int,
    review: Review,
    make_council: Callable[..., Council],
    motion_arguments: Callable[..., dict[str, Any]],
    signed_in: SignIn,
    django_assert_num_queries: Any,
    let_voting_end: Callable[[Motion], Motion],
) -> None:
    council = make_council(size)
    motion = put_motion(**motion_arguments(actor=council.secretary))
    for seat in range(size):
        vote(council, motion, seat, "approve")
    client = signed_in(council.people[0][0])
    client.get(motion_url(motion))
    # One of them reads the passages that reservations may point at, and one the paper ballots.
    with django_assert_num_queries(16):
        client.get(motion_url(motion))
    with django_assert_num_queries(13):
        client.get(reverse("council:room", args=[review.slug]))
    with django_assert_num_queries(7):
        client.get(motion_url(motion, "state"))
    let_voting_end(motion)
    close_motion(actor=None, motion_id=motion.pk)
    with django_assert_num_queries(15):
        client.get(motion_url(motion))
