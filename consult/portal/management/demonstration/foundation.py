"""The review itself: organisations, people with their roles, dates and the code of conduct."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.utils.timezone import now

from consult.accounts.actions import grant_role, register_organisation, register_person
from consult.accounts.models import Organisation, User
from consult.accounts.rules.groups import StakeholderGroup
from consult.accounts.rules.roles import Role
from consult.core.secret_file import kept_secret
from consult.portal.management.demonstration.texts import read
from consult.reviews.actions import open_review, set_window
from consult.reviews.models import Review
from moderation.actions import publish_code, set_contact
from moderation.models import CodeOfConduct, SafeContact
from moderation.rules.code_file import read_code
from moderation.selectors import code_in_force

INSTALLER = "installation@narvelia.example.org"


def password() -> str:
    """Return the password of all demonstration accounts, made for this installation alone."""
    return kept_secret(settings.KEY_DIR / "demonstration_password")[:16]


def build_review() -> Review:
    """Open the review, or return it where it is open already."""
    found = Review.objects.filter(is_demonstration=True).first()
    if found:
        return found
    text = read("review")
    return open_review(
        actor=installer(),
        slug=text["slug"],
        number_prefix=text["number_prefix"],
        timezone=text["timezone"],
        languages=text["languages"],
        title=text["title"],
        country=text["country"],
        summary=text["summary"],
        is_demonstration=True,
    )


def installer() -> User:
    """Return the account of whoever installed the platform; nobody can sign in to it."""
    found = User.objects.filter(email=INSTALLER).first()
    return found or User.objects.create_superuser(INSTALLER, None, name="Installation")


def build_people(review: Review) -> dict[str, User]:
    """Register organisations and people and grant the roles; return the people by key."""
    actor = installer()
    for row in read("organisations"):
        if not Organisation.objects.filter(slug=row["slug"]).exists():
            register_organisation(
                actor=actor,
                slug=row["slug"],
                name=row["name"],
                group=StakeholderGroup(row["group"]) if row["group"] else None,
            )
    organisations = {row.slug: row for row in Organisation.objects.all()}
    people = {}
    for row in read("people"):
        user = User.objects.filter(email=row["email"]).first() or register_person(
            actor=actor,
            email=row["email"],
            name=row["name"],
            organisation=organisations.get(row["organisation"] or ""),
            language=row["language"],
            password=password(),
        )
        for role in row["roles"]:
            grant_role(actor=actor, review=review, user=user, role=Role(role))
        people[row["key"]] = user
    return people


def build_dates(review: Review, administrator: User) -> None:
    """Set when comments are taken, counted from today."""
    if review.comments_open_at:
        return
    window = read("review")["consultation"]
    today = now().replace(hour=14, minute=0, second=0, microsecond=0)
    set_window(
        actor=administrator,
        review=review,
        opens_at=today + timedelta(days=window["opens_in_days"]),
        closes_at=today + timedelta(days=window["closes_in_days"]),
    )


def build_code(review: Review, administrator: User) -> CodeOfConduct:
    """Publish the code of conduct, or return the one that is published already."""
    found = code_in_force(review)
    if found:
        return found
    text = read_code(read("conduct"), settings.MODELTRANSLATION_LANGUAGES)
    return publish_code(
        actor=administrator,
        review=review,
        sentence=text.sentence,
        promise=text.promise,
        rules=text.rules,
    )


def build_contact(review: Review, administrator: User) -> None:
    """Name whom to turn to outside government, where nobody is named yet."""
    if not SafeContact.objects.filter(review=review).exists():
        set_contact(actor=administrator, review=review, **read("review")["contact"])
