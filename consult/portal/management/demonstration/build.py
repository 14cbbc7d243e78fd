"""The order in which the demonstration is built."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.timezone import now

from consult.accounts.models import User
from consult.accounts.rules.roles import Role
from consult.council.rules.motion import State
from consult.portal.management.demonstration.chapters import build_chapters, build_versions
from consult.portal.management.demonstration.council import (
    build_motions,
    build_seats,
    build_sittings,
)
from consult.portal.management.demonstration.discussion import Discussion
from consult.portal.management.demonstration.foundation import (
    INSTALLER,
    build_code,
    build_contact,
    build_dates,
    build_people,
    build_review,
)
from consult.portal.management.demonstration.mandates import build_mandates
from consult.portal.management.demonstration.tags import build_tags
from consult.portal.management.demonstration.texts import read
from consult.reviews.models import Review


def is_foreign() -> bool:
    """Say whether the database holds a review or a person that is not the demonstration's."""
    own = {row["email"] for row in read("people")} | {INSTALLER}
    if Review.objects.exclude(is_demonstration=True).exists():
        return True
    built = Review.objects.filter(is_demonstration=True).exists()
    return not built and User.objects.exclude(email__in=own).exists()


def is_complete(review: Review) -> bool:
    """Say whether the last acts are done: every ballot cast, every live session announced."""
    cast = dict(review.motions.values_list("title_en", "ballots_cast"))
    overdue = review.motions.filter(state=State.OPEN, closes_at__lt=now())
    called = set(review.sittings.values_list("title", flat=True))
    if not called.issuperset(row["title"] for row in read("council")["sittings"]):
        return False
    return not overdue.exists() and all(
        cast.get(row["title"]["en"], 0) >= len(row["ballots"]) for row in read("council")["motions"]
    )


def build(say: Callable[[str], None]) -> Review:
    """Build what is missing, part by part, telling through `say` how far it is."""
    review = build_review()
    if is_complete(review):
        say("The demonstration stands.")
        return review
    people = build_people(review)
    by_role = {role: row["key"] for row in read("people") for role in row["roles"]}
    administrator = people[by_role[Role.ADMINISTRATOR]]
    editor = people[by_role[Role.EDITOR]]
    build_dates(review, administrator)
    code = build_code(review, administrator)
    build_contact(review, administrator)
    say("The review, its people and its code of conduct stand.")
    chapters = build_chapters(review, editor)
    build_versions(chapters, editor, 1)
    build_tags(chapters, editor)
    say("The first drafts of all chapters are published.")
    discussion = Discussion(people, chapters, code)
    discussion.build(1)
    discussion.answer(1)
    say("The comments on the first drafts are posted, judged and answered.")
    build_versions(chapters, editor, 2)
    discussion.build(2)
    discussion.answer(2)
    say("The revised chapter is published and discussed.")
    secretary = people[by_role[Role.COUNCIL_SECRETARY]]
    seats = build_seats(review, secretary, people)
    build_mandates(review, secretary, people, seats)
    build_motions(review, people, chapters, seats)
    build_sittings(review, people)
    say("The council has decided one motion and is voting on another.")
    return review
