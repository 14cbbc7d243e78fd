"""Who holds which role, and who may act on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import QuerySet, UUIDField

from consult.accounts.models import Grant, User
from consult.accounts.rules.roles import NEEDS_SECOND_FACTOR, Role, acts, roles_for
from consult.core.prepared import Given, Prepared
from consult.reviews.models import Review

# Recovery codes stand in for one of these and are none themselves.
_SECOND_FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]

_GRANTS = Prepared(
    lambda: Grant.objects.filter(
        user=Given("user", UUIDField()), review=Given("review", UUIDField())
    ).only("role")
)
_FACTORS = Prepared(
    lambda: Authenticator.objects.filter(
        user=Given("user", UUIDField()), type__in=_SECOND_FACTORS
    ).only("pk")[:1]
)


def granted_roles(user: User, review: Review) -> frozenset[Role]:
    """Return the roles granted to a person in a review, in one query a person and review.

    The installation's administrator is one of every review. Kept on the person's instance, which
    lives as long as a request.
    """
    kept: dict[object, frozenset[Role]] = user.__dict__.setdefault("_granted_roles", {})
    if review.pk not in kept:
        grants = _GRANTS(user=user.pk, review=review.pk)
        everywhere = {Role.ADMINISTRATOR} if user.is_superuser else set()
        kept[review.pk] = frozenset(Role(grant.role) for grant in grants) | everywhere
    return kept[review.pk]


def second_factor_waived(review: Review) -> bool:
    """Say whether roles act without a second factor: in the demonstration's review only."""
    return bool(settings.DEMONSTRATION and review.is_demonstration)


def acting_roles(user: User, review: Review) -> frozenset[Role]:
    """Return those of a person's roles that have an effect."""
    granted = granted_roles(user, review)
    if granted.isdisjoint(NEEDS_SECOND_FACTOR):
        return granted
    waived = second_factor_waived(review)
    second_factor = waived or has_second_factor(user)
    return frozenset(
        role for role in granted if acts(role, second_factor=second_factor, waived=waived)
    )


def has_second_factor(user: User) -> bool:
    """Say whether a person has set up an authenticator app or a passkey."""
    if "_has_second_factor" not in user.__dict__:
        user.__dict__["_has_second_factor"] = bool(_FACTORS(user=user.pk))
    return bool(user.__dict__["_has_second_factor"])


def who_may(people: Iterable[User], permission: str, review: Review) -> frozenset[UUID]:
    """Return the keys of those who may do this in the review, in two queries at most.

    Says of each what `person.has_perm(permission, review)` would say.
    """
    named = {person.pk: person for person in people if person.is_active}
    allowed = roles_for(permission)
    granted: dict[UUID, set[Role]] = {
        key: {Role.ADMINISTRATOR} if person.is_superuser else set() for key, person in named.items()
    }
    grants = Grant.objects.filter(review=review, user__in=named, role__in=allowed)
    for key, name in grants.values_list("user", "role"):
        granted[key].add(Role(name))
    waived = second_factor_waived(review)
    needing = [key for key, roles in granted.items() if roles & NEEDS_SECOND_FACTOR]
    secured = set(
        Authenticator.objects.filter(user__in=needing, type__in=_SECOND_FACTORS).values_list(
            "user", flat=True
        )
    )
    return frozenset(
        key
        for key, roles in granted.items()
        if any(
            acts(role, second_factor=waived or key in secured, waived=waived)
            for role in roles & allowed
        )
    )


def reviews_of(user: User) -> QuerySet[Review]:
    """Return the reviews in which a person holds any role."""
    return Review.objects.filter(grants__user=user).distinct()


def reads_of(person: Any) -> list[str]:
    """Return the languages that a person says they read; none where they have said nothing."""
    return list(getattr(person, "reads", None) or ())


def language_of(email: str) -> str | None:
    """Return the language of the person with this address, or None where nobody has it."""
    return User.objects.filter(email=email.lower()).values_list("language", flat=True).first()


def people_with(review: Review, role: Role) -> QuerySet[User]:
    """Return the active people who hold a role in a review, by name."""
    return User.objects.filter(grants__review=review, grants__role=role, is_active=True).order_by(
        "name"
    )


def anybody_else_acts(
    permission: str, review: Review, person_id: UUID | None, organisation_id: UUID | None
) -> bool:
    """Say whether somebody holds a role with an effect for this, other than a person.

    Nor is anybody of their organisation counted. One query.
    """
    people = User.objects.filter(
        grants__review=review, grants__role__in=roles_for(permission), is_active=True
    )
    if not second_factor_waived(review):
        people = people.filter(authenticator__type__in=_SECOND_FACTORS)
    if person_id is not None:
        people = people.exclude(pk=person_id)
    if organisation_id is not None:
        people = people.exclude(organisation_id=organisation_id)
    return people.exists()


@dataclass(frozen=True, slots=True)
class Membership:
    """The roles of one person in one review, and which of them have an effect today."""

    review: Review
    acting: tuple[Role, ...]
    waiting: tuple[Role, ...]


def memberships(user: User) -> list[Membership]:
    """Return a person's roles review by review, the roles in the order of their table."""
    order = list(Role)
    found = []
    for review in reviews_of(user):
        acting = acting_roles(user, review)
        waiting = granted_roles(user, review) - acting
        found.append(
            Membership(
                review,
                tuple(sorted(acting, key=order.index)),
                tuple(sorted(waiting, key=order.index)),
            )
        )
    return found
