"""Who may do what in a review, and what they are told who may not."""

from __future__ import annotations

import json
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AnonymousUser

from consult.accounts.actions import grant_role
from consult.accounts.models import Grant, User
from consult.accounts.permissions import require, require_to_see
from consult.accounts.rules.roles import NEEDS_SECOND_FACTOR, PERMISSIONS, Role, acts, roles_for
from consult.accounts.selectors import acting_roles, people_with, reviews_of, who_may
from consult.core.errors import NotPermitted, NotThere, SecondFactorMissing
from consult.core.models import Entry
from consult.reviews.actions import open_review
from consult.reviews.models import Review

# The table as the law of the house has it, written out a second time so that a change is seen.
TABLE = {
    "reviews.change_timetable": "administrator editor",
    "accounts.grant_role": "administrator",
    "drafts.import_draft": "administrator editor",
    "drafts.publish_version": "administrator editor",
    "drafts.tag_text": "administrator editor",
    "drafts.translate": "administrator editor",
    "drafts.settle_placement": "administrator editor",
    "moderation.publish_code": "administrator lead_moderator",
    "moderation.view_queue": "lead_moderator moderator",
    "moderation.decide": "lead_moderator moderator",
    "moderation.decide_escalated": "lead_moderator",
    "moderation.carry_out_order": "lead_moderator",
    "moderation.view_load": "lead_moderator",
    "erasure.carry_out": "administrator lead_moderator",
    "erasure.set_hold": "administrator",
    "moderation.write_playbook": "lead_moderator moderator",
    "moderation.set_rota": "lead_moderator",
    "moderation.settle_risk": "lead_moderator",
    "moderation.set_contact": "administrator",
    "moderation.take_measure": "lead_moderator moderator",
    "moderation.suspend": "lead_moderator",
    "moderation.name_outside": "administrator lead_moderator",
    "moderation.set_modes": "administrator lead_moderator",
    "moderation.list_words": "lead_moderator",
    "moderation.trust_author": "lead_moderator",
    "responses.answer": "administrator editor respondent",
    "comments.enter_for_others": "facilitator",
    "council.view_room": "administrator council_member council_secretary observer",
    "council.set_seats": "council_secretary",
    "council.import_seats": "administrator council_secretary",
    "council.read_letters": "administrator council_secretary",
    "council.remind_seats": "council_secretary",
    "council.put_motion": "council_secretary",
    "council.extend_motion": "council_secretary",
    "council.void_motion": "council_secretary",
    "council.close_motion": "council_secretary",
    "council.certify_motion": "council_secretary",
    "council.enter_paper": "council_secretary",
    "council.answer_reservation": "council_secretary editor",
    "council.cosign_head": "observer",
    "council.run_session": "council_secretary",
    "council.vote": "council_member",
}


def fresh(user: User) -> User:
    """Return the person as the next request finds them."""
    return User.objects.get(pk=user.pk)


@pytest.fixture
def other(administrator: User, review: Review) -> Review:
    return open_review(
        actor=administrator,
        slug="vnr-2030",
        number_prefix="VNR30",
        timezone="UTC",
        languages=["en"],
        title={"en": "VNR 2030"},
        country={"en": "Anyland"},
        summary={},
    )


def test_the_table_of_permissions() -> None:
    assert {
        permission: " ".join(sorted(roles)) for permission, roles in PERMISSIONS.items()
    } == TABLE
    assert roles_for("council.abolish") == frozenset()


@pytest.mark.parametrize("role", Role)
def test_a_role_allows_what_the_table_says_in_its_own_review_alone(
    role: Role, review: Review, other: Review, person: Any
) -> None:
    user = person(role)
    allowed = {permission for permission, roles in TABLE.items() if role in roles.split()}
    assert {each for each in PERMISSIONS if fresh(user).has_perm(each, review)} == allowed
    assert not any(fresh(user).has_perm(each, other) for each in PERMISSIONS)
    assert not any(fresh(user).has_perm(each) for each in PERMISSIONS)
    for permission in PERMISSIONS:
        if permission in allowed:
            require(user, permission, review)
        else:
            with pytest.raises(NotPermitted):
                require(user, permission, review)


@pytest.mark.parametrize("role", Role)
def test_staff_and_council_roles_do_nothing_without_a_second_factor(
    role: Role, review: Review, person: Any
) -> None:
    user = person(role, second_factor=False)
    expected = frozenset() if role in NEEDS_SECOND_FACTOR else {role}
    assert acting_roles(user, review) == expected
    for permission, roles in PERMISSIONS.items():
        if role not in roles:
            refusal: Any = NotPermitted
        elif role in NEEDS_SECOND_FACTOR:
            refusal = SecondFactorMissing
        else:
            require(user, permission, review)
            continue
        with pytest.raises(refusal):
            require(user, permission, review)


def test_participants_and_observers_alone_need_none() -> None:
    assert set(Role) - NEEDS_SECOND_FACTOR == {Role.PARTICIPANT, Role.OBSERVER}
    assert acts(Role.OBSERVER, second_factor=False, waived=False)
    assert not acts(Role.EDITOR, second_factor=False, waived=False)
    assert acts(Role.EDITOR, second_factor=False, waived=True)


@pytest.mark.parametrize(
    ("kind", "acting"),
    [
        (Authenticator.Type.TOTP, True),
        (Authenticator.Type.WEBAUTHN, True),
        (Authenticator.Type.RECOVERY_CODES, False),
    ],
)
def test_an_authenticator_or_a_passkey_counts_and_recovery_codes_alone_do_not(
    kind: str, acting: bool, review: Review, person: Any
) -> None:
    user = person(Role.EDITOR, second_factor=False)
    Authenticator.objects.create(user=user, type=kind, data={})
    assert fresh(user).has_perm("drafts.import_draft", review) is acting
    Authenticator.objects.filter(user=user).delete()
    assert not fresh(user).has_perm("drafts.import_draft", review)


def test_strangers_are_not_told_what_is_there(review: Review, person: Any) -> None:
    outsider = person()
    for actor in (AnonymousUser(), outsider, person(Role.PARTICIPANT)):
        with pytest.raises(NotPermitted):
            require(actor, "moderation.view_queue", review)
        with pytest.raises(NotThere):
            require_to_see(actor, "moderation.view_queue", review)
    with pytest.raises(SecondFactorMissing):
        require_to_see(person(Role.MODERATOR, second_factor=False), "moderation.view_queue", review)
    require_to_see(person(Role.MODERATOR), "moderation.view_queue", review)


def test_an_account_that_was_closed_acts_no_more(review: Review, person: Any) -> None:
    user = person(Role.EDITOR)
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert not fresh(user).has_perm("drafts.import_draft", review)
    assert list(people_with(review, Role.EDITOR)) == []


def test_the_installations_administrator_is_an_administrator_and_no_more(
    administrator: User, review: Review, other: Review
) -> None:
    for each in (review, other):
        allowed = {name for name in PERMISSIONS if fresh(administrator).has_perm(name, each)}
        assert allowed == {name for name, roles in TABLE.items() if "administrator" in roles}
    Authenticator.objects.all().delete()
    bare = fresh(administrator)
    assert not any(bare.has_perm(permission, review) for permission in PERMISSIONS)
    with pytest.raises(SecondFactorMissing):
        require(bare, "accounts.grant_role", review)
    assert bare.has_perm("admin.view")


@pytest.mark.parametrize("installation", [True, False])
@pytest.mark.parametrize("marked", [True, False])
def test_the_second_factor_is_waived_for_the_demonstrations_review_where_it_runs(
    installation: bool, marked: bool, review: Review, person: Any, settings: Any
) -> None:
    user = person(Role.EDITOR, second_factor=False)
    settings.DEMONSTRATION = installation
    review.is_demonstration = marked
    assert user.has_perm("drafts.import_draft", review) is (installation and marked)
    assert not user.has_perm("moderation.decide", review)


def test_a_grant_is_journalled_once(review: Review, person: Any, administrator: User) -> None:
    user = person()
    size = Entry.objects.filter(log=review.log_id).count()
    first = grant_role(actor=administrator, review=review, user=user, role=Role.EDITOR)
    assert grant_role(actor=administrator, review=review, user=user, role=Role.EDITOR) == first
    grant = Grant.objects.get(user=user)
    assert (grant.role, grant.review, grant.granted_by) == ("editor", review, administrator)
    entry = Entry.objects.get(log=review.log_id, index=size)
    leaf = json.loads(bytes(entry.leaf))
    assert (leaf["event"], leaf["actor"], leaf["subject"], leaf["data"], leaf["committed"]) == (
        "role.granted.v1",
        administrator.reference,
        user.reference,
        {"role": "editor", "person": user.reference},
        {},
    )
    assert Entry.objects.filter(log=review.log_id).count() == size + 1
    assert list(reviews_of(user)) == [review]


def test_whoever_may_not_grant_leaves_no_trace(review: Review, person: Any) -> None:
    actor, user = person(Role.EDITOR), person()
    before = (Grant.objects.count(), Entry.objects.count())
    with pytest.raises(NotPermitted):
        grant_role(actor=actor, review=review, user=user, role=Role.ADMINISTRATOR)
    assert (Grant.objects.count(), Entry.objects.count()) == before


def test_roles_are_asked_for_once_a_person_and_review(
    review: Review, person: Any, django_assert_num_queries: Any
) -> None:
    user = fresh(person(Role.EDITOR, Role.OBSERVER))
    with django_assert_num_queries(2):
        for permission in PERMISSIONS:
            user.has_perm(permission, review)


@pytest.mark.parametrize("permission", sorted(PERMISSIONS))
def test_asking_for_many_says_what_asking_for_each_does(
    permission: str, review: Review, person: Any, administrator: User, other: Review
) -> None:
    people = [person(role) for role in Role]
    people += [person(role, second_factor=False) for role in Role]
    people += [administrator, person(), person(Role.OBSERVER, Role.COUNCIL_MEMBER)]
    gone = person(*Role)
    gone.is_active = False
    gone.save()
    people = [fresh(each) for each in (*people, gone)]
    for asked in (review, other):
        one_by_one = {each.pk for each in people if each.has_perm(permission, asked)}
        assert who_may(people, permission, asked) == one_by_one


def test_asking_for_many_takes_one_query_and_one_for_their_second_factors(
    review: Review, person: Any, django_assert_num_queries: Any
) -> None:
    people = [person(Role.OBSERVER) for _number in range(5)]
    with django_assert_num_queries(1):
        assert len(who_may(people, "council.view_room", review)) == 5
    people += [person(Role.COUNCIL_MEMBER) for _number in range(5)]
    with django_assert_num_queries(2):
        assert len(who_may(people, "council.view_room", review)) == 10
