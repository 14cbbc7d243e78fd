"""The rota, who reads which language, and the mail to whoever is on duty."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from lxml import html

from consult.accounts.actions import choose_languages
from consult.accounts.actions.choose_languages import LanguageUnknown
from consult.accounts.rules.roles import Role
from consult.core.errors import NotPermitted, NotThere
from consult.core.models import OutgoingMail
from consult.reviews.models import Review
from moderation.actions import add_duty, remove_duty
from moderation.actions.set_rota import NotAModerator
from moderation.models import Case, Duty
from moderation.rules.promise import PROMISED
from moderation.rules.rota import (
    LastDayWrong,
    Shift,
    Turn,
    TurnWrong,
    require_sound,
    turn_at,
    unread_languages,
)
from moderation.selectors import people_on_duty, watch
from moderation.tasks import remind_due
from tests.comments.scene import case_of, last_leaf, nothing_happens

QUEUE = "/en/moderation/vnr-2026/"
TBILISI, PARIS = ZoneInfo("Asia/Tbilisi"), ZoneInfo("Europe/Paris")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_a_turn_runs_until_its_end_and_not_at_it() -> None:
    shift = Shift(at("2026-03-02T08:00"), at("2026-03-02T12:00"))
    turn = Turn(shift.starts_at, shift.ends_at)
    assert turn_at(shift, at("2026-03-01T00:00"), TBILISI) == turn
    assert turn_at(shift, at("2026-03-02T11:59"), TBILISI) == turn
    assert turn_at(shift, at("2026-03-02T12:00"), TBILISI) is None


def test_a_weekly_turn_keeps_its_local_hours_when_the_clocks_change() -> None:
    # Monday 9 to 12 in Paris; the clocks go forward on 29 March 2026.
    shift = Shift(at("2026-03-23T08:00"), at("2026-03-23T11:00"), weekly=True)
    assert turn_at(shift, at("2026-03-24T00:00"), PARIS) == Turn(
        at("2026-03-30T07:00"), at("2026-03-30T10:00")
    )
    assert turn_at(shift, at("2027-01-11T08:30"), PARIS) == Turn(
        at("2027-01-11T08:00"), at("2027-01-11T11:00")
    )
    ended = Shift(shift.starts_at, shift.ends_at, weekly=True, last_day=date(2026, 3, 30))
    assert turn_at(ended, at("2026-03-30T09:00"), PARIS) is not None
    assert turn_at(ended, at("2026-03-30T10:00"), PARIS) is None


@pytest.mark.parametrize(
    ("hours", "weekly", "last_day", "error"),
    [
        (0, False, None, TurnWrong),
        (-1, False, None, TurnWrong),
        (24 * 7 + 1, True, None, TurnWrong),
        (1, False, date(2026, 3, 3), LastDayWrong),
        (1, True, date(2026, 3, 1), LastDayWrong),
    ],
)
def test_turns_that_make_no_sense_are_refused(
    hours: int, weekly: bool, last_day: date | None, error: type[Exception]
) -> None:
    start = at("2026-03-02T08:00")
    with pytest.raises(error):
        require_sound(Shift(start, start + timedelta(hours=hours), weekly, last_day), TBILISI)


def test_who_has_not_said_what_they_read_is_taken_for_the_languages_of_the_review() -> None:
    assert unread_languages(["ka", "fr", "sw"], [["ka"], []], ["en", "fr"]) == ["sw"]
    assert unread_languages(["ka"], [], ["ka"]) == ["ka"]


@pytest.fixture
def put(moderator: Any, review: Review) -> Any:
    def run(person: Any, begins: int, hours: int = 4, **changes: Any) -> Duty:
        start = timezone.now() + timedelta(hours=begins)
        given: dict[str, Any] = {
            "actor": moderator,
            "review": review,
            "person_id": person.pk,
            "starts_at": start,
            "ends_at": start + timedelta(hours=hours),
            "key": uuid.uuid4(),
        }
        return add_duty(**{**given, **changes})

    return run


def test_a_lead_sets_the_rota_and_the_ledger_has_it(
    put: Any, moderator: Any, person: Any, review: Review
) -> None:
    other, editor = person(Role.MODERATOR, name="Otto Other"), person(Role.EDITOR)
    assert {one.pk for one in people_on_duty(review, timezone.now())} == {moderator.pk, other.pk}
    duty = put(other, -1)
    leaf = last_leaf(review)
    assert (leaf["event"], leaf["data"]["change"]) == ("rota.changed.v1", "added")
    assert leaf["data"]["person"] == other.reference
    put(moderator, 5)
    found = watch(review, timezone.now())
    assert [row.duty.person for row in found.now] == [other]
    assert [row.duty.person for row in found.following] == [moderator]
    assert people_on_duty(review, timezone.now()) == [other]
    with nothing_happens(), pytest.raises(NotPermitted):
        remove_duty(actor=other, review=review, duty_id=duty.pk)
    with nothing_happens(), pytest.raises(NotPermitted):
        put(other, 1, actor=other)
    with nothing_happens(), pytest.raises(NotAModerator):
        put(editor, 1)
    remove_duty(actor=moderator, review=review, duty_id=duty.pk)
    assert last_leaf(review)["data"]["change"] == "removed"
    with nothing_happens(), pytest.raises(NotThere):
        remove_duty(actor=moderator, review=review, duty_id=duty.pk)


def test_the_pages_show_and_change_the_rota_in_the_reviews_zone(
    code: Any, signed_in: Any, moderator: Any, person: Any, review: Review
) -> None:
    client, address = signed_in(moderator), f"{QUEUE}rota/"
    form = html.fromstring(client.get(address).content.decode()).forms[-1]
    said = {
        **{name: value for name, value in form.fields.items() if value is not None},
        "person": str(moderator.pk),
        "starts_at": "2030-03-04T09:00",
        "ends_at": "2030-03-04T08:00",
    }
    refused = client.post(address, said)
    assert refused.status_code == 400
    assert "The end must come after the beginning" in refused.content.decode()
    assert "2030-03-04T09:00" in refused.content.decode()
    assert client.post(address, {**said, "ends_at": "2030-03-04T12:00"}).url == address
    duty = Duty.objects.get()
    zone = ZoneInfo(review.timezone)
    assert duty.starts_at == datetime(2030, 3, 4, 9, tzinfo=zone)
    other = signed_in(person(Role.MODERATOR))
    seen = other.get(address).content.decode()
    assert "Mona Moderator" in seen
    assert "Add a turn" not in seen
    assert other.post(address, said).status_code == 403
    assert other.post(address, {"remove": duty.pk}).status_code == 403
    assert client.post(address, {"remove": "x"}).status_code == 404
    assert client.post(address, {"remove": duty.pk}).url == address
    assert not Duty.objects.exists()


def numbers(response: Any) -> list[str]:
    tree = html.fromstring(response.content.decode())
    return [link.text_content() for link in tree.xpath("//main//h2/a")]


def test_the_queue_offers_what_the_moderator_reads_and_an_address_says_otherwise(
    post: Any, signed_in: Any, moderator: Any, person: Any, put: Any
) -> None:
    english, georgian = post("One"), post("ერთი", language="ka")
    both = [english.number, georgian.number]
    client = signed_in(moderator)
    assert numbers(client.get(QUEUE)) == both
    answer = client.post("/en/account/languages/", {"reads": ["ka", "fr"]})
    assert answer.url == "/en/account/overview/"
    moderator.refresh_from_db()
    assert moderator.reads == ["fr", "ka"] or moderator.reads == ["ka", "fr"]
    offered = client.get(QUEUE)
    assert numbers(offered) == [georgian.number]
    assert "language=ka" in offered.content.decode()
    assert numbers(client.get(f"{QUEUE}?language=any")) == both
    assert numbers(client.get(f"{QUEUE}?language=any&language=en")) == [english.number]
    other = signed_in(person(Role.MODERATOR))
    assert numbers(other.get(f"{QUEUE}?language=ka")) == [georgian.number]
    put(moderator, -1)
    shown = " ".join(
        html.fromstring(other.get(QUEUE).content.decode()).xpath("//main")[0].text_content().split()
    )
    assert "On duty now: Mona Moderator" in shown
    assert "Texts wait in languages that nobody on duty reads: English." in shown
    with pytest.raises(LanguageUnknown):
        choose_languages(actor=moderator, languages=["tlh"])
    choose_languages(actor=moderator, languages=[])
    assert numbers(client.get(QUEUE)) == both


def age(comment: Any, **since: Any) -> None:
    opened = timezone.now() - PROMISED + timedelta(**since)
    Case.objects.filter(pk=case_of(comment).pk).update(opened_at=opened)


def reminders() -> list[OutgoingMail]:
    return list(
        OutgoingMail.objects.filter(subject__startswith="Cases wait").order_by("created_at")
    )


def test_whoever_is_on_duty_is_told_of_counts_once_an_hour_at_most(
    post: Any, put: Any, moderator: Any, person: Any
) -> None:
    other = person(Role.MODERATOR, email="otto@consult.example")
    near, overdue, fresh = post("Secret near"), post("Secret past"), post("Secret fresh")
    assert remind_due() == 0
    put(other, -1, hours=9)
    age(near, hours=5)
    age(overdue, hours=-1)
    assert remind_due() == 1
    (mail,) = reminders()
    assert mail.to == "otto@consult.example"
    assert "1 case comes near the time promised to its author.\n1 case is past it." in mail.text
    assert "Secret" not in mail.text + mail.html + mail.subject
    assert near.number not in mail.text + mail.html
    age(fresh, hours=1)
    assert remind_due() == 0
    real = timezone.now()
    age(fresh, hours=6, minutes=30)
    assert remind_due(real + timedelta(minutes=61)) == 1
    assert "2 cases come near the time promised to their authors." in reminders()[1].text
    assert remind_due(real + timedelta(minutes=130)) == 0
